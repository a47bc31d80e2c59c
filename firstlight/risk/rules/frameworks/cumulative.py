"""Cumulative harm: what no single record tells. Levels here are the force's own to switch on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from firstlight.kernel.values.answer import Finding, no, unknown, yes
from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.kinds.care import SocialCare
from firstlight.records.rules.kinds.concern import VulnerabilityReport
from firstlight.records.rules.kinds.missing import MissingReport
from firstlight.risk.rules import sources
from firstlight.risk.rules.frameworks import protection
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.once import once
from firstlight.risk.rules.rule import Rule, Settings

DAYS_180 = timedelta(days=180)
SYSTEMS = 3
GREENS = 3
# A pace is told only of more than two events: two are not yet a pace.
PACE = 3
_ADVERSE = frozenset(
    code for code, kind in KINDS.items() if kind.character == "adverse" and not kind.ours
)


@once
def adverse(situation: Situation) -> list[RecordView]:
    """Give the adverse records that concern the subject; a yearly return's row is none."""
    subject = situation.subject
    return [
        record
        for record in subject.records
        if record.kind in _ADVERSE
        and not (isinstance(record.details, MissingReport) and record.details.is_return_row)
        and (near.is_concerned(record, subject) or _as_suspect(record, situation))
    ]


def _as_suspect(record: RecordView, situation: Situation) -> bool:
    """Tell whether a child is in it as suspect or detained: harm to the child all the same."""
    subject = situation.subject
    roles = record.roles_of(subject.ref)
    return bool(roles & {"suspect", "detained"}) and near.is_child_then(subject, record.moment)


def _happenings(situation: Situation, records: list[RecordView]) -> list[RecordView]:
    """Give one record, the newest, for each happening."""
    of_happening = spans.happening_of(situation.subject, records)
    ordered = sorted(records, key=lambda record: record.order)
    return list({of_happening.get(record.ref, record.ref): record for record in ordered}.values())


def three_systems(situation: Situation, settings: Settings) -> Finding:
    """Adverse records from three systems or more in 90 days."""
    least = settings.number("CUM_SYSTEMS.least", SYSTEMS)
    inside = [r for r in adverse(situation) if spans.is_within(r, situation.at, spans.DAYS_90)]
    systems = {record.source for record in inside}
    said = f"Adverse records from {len(systems)} systems are held in the last 90 days"
    if len(systems) >= least:
        return yes(f"{said}.", *spans.refs(inside))
    nameless = [r for r in inside if not near_named(r, situation)]
    if nameless:
        return unknown(
            f"{said}; in some it is not told what this person's part was.",
            *spans.refs(nameless), asks="What was this person's part in these records?",
        )  # fmt: skip
    return no(f"{said}; fewer than {least}.", *spans.refs(inside))


def near_named(record: RecordView, situation: Situation) -> bool:
    """Tell whether the record gives this person a part, and does not merely mention them."""
    return record.roles_of(situation.subject.ref) != {"mentioned"}


def speeding_up(situation: Situation, _settings: Settings) -> Finding:
    """More adverse happenings in the last 30 days than in the 150 before.

    Raises no level, ever: an older fact found late makes the pace look slower, and a floor must
    not fall because something worse was learnt.
    """
    at = situation.at
    held = _happenings(situation, adverse(situation))
    recent = [r for r in held if spans.is_within(r, at, spans.DAYS_30)]
    late = {record.ref for record in recent}
    before = [r for r in held if r.ref not in late and spans.is_within(r, at, DAYS_180)]
    because = (
        f"{len(recent)} adverse events in the last 30 days, {len(before)} in the 150 days before."
    )
    if len(recent) >= PACE and len(recent) > len(before):
        return yes(because, *spans.refs(recent))
    vague = [r for r in before if r.occurred.precision in {"month", "unknown"}]
    if vague and len(recent) + len(vague) >= PACE:
        return unknown(because, *spans.refs(vague), asks="When exactly did these events happen?")
    return no(because, *spans.refs(recent))


