"""School, care and plans: dated statements of sources, told with their date and never as now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.facts import Facts, Named
from firstlight.picture.rules.values import Dated, RecordView
from firstlight.records.rules.kinds.care import CarePlacement, SchoolEnrolment, SocialCare

# After a year a return is history: "in care as of March 2018", not known since.
LAPSE_DAYS = 365
ABOUT = frozenset({"subject", "child"})
INVOLVEMENT = {
    "early_help": "Early help",
    "child_in_need": "Child in need",
    "section_47": "Section 47 enquiry",
    "protection_plan": "Child protection plan",
    "looked_after": "In care",
    "care_leaver": "Care leaver",
    "closed": "Closed to social care",
    "other": "Known to social care",
}
# A newer one of these takes the place of an older; an enquiry or being in care takes none.
_STEPS = frozenset({"protection_plan", "child_in_need", "early_help", "closed"})
# Told as care, which is not a plan: of the plan itself nothing is known by it.
_CARE = frozenset({"looked_after", "care_leaver"})


def _dated(
    record: RecordView, value: str, as_of: date | None, ends: date | None, code: str
) -> Dated:
    told = as_of or london_date(record.moment)
    return Dated(value, told, record.ref, record.source_name, ends=ends, code=code)


def _finish(found: Iterable[Dated], at: datetime, lapse_days: int) -> tuple[Dated, ...]:
    oldest = london_date(at) - timedelta(days=lapse_days)
    return tuple(replace(one, lapsed=True) if one.as_of < oldest else one for one in found)


def _newest_first(found: Iterable[Dated]) -> tuple[Dated, ...]:
    """Sort by day; of one day as the records stand, which is by what their sources say."""
    return tuple(sorted(found, key=lambda one: one.as_of, reverse=True))


def _schools(named: Sequence[Named]) -> Iterator[Dated]:
    for record, one in named:
        details = record.details
        if isinstance(details, SchoolEnrolment) and one.role in ABOUT:
            name = details.school or one.school
            if name:
                yield _dated(record, name, None, details.ends_on, "school_enrolment")
        elif one.school:
            yield _dated(record, one.school, None, None, "told")


def _care(named: Sequence[Named]) -> Iterator[Dated]:
    for record, one in named:
        details = record.details
        if one.role not in ABOUT:
            continue
        if isinstance(details, CarePlacement):
            value = f"In care, {details.home}" if details.home else "In care"
            yield _dated(record, value, details.as_of, details.ends_on, "care_placement")
        elif isinstance(details, SocialCare) and details.involvement in {
            "looked_after",
            "care_leaver",
        }:
            value = INVOLVEMENT[details.involvement]
            yield _dated(record, value, details.as_of, details.ends_on, details.involvement)


def _plans(named: Sequence[Named]) -> Iterator[Dated]:
    for record, one in named:
        details = record.details
        if isinstance(details, SocialCare) and one.role in ABOUT:
            value = INVOLVEMENT[details.involvement]
            if details.category:
                value = f"{value} ({details.category})"
            yield _dated(record, value, details.as_of, details.ends_on, details.involvement)


@dataclass(frozen=True, slots=True)
class Told:
    """Every statement of school, care and plan, newest first, ended and lapsed ones too."""

    schools: tuple[Dated, ...]
    care: tuple[Dated, ...]
    plans: tuple[Dated, ...]


def all_told(facts: Facts, person: str, at: datetime, lapse_days: int = LAPSE_DAYS) -> Told:
    """Give what sources said of school, care and plan; `lapsed` after `lapse_days` from their date."""
    held: Told | None = facts.kept.dated.get(person)
    if held is None:
        named = facts.named(person)
        told = (_schools(named), _care(named), _plans(named))
        held = facts.kept.dated[person] = Told(*map(_newest_first, told))
    parts = (held.schools, held.care, held.plans)
    return Told(*(_finish(part, at, lapse_days) for part in parts))


def _standing(told: Sequence[Dated], at: datetime) -> list[Dated]:
    today = london_date(at)
    return [one for one in told if not (one.ends and one.ends <= today)]


def school_of(told: Sequence[Dated], at: datetime) -> Dated | None:
    """Give the school last told and not ended."""
    return next(iter(_standing(told, at)), None)


def care_of(told: Sequence[Dated], at: datetime) -> Dated | None:
    """Give the last statement of being in care that has not ended; a care leaver has left."""
    first = next(iter(_standing(told, at)), None)
    return None if first is None or first.code == "care_leaver" else first


def plan_of(told: Sequence[Dated], at: datetime) -> Dated | None:
    """Give the plan that stands: the newest step, else whatever else was told since it closed.

    None, so not known, where only being in care or having left it was told.
    """
    standing = [one for one in _standing(told, at) if one.code not in _CARE]
    step = next((one for one in standing if one.code in _STEPS), None)
    if step is not None and step.code != "closed":
        return step
    since = step.as_of if step else date.min
    return next((one for one in standing if one.code not in _STEPS and one.as_of > since), None)
