"""Words of a record's own text that a person should read: offered, never a floor by themselves.

A statement that something did not happen offers nothing. Nor does a text whose form says yes to
the same already, or one whose handling code keeps it to its owner. The words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.kinds.checks import Check
from firstlight.records.rules.kinds.concern import VoiceOfChild, VulnerabilityReport
from firstlight.records.rules.kinds.kind import Details
from firstlight.risk.rules.assessment import ToRead
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.signs import tells_signs


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text may speak of: words it begins with, how it is said, and the fields that ask it."""

    framework: str
    about: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    fields: tuple[str, ...] = ()


def _topic(framework: str, about: str, stems: str, said: str, *fields: str) -> Topic:
    return Topic(framework, about, tuple(stems.split("|")), re.compile(rf"\b(?:{said})"), fields)


TOPICS = (
    _topic(
        "domestic", "strangulation", "strang|throttl|chok|throat|neck",
        r"strangl\w*|throttl\w*|chok(?:ed|ing)\b|by the throat"
        r"|hands? (?:a?round|on|to) (?:\w+ )?(?:neck|throat)", "strangulation",
    ),
    _topic(
        "domestic", "a threat to kill", "kill",
        r"threat\w* to kill|(?:will|would|going to|gonna) kill\b|killed if\b", "threat_to_kill",
    ),
    _topic("domestic", "a pregnancy", "pregnan|unborn", r"pregnan\w*|unborn\b", "pregnant"),
    _topic(
        "exploitation", "exploitation",
        "exploit|groom|county line|trap house|cuckoo|plugg|older boyfriend|older man|older male",
        r"(?:sexually |criminally )?exploit\w*|groom(?:ed|ing)\b|county lines?\b|trap house"
        r"|cuckoo\w*|plugg(?:ed|ing)\b|older (?:boyfriend|man|men|males?)\b",
    ),
    _topic(
        "missing", "self-harm or suicide", "self harm|self-harm|suicid|overdos|end her life|end his life",
        r"self[ -]harm\w*|suicid\w*|overdos\w*|end (?:her|his) life", "self_harm",
    ),
    _topic(
        "images", "images of a child", "nude|naked|indecent",
        r"nudes?\b|(?:naked|indecent) (?:\w+ )?(?:images?|pictures?|photos?|videos?)\b",
    ),
    _topic(
        "cumulative", "a child afraid or hurt", "scared|afraid|frighten|hits |hurts |touch",
        r"(?:scared|afraid|frightened) of\b|(?:hits|hurts|touche[ds]) (?:me|her|him|them)\b", "afraid",
    ),
)  # fmt: skip
_CLAUSES = re.compile(r"[.;!?\n]| but | however ")
_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|never|nor|neither|without|nothing|nobody|denie[sd]|denying|deny)\b|n't\b"
)
_DENIED_AFTER = re.compile(
    r"\b(?:denied|ruled out|discounted|(?:was|were|is|are|has|have|had|did) not|(?:was|is|did)n't)\b"
)
_STEMS = tuple(stem for topic in TOPICS for stem in topic.stems)
# Kinds with running text of their own beside the narrative.
_WRITTEN: dict[type[Details], tuple[str, ...]] = {
    VulnerabilityReport: ("seen", "told", "inferred"),
    VoiceOfChild: ("words", "behaviour"),
    Check: ("said",),
}


def _text(record: RecordView) -> str:
    """Give all a record says in words, in small letters."""
    fields = _WRITTEN.get(type(record.details), ())
    own = [str(getattr(record.details, field)) for field in fields]
    return "\n".join((record.title, record.narrative, *own)).lower().replace("’", "'")


def _says(topic: Topic, text: str) -> bool:
    """Tell whether a text speaks of a topic in some clause that does not deny it."""
    for clause in _CLAUSES.split(text):
        for found in topic.pattern.finditer(clause):
            before, after = clause[: found.start()], clause[found.end() :]
            if not (_DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after)):
                return True
    return False


def _answered(topic: Topic, record: RecordView) -> bool:
    if topic.framework == "exploitation":
        return tells_signs(record) == "yes"
    return any(getattr(record.details, field, "") == "yes" for field in topic.fields)


def _of(record: RecordView) -> Iterator[ToRead]:
    text = _text(record)
    held = [stem for stem in _STEMS if stem in text]
    for topic in TOPICS if held else ():
        if set(held) & set(topic.stems) and not _answered(topic, record) and _says(topic, text):
            yield ToRead(topic.framework, topic.about, record.ref)


def to_read(situation: Situation) -> tuple[ToRead, ...]:
    """Give what the texts of the last 12 months speak of, newest record first."""
    subject = situation.subject
    wanted = [
        record
        for record in subject.records
        if not KINDS[record.kind].ours
        and record.statement.handling != "C"
        and spans.is_within(record, situation.at, spans.YEAR)
        and near.is_concerned(record, subject)
    ]
    ordered = sorted(wanted, key=lambda record: record.order, reverse=True)
    return tuple(one for record in ordered for one in _of(record))
