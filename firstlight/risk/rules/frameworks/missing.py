"""Missing: repeats, long absences, and a child whose whereabouts are not established."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Answer, Finding, no, unknown, yes
from firstlight.kernel.values.when import said
from firstlight.picture.rules.values import Situation
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import episodes, near, spans
from firstlight.risk.rules.rule import Moments, Rule, Settings

HOURS_72 = timedelta(hours=72)
DAYS_7 = timedelta(days=7)


def _repeated(situation: Situation, window: timedelta, least: int, span: str) -> Finding:
    """Count reports in a window; rows of yearly returns are told but never counted."""
    subject, at = situation.subject, situation.at
    found = episodes.episodes(subject, at, window)
    rows = [r for r in episodes.return_rows(subject) if spans.is_within(r, at, window)]
    held = f"{len(found)} missing reports are held in the last {span}"
    if len(found) >= least:
        also = f"A council return tells of {len(rows)} more, not counted." if rows else ""
        return yes(f"{held}.", *episodes.reports(found), also=also)
    if len(found) + len(rows) >= least:
        return unknown(
            f"{held}, and a council return tells of {len(rows)} more that may not be the same.",
            *episodes.reports(found), *spans.refs(rows),
            asks="Were the absences in the council's return reported to the police?",
        )  # fmt: skip
    return no(f"{held}; fewer than {least}.", *episodes.reports(found))


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


def _longer_than(situation: Situation, limit: timedelta, words: str) -> Finding:
    subject, at = situation.subject, situation.at
    still = episodes.open_episodes(subject, at)
    long = [one for one in still if at - one.begins > limit]
    if long:
        first = long[-1].begins
        because = (
            f"Missing since {said(first)}, more than {words}; no safe-and-seen return is held."
        )
        return yes(because, *episodes.reports(long))
    vague = [r for one in still for r in one.reports if r.occurred.begins is None]
    if vague:
        return unknown(
            "When the person went missing is not told.",
            *spans.refs(vague),
            asks="When were they last seen, and by whom?",
        )
    return no(f"No open episode is longer than {words}.", *episodes.reports(still))


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


def child_missing(situation: Situation, _settings: Settings) -> Finding:
    """A child's whereabouts are not established, whatever the record called it."""
    subject, at = situation.subject, situation.at
    still = [
        e for e in episodes.open_episodes(subject, at) if near.is_child_then(subject, e.begins)
    ]
    if still:
        also = (
            ""
            if subject.is_child(at) is not Answer.UNKNOWN
            else "Age is not settled: treated as a child."
        )
        return yes(
            "A child's whereabouts are not established.", *episodes.reports(still), also=also
        )
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
        code="MISS_CHILD", framework="missing", title="A child's whereabouts not established",
        question="Is this a child whose whereabouts are not established?",
        condition=child_missing, cite=sources.APP_MISSING, least_level="medium",
        level_cite=sources.FORCE_LEVEL, moments=_report_moments(DAYS_7),
    ),
)  # fmt: skip