def child_near_at_high(situation: Situation, _settings: Settings) -> Finding:
    """A sibling or another child at home is graded high by a person."""
    close = {one.ref: one for one in (*near.household(situation), *near.siblings(situation))}
    last = [
        (one, {g.framework: g for g in reversed(one.grades)}) for _, one in sorted(close.items())
    ]
    high = [
        g
        for one, grades in last
        for g in grades.values()
        if g.level == "high" and one.may_be_child(g.at)
    ]
    if high:
        return yes(
            "A sibling or another child at home is graded high.", *sorted({g.record for g in high})
        )
    ungraded = [one for one, grades in last if not grades and one.may_be_child(situation.at)]
    if ungraded:
        return unknown(
            "A sibling or another child at home has not been graded by anybody.",
            asks="Has anybody graded the risk to the other children at home?",
        )
    return no("No sibling or other child at home is graded high, of those held.")


def plan_and_new_fact(situation: Situation, _settings: Settings) -> Finding:
    """A child with a protection plan, and an adverse record of the last 90 days since it began."""
    subject, at = situation.subject, situation.at
    closed = [
        r.moment for r, d in spans.told(subject.records, SocialCare) if d.involvement == "closed"
    ]
    plans = [
        (record, record.moment, _plan_state(details, at))
        for record, details in spans.told(subject.records, SocialCare)
        if details.involvement == "protection_plan"
        and near.is_concerned(record, subject)
        and not any(moment > record.moment for moment in closed)
    ]
    fresh = [
        r for r in adverse(situation)
        if r.kind != "social_care" and spans.is_within(r, at, spans.DAYS_90)
    ]  # fmt: skip
    now = [(plan, since) for plan, since, state in plans if state == "yes"]
    hits = [r for r in fresh if any(spans.latest(r) >= since for _, since in now)]
    if hits:
        refs = (*spans.refs(hits), *sorted(plan.ref for plan, _ in now))
        return yes(
            "A child with a protection plan, and a new adverse record since it began.", *refs
        )
    maybe = [plan for plan, _, state in plans if state == "unknown"]
    if maybe and fresh:
        return unknown(
            "A protection plan was told a year or more ago; whether it still runs is not told.",
            *spans.refs([*fresh, *maybe]), asks="Is the child still on a protection plan?",
        )  # fmt: skip
    return no("No protection plan with a new adverse record is held.")


def _plan_state(details: SocialCare, at: datetime) -> str:
    """Tell whether a plan runs: an ended one does not, an old unconfirmed one may."""
    if details.ends_on is not None and details.ends_on <= at.date():
        return "no"
    said = details.as_of or details.begins_on
    return "yes" if said is not None and at.date() - said < spans.YEAR else "unknown"


def risky_adult_at_home(situation: Situation, _settings: Settings) -> Finding:
    """Somebody held to pose a risk to children lives with, or cares for, this child."""
    subject = situation.subject
    records = {r.ref: r for one in spans.everybody(situation) for r in one.records}

    def reaches(refs: tuple[str, ...]) -> bool:
        moments = [records[ref].moment for ref in refs if ref in records]
        return any(near.is_child_then(subject, m) for m in [situation.at, *moments])

    close = (*near.household(situation), *near.carers(situation), *near.in_contact(situation))
    told = {ref for one in close if one.offender and reaches(one.offender) for ref in one.offender}
    if told:
        return yes(
            "Somebody held to pose a risk to children lives with, cares for or meets this child.",
            *sorted(told),
        )
    doubt = {
        ref for one in near.further(situation) if reaches(one.offender) for ref in one.offender
    }
    if doubt:
        return unknown(
            "A relative or former household member is held to pose a risk to children; their access is not told.",
            *sorted(doubt), asks="Does this person still have contact with the child?",
        )  # fmt: skip
    return no("Nobody held to pose a risk to children is held as near this child.")


