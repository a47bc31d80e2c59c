"""Missing: signs that make an episode dangerous: harm, carer, exploiter, medication, self-harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from firstlight.kernel.values.answer import Answer, Finding, no, unknown, yes
from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds.concern import PartnerConcern, VulnerabilityReport
from firstlight.records.rules.kinds.missing import MissingReport, Return, ReturnInterview
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import episodes, near, spans
from firstlight.risk.rules.reading.answers import Words, tri
from firstlight.risk.rules.reading.once import once
from firstlight.risk.rules.rule import Rule, Settings


def _contact_moments(situation: Situation, _settings: Settings) -> tuple[datetime, ...]:
    return episodes.contact_times(situation.subject)


def harm_in_any_episode(situation: Situation, _settings: Settings) -> Finding:
    """Significant harm suffered or likely in an episode, the first included."""
    subject, at = situation.subject, situation.at
    reports = spans.told(subject.records, MissingReport)
    answers = [(r, d.significant_harm_likely) for r, d in reports if not d.is_return_row]
    answers += [(r, d.harm_suffered) for r, d in spans.told(subject.records, Return)]
    answers += [(r, d.harm_suffered) for r, d in spans.told(subject.records, ReturnInterview)]
    inside = (
        (record, answer)
        for record, answer in answers
        if spans.is_within(record, at, spans.YEAR) and near.is_about(record, subject.ref)
    )
    return tri(inside, _HARM)


_HARM = Words(
    so="Significant harm was suffered, or is likely, in a missing episode.",
    not_told="Whether harm was suffered or is likely in a missing episode is not told.",
    denied="Harm was asked about in each missing episode held and was not found.",
    none_held="No missing episode of the last 12 months is held.",
    asks="Was this person harmed while missing, or is significant harm likely?",
)


def _in_open(situation: Situation, field: str) -> list[tuple[RecordView, str]]:
    """Give each open report's answer to one question; a report that cannot tell it has a gap."""
    still = episodes.open_episodes(situation.subject, situation.at)
    found: list[tuple[RecordView, str]] = []
    for one in still:
        reports = [r for r in one.reports if isinstance(r.details, MissingReport)]
        found += [(record, str(getattr(record.details, field))) for record in reports]
        found += [(record, "not_asked") for record in one.reports if not reports]
    return found


def _open_sign(field: str, sign: str, asks: str) -> Callable[[Situation, Settings], Finding]:
    low = f"{sign[0].lower()}{sign[1:]}"
    words = Words(
        so=f"{sign}, and the person is missing.",
        not_told=f"It is not told whether {low}.",
        denied=f"Each open report says it is not so that {low}.",
        none_held="No open missing episode is held.",
        asks=asks,
    )

    @once
    def condition(situation: Situation, _settings: Settings) -> Finding:
        return tri(_in_open(situation, field), words)

    return condition


harm_likely = _open_sign(
    "significant_harm_likely", "Significant harm is likely",
    "Is significant harm likely to this missing person?",
)  # fmt: skip


def carer_not_able(situation: Situation, _settings: Settings) -> Finding:
    """A child's parent or carer cannot, or will not, meet the child's needs."""
    subject, at = situation.subject, situation.at
    answers = [
        (record, {"yes": "no", "no": "yes"}.get(details.carer_able, details.carer_able))
        for record, details in spans.told(subject.records, MissingReport)
        if spans.is_within(record, at, spans.YEAR)
        and not details.is_return_row
        and near.is_about(record, subject.ref)
        and near.is_child_then(subject, record.moment)
    ]
    return tri(answers, _CARER)


_CARER = Words(
    so="A parent or carer is unable or unwilling to meet this child's needs.",
    not_told="Whether the parent or carer is able to meet this child's needs is not told.",
    denied="The parent or carer was said to be able in each report held.",
    none_held="No missing report of a child in the last 12 months is held.",
    asks="Is the parent or carer able and willing to meet the child's needs?",
)


def _named_elsewhere(situation: Situation) -> list[RecordView]:
    """Give concerns of the last year that name an exploiter, and relations that say so."""
    subject, at = situation.subject, situation.at
    found = [
        record
        for record in subject.records
        if isinstance(record.details, VulnerabilityReport | PartnerConcern)
        and record.details.named_exploiter == "yes"
        and spans.is_within(record, at, spans.YEAR)
        and near.is_concerned(record, subject)
    ]
    said_so = {ref for r in near.sure(situation) if r.kind == "exploits" for ref in r.records}
    return found + [record for record in subject.records if record.ref in said_so]


@once
def named_exploiter(situation: Situation, _settings: Settings) -> Finding:
    """Missing, and somebody is named who exploits them."""
    still = episodes.open_episodes(situation.subject, situation.at)
    elsewhere = _named_elsewhere(situation) if still else []
    if elsewhere:
        evidence = (*episodes.reports(still), *spans.refs(elsewhere))
        return yes("Missing, and another record names a person who exploits them.", *evidence)
    return tri(_in_open(situation, "named_exploiter"), _EXPLOITER)


_EXPLOITER = Words(
    so="Missing, and the report names a person who exploits them.",
    not_told="Whether anybody is exploiting this missing person is not told.",
    denied="Each open report says that no exploiter is named.",
    none_held="No open missing episode is held.",
    asks="Is there a named person who exploits them or may be with them?",
)


def _exploiter_moments(situation: Situation, settings: Settings) -> Iterator[datetime]:
    named = spans.lapses(spans.YEAR, "vulnerability_report", "partner_concern")
    yield from named(situation, settings)
    yield from episodes.contact_times(situation.subject)


