"""A referral made from pictures: what was seen, told and inferred apart, and what is asked by when.

Pure. Nothing is generated: values, records' own words where they stand in a field of their own,
and one sentence by template for each record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.telling import sentence
from firstlight.picture.rules.values import Nearness, PersonPicture, RecordView
from firstlight.records.rules.kinds.concern import (
    PartnerConcern,
    VoiceOfChild,
    VulnerabilityReport,
)
from firstlight.sharing.rules.fields import CHILD_FIELDS, Told, answered, field_of

HISTORY = 25  # records told of one child at most; the newest
# Our own acts, and statements told elsewhere in the document.
_NO_HISTORY = frozenset({"grading", "disclosure", "school_enrolment", "check", "unit_crewing"})
_NEAR = frozenset({Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT})
GROUPS: dict[str, str] = {
    "children": "The children",
    "adults": "The adults and what is known of risk from them",
    "voice": "What the child said or showed",
    "seen": "What was seen",
    "told": "What was told",
    "inferred": "What was inferred",
    "history": "What is held from before",
}
_RISK_KINDS = frozenset({
    "domestic_abuse_incident", "order", "bail", "warning_marker", "offender_management", "crime",
    "arrest", "online_referral", "police_protection", "vulnerability_report",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What a referral is made from: the child it is about, and everybody near by reference.

    `hidden` may not be known of outside; `protected` are places whose address stays here.
    """

    subject: str
    pictures: Mapping[str, PersonPicture]
    hidden: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose to send, what they hold back and why, and what they said of gaps."""

    items: tuple[str, ...]
    withheld: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    addresses_released: bool = False

    def takes(self, code: str) -> bool:
        """Tell whether an item goes: chosen by itself, with its group, or with everything."""
        if code in self.withheld or code.partition(":")[0] in self.withheld:
            return False
        wanted = set(self.items)
        return bool({code, code.partition(":")[0], "all"} & wanted)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that could be shared, and what it is."""

    code: str
    group: str
    title: str
    about: str = ""


def children_of(given: Given, at: datetime) -> tuple[PersonPicture, ...]:
    """Give the child, then brothers and sisters and every other child of the address."""
    return tuple(p for p in _near(given) if p.ref == given.subject or p.may_be_child(at))


def adults_of(given: Given, at: datetime) -> tuple[PersonPicture, ...]:
    """Give the adults near the child."""
    return tuple(p for p in _near(given) if p.ref != given.subject and not p.may_be_child(at))


def _near(given: Given) -> Iterator[PersonPicture]:
    subject = given.pictures[given.subject]
    near = [given.subject, *subject.household]
    near += [r.other for r in subject.relations if r.nearness in _NEAR]
    for ref in dict.fromkeys(near):
        if ref in given.pictures and ref not in given.hidden:
            yield given.pictures[ref]


def relation(given: Given, other: str) -> str:
    """Say how somebody stands to the child the referral is about."""
    if other == given.subject:
        return "the child this is about"
    subject = given.pictures[given.subject]
    kinds = [r.kind.replace("_", " ") for r in subject.relations if r.other == other]
    if other in subject.household:
        kinds.append("at the same address")
    return ", ".join(dict.fromkeys(kinds)) or "named with the child"


def offers(given: Given, at: datetime) -> tuple[Offer, ...]:
    """Give everything that could be shared, to be ticked one by one."""
    found = [
        Offer(
            f"children:{p.ref}", "children", p.name or "A child not named", relation(given, p.ref)
        )
        for p in children_of(given, at)
    ]
    found += [
        Offer(f"adults:{p.ref}", "adults", p.name or "An adult not named", relation(given, p.ref))
        for p in adults_of(given, at)
    ]
    found += [
        Offer(f"{group}:{line['record']}", group, line["text"], f"{line['source']}, {line['on']}")
        for group in ("voice", "seen", "told", "inferred", "history")
        for line in _lines(given, group, at)
    ]
    return tuple(found)


def build(given: Given, chosen: Chosen, at: datetime) -> dict[str, Any]:
    """Make the document of plain values. What is not chosen is not in it."""
    children = [_child(given, p, chosen, at) for p in children_of(given, at)
                if chosen.takes(f"children:{p.ref}")]  # fmt: skip
    adults = [_adult(given, p, at) for p in adults_of(given, at) if chosen.takes(f"adults:{p.ref}")]
    document: dict[str, Any] = {"subject": given.subject, "children": children, "adults": adults}
    for group in ("voice", "seen", "told", "inferred", "history"):
        document[group] = [line for line in _lines(given, group, at)
                           if chosen.takes(f"{group}:{line['record']}")]  # fmt: skip
    document["voice_state"] = _voice(document["voice"], chosen).to_json()
    for name in ("harm", "asked", "by_when"):
        document[name] = answered(chosen.answers.get(name, "")).to_json()
    document["also"] = [{"text": item} for item in chosen.items if _in_words(item)]
    return document


