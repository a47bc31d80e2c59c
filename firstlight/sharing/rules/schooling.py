"""Which school is told of a child, and who is told where there is none. Pure.

Operation Encompass: the school where the child is a registered pupil, from reception to 17, present
or not; a home educated child by way of the council; nursery is outside the duty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.records.rules.kinds.care import SchoolEnrolment

Way = Literal[
    "school", "home_educated", "under_five", "not_in_education", "not_known", "other_area"
]

WAYS: dict[str, str] = {
    "school": "To the school",
    "home_educated": "Home educated: to the council's officer",
    "under_five": "Under five and at no school: to the council or the health visitor",
    "not_in_education": "In no education: to the council",
    "not_known": "No school is known: somebody must find it",
    "other_area": "Lives in another force's area: to that force, the same day",
}
FLAGS: dict[str, str] = {
    "school_old": "The enrolment is from before this school year: confirm the school.",
    "school_told": "The school was told on a form; no roll says so: confirm it.",
    "schools_differ": "Something newer names another school: confirm which.",
    "school_not_listed": "The school is not among the organisations: choose where it goes.",
    "no_school": "No school: choose where it goes, or say why nobody is told.",
    "age_not_known": "The age is not known: confirm that this is a child of school age.",
    "home_not_known": "Where the child lives is not known: confirm the area.",
    "contact_only": "The child has regular contact and does not live there: confirm.",
    "restricted": "Restricted or sealed: its custodian decides.",
    "protected": "An address of this child is protected: it is not in the notice.",
    "in_story": "Somebody at the school may be in this story: name who receives it instead.",
    "other_area": "The child lives in another force's area.",
}
# Flags that say something to the releaser and need no answer first.
ONLY_SAID = frozenset({"protected", "in_story", "restricted"})
_FIRST_YEAR, _LAST_YEAR = 4, 17


def asks(flags: Iterable[str], organisation: str, alternate: str) -> bool:
    """Tell whether something must be confirmed before a notice can go.

    Where somebody there may be in the story, who receives it instead is named first.
    """
    held = set(flags)
    return not organisation or bool(held - ONLY_SAID) or ("in_story" in held and not alternate)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a notice about a child goes. `school` is the name as it was told."""

    way: Way
    school: str = ""
    organisation: str = ""
    as_of: date | None = None
    record: str = ""
    flags: tuple[str, ...] = ()


def school_year_of(on: date) -> date:
    """Give the first day of the school year a day is in (1 September)."""
    return date(on.year if on.month >= 9 else on.year - 1, 9, 1)


def of_school_age(child: PersonPicture, at: datetime) -> Answer:
    """Tell whether a notice is considered: to 17, born, and of unknown age until shown otherwise."""
    if child.unborn:
        return Answer.NO
    age = child.age_at(at)
    if age is None:
        return Answer.UNKNOWN if child.may_be_child(at) else Answer.NO
    return Answer.YES if age <= _LAST_YEAR else Answer.NO


def enrolment_of(child: PersonPicture, at: datetime) -> RecordView | None:
    """Give the newest statement of enrolment that has not ended."""
    today = london_date(at)
    for record in child.of_kind("school_enrolment"):
        details = record.details
        if isinstance(details, SchoolEnrolment) and not (
            details.ends_on and details.ends_on <= today
        ):
            return record
    return None


def resident(text: str, towns: Iterable[str], elsewhere: Iterable[str]) -> Answer:
    """Tell whether an address is in the force's area, by the town it names; else not known."""
    words = text.lower()
    if any(town.lower() in words for town in towns if town):
        return Answer.YES
    return Answer.NO if any(town.lower() in words for town in elsewhere if town) else Answer.UNKNOWN


def route_of(child: PersonPicture, at: datetime, schools: Mapping[str, str]) -> Route:
    """Say where a notice goes; `schools` gives an organisation's code by its name in lower case."""
    age, record = child.age_at(at), enrolment_of(child, at)
    flags = ("age_not_known",) if age is None else ()
    if record is not None and isinstance(record.details, SchoolEnrolment):
        return _enrolled(child, record, record.details, at, schools, flags)
    told = child.school
    if told is not None and age is not None and _FIRST_YEAR <= age <= _LAST_YEAR:
        code = schools.get(told.value.strip().lower(), "")
        listed = () if code else ("school_not_listed",)
        return Route(
            "school", told.value, code, told.as_of, told.record, (*flags, "school_told", *listed)
        )
    if age is not None and age < 5:
        return Route("under_five", flags=(*flags, "no_school"))
    way: Way = "not_in_education" if age is not None and age >= 16 else "not_known"
    return Route(way, flags=(*flags, "no_school"))


def _enrolled(
    child: PersonPicture, record: RecordView, details: SchoolEnrolment, at: datetime,
    schools: Mapping[str, str], flags: tuple[str, ...],
) -> Route:  # fmt: skip
    on = london_date(record.moment)
    if details.attendance == "home_educated":
        return Route("home_educated", "", "", on, record.ref, (*flags, "no_school"))
    if details.attendance == "not_in_education" or not details.school:
        way: Way = "not_in_education" if details.attendance else "not_known"
        return Route(way, "", "", on, record.ref, (*flags, "no_school"))
    code = schools.get(details.school.strip().lower(), "")
    found = list(flags)
    if on < school_year_of(london_date(at)):
        found.append("school_old")
    if _differs(child, details.school, on):
        found.append("schools_differ")
    if not code:
        found.append("school_not_listed")
    return Route("school", details.school, code, on, record.ref, tuple(found))


def _differs(child: PersonPicture, school: str, on: date) -> bool:
    name = school.strip().lower()
    return any(one.as_of > on and one.value.strip().lower() != name for one in child.schools)
