"""Missing: repeats, long absences, and what makes an open episode dangerous."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Answer, Finding, no, unknown, yes
from firstlight.kernel.values.when import said
from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds.concern import PartnerConcern, VulnerabilityReport
from firstlight.records.rules.kinds.missing import MissingReport, Return, ReturnInterview
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import episodes, near, spans
from firstlight.risk.rules.reading.answers import Words, tri
from firstlight.risk.rules.rule import Moments, Rule, Settings

HOURS_72 = timedelta(hours=72)
DAYS_7 = timedelta(days=7)


def _reports(found: Iterable[episodes.Episode]) -> tuple[str, ...]:
    return spans.refs(record for one in found for record in one.reports)


def _repeated(situation: Situation, window: timedelta, least: int, span: str) -> Finding:
    """Count reports in a window; rows of yearly returns are told but never counted."""
    subject, at = situation.subject, situation.at
    found = episodes.episodes(subject, at, window)
    rows = [r for r in episodes.return_rows(subject) if spans.is_within(r, at, window)]
    held = f"{len(found)} missing reports are held in the last {span}"
    if len(found) >= least:
        also = f"A council return tells of {len(rows)} more, not counted." if rows else ""
        return yes(f"{held}.", *_reports(found), also=also)
    if len(found) + len(rows) >= least:
        return unknown(
            f"{held}, and a council return tells of {len(rows)} more that may not be the same.",
            *_reports(found), *spans.refs(rows),
            asks="Were the absences in the council's return reported to the police?",
        )  # fmt: skip
    return no(f"{held}; fewer than {least}.", *_reports(found))


def three_in_90_days(situation: Situation, _settings: Settings) -> Finding:
    """Three reports or more in a rolling 90 days."""
    return _repeated(situation, spans.DAYS_90, 3, "90 days")


def more_than_three_in_12_months(situation: Situation, _settings: Settings) -> Finding:
    """More than three occasions in 12 months, as the APP words it."""
    return _repeated(situation, spans.YEAR, 4, "12 months")


def _report_moments(window: timedelta) -> Moments:
    def moments(situation: Situation, _settings: Settings) -> Iterator[datetime]:
        subject = situation.subject
        for record in subject.records:
            if record.kind in {"missing_report", "incident", "partner_concern"}:
                yield spans.latest(record) + window
        yield from episodes.contact_times(subject)

    return moments


def _contact_moments(situation: Situation, _settings: Settings) -> tuple[datetime, ...]:
    return episodes.contact_times(situation.subject)


def _longer_than(situation: Situation, limit: timedelta, words: str) -> Finding:
    subject, at = situation.subject, situation.at
    still = episodes.open_episodes(subject, at)
    long = [one for one in still if at - one.begins > limit]
    if long:
        first = long[-1].begins
        because = f"Missing since {said(first)}, more than {words}; no safe-and-seen return is held."
        return yes(because, *_reports(long))
    vague = [r for one in still for r in one.reports if r.occurred.begins is None]
    if vague:
        return unknown(
            "When the person went missing is not told.",
            *spans.refs(vague),
            asks="When were they last seen, and by whom?",
        )
    return no(f"No open episode is longer than {words}.", *_reports(still))


def missing_72_hours(situation: Situation, _settings: Settings) -> Finding:
    """Missing for more than 72 hours: the national unit is told."""
    return _longer_than(situation, HOURS_72, "72 hours")


def missing_7_days(situation: Situation, _settings: Settings) -> Finding:
    """Missing for more than 7 days: a multi-agency meeting."""
    return _longer_than(situation, DAYS_7, "7 days")


def _hour_moments(limit: timedelta) -> Moments:
    def moments(situation: Situation, _settings: Settings) -> Iterator[datetime]:
        # One second on: "more than" is not yet so at the limit itself.
        for one in episodes.open_episodes(situation.subject, situation.at):
            yield one.begins + limit + timedelta(seconds=1)
        yield from episodes.contact_times(situation.subject)

    return moments


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

    def condition(situation: Situation, _settings: Settings) -> Finding:
        return tri(_in_open(situation, field), words)

    return condition


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


def named_exploiter(situation: Situation, _settings: Settings) -> Finding:
    """Missing, and somebody is named who exploits them."""
    still = episodes.open_episodes(situation.subject, situation.at)
    elsewhere = _named_elsewhere(situation) if still else []
    if elsewhere:
        evidence = (*_reports(still), *spans.refs(elsewhere))
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


_SELF_HARM = _open_sign(
    "self_harm", "There is a sign of self-harm or suicide",
    "Is there anything to suggest self-harm or suicide?",
)  # fmt: skip


def self_harm(situation: Situation, settings: Settings) -> Finding:
    """A sign of self-harm or suicide in the open report, or a marker in force."""
    subject, at = situation.subject, situation.at
    still = episodes.open_episodes(subject, at)
    marked = [
        one.record
        for one in subject.markers
        if one.marker in {"self_harm", "suicidal"} and one.in_force and (not one.ends_at or one.ends_at > at)
    ]
    if still and marked:
        because = "A marker for self-harm or suicide is in force, and the person is missing."
        return yes(because, *_reports(still), *sorted(marked))
    return _SELF_HARM(situation, settings)


def _self_harm_moments(situation: Situation, _settings: Settings) -> Iterator[datetime]:
    yield from episodes.contact_times(situation.subject)
    yield from (one.ends_at for one in situation.subject.markers if one.ends_at is not None)


def child_missing(situation: Situation, _settings: Settings) -> Finding:
    """A child's whereabouts are not established, whatever the record called it."""
    subject, at = situation.subject, situation.at
    still = [e for e in episodes.open_episodes(subject, at) if near.is_child_then(subject, e.begins)]
    if still:
        also = "" if subject.is_child(at) is not Answer.UNKNOWN else "Age is not settled: treated as a child."
        return yes("A child's whereabouts are not established.", *_reports(still), also=also)
    asked = [
        record
        for record in subject.records
        if getattr(record.details, "whereabouts_known", "") == "unknown"
        and record.kind in {"incident", "partner_concern"}
        and spans.is_within(record, at, DAYS_7)
        and near.is_about(record, subject.ref)
        and near.is_child_then(subject, record.moment)
    ]
    if asked:
        return unknown(
            "A job or concern does not tell whether the child's whereabouts are known.",
            *spans.refs(asked),
            asks="Does anybody know where the child is now, and how do they know?",
        )
    return no("No open episode of a child is held.")