def _in_words(item: str) -> bool:
    head, _, tail = item.partition(":")
    return item != "all" and not (head in GROUPS and (not tail or tail[1:2] == "-"))


def _voice(lines: list[dict[str, Any]], chosen: Chosen) -> Told:
    if lines:
        return Told("told")
    if any(code.partition(":")[0] == "voice" for code in chosen.withheld):
        return Told("withheld")
    return answered(chosen.answers.get("voice", ""))


def _child(given: Given, child: PersonPicture, chosen: Chosen, at: datetime) -> dict[str, Any]:
    told = {
        name: field_of(child, name, at, answers=chosen.answers, withheld=chosen.withheld)
        for name in CHILD_FIELDS
    }
    home = child.home()
    if home and home.place in given.protected and not chosen.addresses_released:
        told["address"] = Told("protected")
    age = child.age_at(at)
    return {
        "person": child.ref,
        "name": child.name,
        "also_known_as": [name for name, _ in child.names if name != child.name],
        "born_on": child.born_on.isoformat() if child.born_on else "",
        "due_on": child.due_on.isoformat() if child.unborn and child.due_on else "",
        "age": "not known" if age is None else str(age),
        "relation": relation(given, child.ref),
        "fields": {name: one.to_json() for name, one in told.items()},
    }


def _adult(given: Given, adult: PersonPicture, at: datetime) -> dict[str, Any]:
    risks = [
        sentence(record, adult.ref, at, born_on=adult.born_on).text
        for record in adult.records
        if record.kind in _RISK_KINDS and _may_leave(record) and not _names(record, given.hidden)
    ]
    return {
        "person": adult.ref,
        "name": adult.name,
        "born_on": adult.born_on.isoformat() if adult.born_on else "",
        "relation": relation(given, adult.ref),
        "risks": risks[:HISTORY],
        "none_said": "" if risks else "Nothing told that you may see. No record is not no history.",
    }


def _may_leave(record: RecordView) -> bool:
    """Tell whether a record may be told outside: handling code C only in its owner's own words."""
    return record.statement.handling != "C" or bool(record.statement.sanitised.strip())


def _names(record: RecordView, hidden: frozenset[str]) -> bool:
    return bool({one.person for one in record.people} & hidden)


def _lines(given: Given, group: str, at: datetime) -> Iterator[dict[str, Any]]:
    """Give the lines of a group, newest first, of the child the referral is about."""
    subject = given.pictures[given.subject]
    count = 0
    for record in subject.records:
        if not _may_leave(record) or _names(record, given.hidden) or count >= HISTORY:
            continue
        text = _text(record, group, subject, at)
        if text:
            count += 1
            yield {
                "record": record.ref,
                "people": [given.subject],
                "text": text,
                "source": record.source_name
                if record.statement.handling != "C"
                else "Intelligence",
                "on": london_date(record.moment).isoformat(),
                "nature": record.statement.nature,
            }


def _text(record: RecordView, group: str, subject: PersonPicture, at: datetime) -> str:
    """Give a record's words for a group; a record with handling code C has its sentence alone."""
    if group == "history":
        if record.kind in _NO_HISTORY:
            return ""
        return sentence(record, subject.ref, at, born_on=subject.born_on).text
    if record.statement.handling == "C":
        return ""
    return _own_words(record, group)


def _own_words(record: RecordView, group: str) -> str:
    """Give the words that stand in a field of their own: nothing is read out of a narrative."""
    details = record.details
    if group == "voice":
        return _voice_words(details) if isinstance(details, VoiceOfChild) else ""
    if isinstance(details, VulnerabilityReport):
        return str(getattr(details, group)).strip()
    is_told = group == "told" and isinstance(details, PartnerConcern)
    return record.narrative.strip() if is_told else ""


def _voice_words(details: VoiceOfChild) -> str:
    spoken = {
        "alone": "Spoken to alone", "with_someone": "Spoken to with somebody there",
        "seen_asleep": "Seen asleep", "not_seen": "Not seen",
    }.get(details.spoken, "How the child was seen is not told")  # fmt: skip
    parts = (details.words, details.appearance, details.behaviour, details.relationships,
             details.surroundings, details.why_not)  # fmt: skip
    return ". ".join([spoken, *(part.strip().rstrip(".") for part in parts if part.strip())]) + "."
