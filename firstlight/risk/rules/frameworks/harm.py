"""Harm to a child told by no practice area: a crime, a grave concern, fear, an unborn child."""

from __future__ import annotations

from firstlight.kernel.values.answer import Finding, no, unknown, yes
from firstlight.picture.rules.values import PersonPicture, RecordView, Situation
from firstlight.records.rules.kinds.care import SocialCare
from firstlight.records.rules.kinds.concern import (
    PartnerConcern,
    VoiceOfChild,
    VulnerabilityReport,
)
from firstlight.records.rules.kinds.incidents import Crime
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.answers import Words, any_of, both, tri
from firstlight.risk.rules.rule import Rule, Settings

GRAVE_CRIME = frozenset({"sexual", "violence", "exploitation"})
GRAVE_CONCERN = frozenset({"sexual", "physical", "fgm", "honour"})
# An initial child protection conference comes within 15 working days of the strategy discussion
# (Working Together), which is three weeks (docs/adr/0027).
CONFERENCE_DAYS = 21
_CARE = frozenset({"protection_plan", "section_47", "looked_after"})


def significant_harm(situation: Situation, _settings: Settings) -> Finding:
    """A child is the victim of a grave crime, or a concern is graded red or was disclosed."""
    subject = situation.subject
    told = [
        (record, answer)
        for record in subject.records
        if (answer := _suffers(record, subject.ref))
        and spans.is_within(record, situation.at, spans.YEAR)
        and near.is_concerned(record, subject)
        and near.is_child_then(subject, record.moment)
    ]
    return tri(told, _HARM)


def _suffers(record: RecordView, person: str) -> str:
    """Tell whether one record tells of significant harm; empty where its kind is not asked."""
    details = record.details
    if isinstance(details, Crime):
        grave = details.offence_group in GRAVE_CRIME
        return "yes" if grave and "victim" in record.roles_of(person) else "no"
    if isinstance(details, VulnerabilityReport):
        graded = {"red": "yes", "": "unknown"}.get(details.grade, "no")
        return any_of(graded, _disclosed(details))
    return _disclosed(details) if isinstance(details, PartnerConcern) else ""


def _disclosed(details: VulnerabilityReport | PartnerConcern) -> str:
    """Tell whether the child spoke of grave harm; a concern of no told kind may be of it."""
    grave = bool(GRAVE_CONCERN & set(details.concern))
    kind = "yes" if grave else "no" if details.concern else "unknown"
    return both(kind, details.disclosed_by_child)


_HARM = Words(
    so="The child is the victim of a grave crime, or a concern of grave harm is red or disclosed.",
    not_told="A concern has no grade, or whether it is of grave harm that the child spoke of is not told.",
    denied="No crime or concern held tells of significant harm to this child.",
    none_held="No crime or concern of the last 12 months is held about this child.",
    asks="Has the child said or shown that they were harmed, and how is the concern graded?",
)


def disclosed(situation: Situation, _settings: Settings) -> Finding:
    """The child has told somebody of sexual or physical harm, mutilation or honour-based abuse."""
    subject = situation.subject
    told = [
        (record, _disclosed(details))
        for record in subject.records
        if isinstance(details := record.details, VulnerabilityReport | PartnerConcern)
        and spans.is_within(record, situation.at, spans.YEAR)
        and near.is_concerned(record, subject)
        and near.is_child_then(subject, record.moment)
    ]
    return tri(told, _DISCLOSED)


_DISCLOSED = Words(
    so="The child has disclosed grave harm.",
    not_told="Whether a concern is of grave harm that the child spoke of is not told.",
    denied="The concerns held are not of grave harm, or say that the child did not disclose it.",
    none_held="No concern of the last 12 months is held about this child.",
    asks="Has the child said anything about being harmed, and to whom?",
)


def afraid(situation: Situation, _settings: Settings) -> Finding:
    """The child says or shows that they are afraid."""
    subject = situation.subject
    told = [
        (record, details.afraid)
        for record, details in spans.told(subject.records, VoiceOfChild)
        if spans.is_within(record, situation.at, spans.YEAR)
        and near.is_concerned(record, subject)
        and near.is_child_then(subject, record.moment)
    ]
    return tri(told, _AFRAID)


_AFRAID = Words(
    so="The child says or shows that they are afraid.",
    not_told="Whether the child is afraid was not asked, or is not told.",
    denied="The child was seen and is said not to be afraid.",
    none_held="Nothing the child said or showed is held for the last 12 months.",
    asks="Has the child been seen alone, and are they afraid of anybody?",
)


def _had_plan(one: PersonPicture) -> tuple[str, ...]:
    return tuple(
        record.ref
        for record, details in spans.told(one.records, SocialCare)
        if details.involvement in _CARE and near.is_concerned(record, one)
    )


def unborn(situation: Situation, _settings: Settings) -> Finding:
    """An unborn child: a concern says so, or a brother or sister is or was looked after or on a plan."""
    subject = situation.subject
    if not subject.unborn:
        return no("The person is born.")
    concerned = [
        record.ref
        for record, details in spans.told(subject.records, VulnerabilityReport)
        if "unborn" in details.concern or details.grade == "red"
    ]
    close = {one.ref: one for one in (*near.siblings(situation), *near.household(situation))}
    siblings = [ref for _, one in sorted(close.items()) for ref in _had_plan(one)]
    if concerned or siblings:
        return yes(
            "An unborn child is named in a concern, or a child of the family has had a plan.",
            *concerned, *siblings,
        )  # fmt: skip
    if close or near.carers(situation):
        return no("Nothing held of the family tells of a concern for the unborn child.")
    return unknown(
        "An unborn child is held, and nobody of the family.",
        *(record.ref for record in subject.records),
        asks="Who are the parents, and have they other children?",
    )


RULES = (
    Rule(
        code="CUM_HARM", framework="cumulative", title="Significant harm is suspected",
        question="Is the child the victim of a grave crime, or is a concern of grave harm red or disclosed?",
        condition=significant_harm, cite=sources.REFERRAL, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("CSC_REFERRAL",), version=2,
        moments=spans.lapses(spans.YEAR, "crime", "vulnerability_report", "partner_concern"),
    ),
    Rule(
        code="CUM_DISCLOSED", framework="cumulative", title="The child has disclosed grave harm",
        question="Has the child disclosed sexual or physical harm, mutilation or honour-based abuse?",
        condition=disclosed, cite=sources.REFERRAL, least_level="high",
        moments=spans.lapses(spans.YEAR, "vulnerability_report", "partner_concern"),
        fresh_days=CONFERENCE_DAYS, version=2,
    ),
    Rule(
        code="CUM_AFRAID", framework="cumulative", title="The child is afraid",
        question="Does the child say or show that they are afraid?",
        condition=afraid, cite=sources.VOICE, least_level="medium",
        level_cite=sources.FORCE_LEVEL, moments=spans.lapses(spans.YEAR, "voice_of_child"),
    ),
    Rule(
        code="CUM_UNBORN", framework="cumulative", title="A concern for an unborn child",
        question="Is there a concern for an unborn child, or has a child of the family had a plan?",
        condition=unborn, cite=sources.REFERRAL, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("CSC_REFERRAL",),
    ),
)  # fmt: skip