RULES = (
    Rule(
        code="MISS_3_90", framework="missing", title="Missing three times in 90 days",
        question="Has this person been reported missing three or more times in 90 days?",
        condition=three_in_90_days, cite=sources.APP_MISSING, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("MISS_REPEAT_REFERRAL",),
        moments=_report_moments(spans.DAYS_90),
    ),
    Rule(
        code="MISS_3_12M", framework="missing", title="Missing more than three times in 12 months",
        question="Has this person been missing more than three times in 12 months?",
        condition=more_than_three_in_12_months, cite=sources.APP_MISSING,
        opens=("MISS_MA_MEETING_12M",), moments=_report_moments(spans.YEAR),
    ),
    Rule(
        code="MISS_72H", framework="missing", title="Missing for more than 72 hours",
        question="Has this person been missing for more than 72 hours?",
        condition=missing_72_hours, cite=sources.UKMPU, opens=("MISS_UKMPU",),
        moments=_hour_moments(HOURS_72),
    ),
    Rule(
        code="MISS_7D", framework="missing", title="Missing for more than 7 days",
        question="Has this person been missing for more than 7 days?",
        condition=missing_7_days, cite=sources.APP_MISSING, opens=("MISS_MA_MEETING_7D",),
        moments=_hour_moments(DAYS_7),
    ),
    Rule(
        code="MISS_SIG_FIRST", framework="missing", title="Significant harm in a missing episode",
        question="Was significant harm suffered or likely in any missing episode?",
        condition=harm_in_any_episode, cite=sources.APP_MISSING, opens=("CSC_REFERRAL",),
        moments=spans.lapses(spans.YEAR, "missing_report", "return", "return_interview"),
    ),
    Rule(
        code="MISS_SIG_OPEN", framework="missing", title="Significant harm likely now",
        question="Is significant harm likely in the open missing episode?",
        condition=_open_sign(
            "significant_harm_likely", "Significant harm is likely",
            "Is significant harm likely to this missing person?",
        ),
        cite=sources.APP_MISSING, least_level="medium", moments=_contact_moments,
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
        code="MISS_CHILD", framework="missing", title="A child's whereabouts not established",
        question="Is this a child whose whereabouts are not established?",
        condition=child_missing, cite=sources.APP_MISSING, least_level="medium",
        level_cite=sources.FORCE_LEVEL, moments=_report_moments(DAYS_7),
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