def harm_while_missing(situation: Situation, settings: Settings) -> Finding:
    """A child is missing, and harm, self-harm or an exploiter is told of."""
    subject, at = situation.subject, situation.at
    if not any(
        near.is_child_then(subject, one.begins) for one in episodes.open_episodes(subject, at)
    ):
        return no("No open episode of a child is held.")
    told = [
        harm_likely(situation, settings),
        self_harm(situation, settings),
        named_exploiter(situation, settings),
    ]
    so = [one for one in told if one.answer is Answer.YES]
    if so:
        evidence = (ref for one in so for ref in one.evidence)
        return yes("A child is missing, and a record tells of a concern of harm.", *evidence)
    gaps = [one for one in told if one.answer is Answer.UNKNOWN]
    if gaps:
        evidence = (ref for one in gaps for ref in one.evidence)
        return unknown(
            "A child is missing; harm, self-harm or an exploiter were not all asked about.",
            *evidence, asks=gaps[0].asks,
        )  # fmt: skip
    return no(
        "A child is missing; harm, self-harm and an exploiter were each asked about and denied."
    )


def _strategy_moments(situation: Situation, settings: Settings) -> Iterator[datetime]:
    yield from _exploiter_moments(situation, settings)
    yield from _self_harm_moments(situation, settings)


_SELF_HARM = _open_sign(
    "self_harm", "There is a sign of self-harm or suicide",
    "Is there anything to suggest self-harm or suicide?",
)  # fmt: skip


@once
def self_harm(situation: Situation, settings: Settings) -> Finding:
    """A sign of self-harm or suicide in the open report, or a marker in force."""
    subject, at = situation.subject, situation.at
    still = episodes.open_episodes(subject, at)
    marked = [
        one.record
        for one in subject.markers
        if one.marker in {"self_harm", "suicidal"}
        and one.in_force
        and (not one.ends_at or one.ends_at > at)
    ]
    if still and marked:
        because = "A marker for self-harm or suicide is in force, and the person is missing."
        return yes(because, *episodes.reports(still), *sorted(marked))
    return _SELF_HARM(situation, settings)


def _self_harm_moments(situation: Situation, _settings: Settings) -> Iterator[datetime]:
    yield from episodes.contact_times(situation.subject)
    yield from (one.ends_at for one in situation.subject.markers if one.ends_at is not None)


RULES = (
    Rule(
        code="MISS_SIG_FIRST", framework="missing", title="Significant harm in a missing episode",
        question="Was significant harm suffered or likely in any missing episode?",
        condition=harm_in_any_episode, cite=sources.APP_MISSING, opens=("CSC_REFERRAL",),
        moments=spans.lapses(spans.YEAR, "missing_report", "return", "return_interview"),
    ),
    Rule(
        code="MISS_SIG_OPEN", framework="missing", title="Significant harm likely now",
        question="Is significant harm likely in the open missing episode?",
        condition=harm_likely, cite=sources.APP_MISSING, least_level="medium", moments=_contact_moments,
    ),
    Rule(
        code="MISS_CARER", framework="missing", title="Carer unable or unwilling",
        question="Is the parent or carer unable or unwilling to meet the child's needs?",
        condition=carer_not_able, cite=sources.APP_MISSING, opens=("CSC_REFERRAL",),
        moments=spans.lapses(spans.YEAR, "missing_report"),
    ),
    Rule(
        code="MISS_EXPLOITER", framework="missing", title="Missing with a named exploiter",
        question="Is there a named person who exploits this missing person?",
        condition=named_exploiter, cite=sources.DESIGN, least_level="high",
        level_cite=sources.FORCE_LEVEL, moments=_exploiter_moments,
    ),
    Rule(
        code="MISS_STRAT", framework="missing", title="A missing child and a concern of harm",
        question="Is a child missing, with harm, self-harm or an exploiter told of?",
        condition=harm_while_missing, cite=sources.APP_MISSING, opens=("STRATEGY_DISCUSSION",),
        moments=_strategy_moments,
    ),
    Rule(
        code="MISS_CHARACTER", framework="missing", title="Out of character",
        question="Is it out of character for this person to be missing?",
        condition=_open_sign(
            "out_of_character", "It is out of character", "Have they ever gone missing like this?"
        ),
        cite=sources.MISSING_PRINCIPLES, least_level="medium", level_cite=sources.FORCE_LEVEL,
        moments=_contact_moments,
    ),
    Rule(
        code="MISS_MEDICATION", framework="missing", title="Medication missed while missing",
        question="Has this missing person missed medication they need?",
        condition=_open_sign(
            "medication_missed", "Prescribed medication is being missed",
            "Do they need medication, and do they have it with them?",
        ),
        cite=sources.APP_RISK, least_level="medium", level_cite=sources.FORCE_LEVEL,
        moments=_contact_moments,
    ),
    Rule(
        code="MISS_DISABILITY", framework="missing", title="Disability affecting safety",
        question="Does a disability or illness affect this missing person's safety?",
        condition=_open_sign(
            "disability_affects_safety", "A disability or illness affects safety",
            "Does a disability or illness affect how they move, communicate or decide?",
        ),
        cite=sources.APP_RISK, least_level="medium", level_cite=sources.FORCE_LEVEL,
        moments=_contact_moments,
    ),
    Rule(
        code="MISS_SELF_HARM", framework="missing", title="Self-harm or suicide while missing",
        question="Is there a sign of self-harm or suicide in the open missing episode?",
        condition=self_harm, cite=sources.DESIGN, least_level="high",
        level_cite=sources.FORCE_LEVEL, moments=_self_harm_moments,
    ),
)  # fmt: skip