def three_greens(situation: Situation, settings: Settings) -> Finding:
    """Three green reports in three months: looked at together."""
    least = settings.number("PPN_3GREEN.least", GREENS)
    subject, at = situation.subject, situation.at
    told = [
        (record, details.grade)
        for record, details in spans.told(subject.records, VulnerabilityReport)
        if spans.is_within(record, at, timedelta(days=92)) and near.is_concerned(record, subject)
    ]
    greens = [record for record, grade in told if grade == "green"]
    ungraded = [record for record, grade in told if grade == ""]
    said = f"{len(greens)} green reports are held in the last three months"
    if len(greens) >= least:
        return yes(f"{said}.", *spans.refs(greens))
    if len(greens) + len(ungraded) >= least:
        return unknown(
            f"{said}, and {len(ungraded)} with no grade.",
            *spans.refs([*greens, *ungraded]), asks="What grade do the ungraded reports have?",
        )  # fmt: skip
    return no(f"{said}; fewer than {least}.", *spans.refs(greens))


def _pace_moments(situation: Situation, settings: Settings) -> Iterator[datetime]:
    for window in (spans.DAYS_30, DAYS_180):
        yield from spans.lapses(window, *_ADVERSE)(situation, settings)


def _plan_moments(situation: Situation, settings: Settings) -> Iterator[datetime]:
    yield from spans.lapses(spans.DAYS_90, *_ADVERSE)(situation, settings)
    for _, details in spans.told(situation.subject.records, SocialCare):
        said = details.as_of or details.begins_on
        days = [details.ends_on, said + spans.YEAR if said else None]
        yield from (datetime.combine(day, time(), tzinfo=UTC) for day in days if day is not None)


RULES = (
    Rule(
        code="CUM_OFFENDER", framework="cumulative", title="A person who poses a risk to children is near",
        question="Does somebody held to pose a risk to children live with, care for or meet this child?",
        condition=risky_adult_at_home, cite=sources.REFERRAL, least_level="high",
        level_cite=sources.FORCE_LEVEL, opens=("CSC_REFERRAL",),
    ),
    Rule(
        code="CUM_S46", framework="cumulative", title="Police protection in force",
        question="Is the child under police protection now?",
        condition=protection.in_force, cite=sources.SECTION_46, least_level="high",
        opens=("S46", "CSC_REFERRAL"), moments=protection.moments,
    ),
    Rule(
        code="CUM_PLAN", framework="cumulative", title="Protection plan and a new adverse record",
        question="Is there a new adverse record about a child with a protection plan?",
        condition=plan_and_new_fact, cite=sources.DESIGN, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("PLAN_NEWS",), moments=_plan_moments,
    ),
    Rule(
        code="CUM_SYSTEMS", framework="cumulative", title="Adverse records from three systems",
        question="Do three or more systems hold adverse records of the last 90 days?",
        condition=three_systems, cite=sources.DESIGN, least_level="medium",
        moments=spans.lapses(spans.DAYS_90, *_ADVERSE),
    ),
    Rule(
        code="CUM_PACE", framework="cumulative", title="Events coming faster",
        question="Are there more adverse events in the last 30 days than in the 150 before?",
        condition=speeding_up, cite=sources.DESIGN, moments=_pace_moments,
    ),
    Rule(
        code="CUM_CHILD_HIGH", framework="cumulative", title="Another child at home is at high",
        question="Is a sibling or another child at home graded high?",
        condition=child_near_at_high, cite=sources.DESIGN, least_level="medium",
    ),
    Rule(
        code="PPN_3GREEN", framework="cumulative", title="Three green reports in three months",
        question="Are there three or more green reports in three months?",
        condition=three_greens, cite=sources.PPN_CUMULATIVE, opens=("PPN_RESEARCH",),
        on_by_default=False, moments=spans.lapses(timedelta(days=92), "vulnerability_report"),
    ),
)  # fmt: skip
