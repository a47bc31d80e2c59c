"""May two missing people be one child, told of twice? Signs only: a person says so or not.

Who is who is `people`'s own question, and needs more than one night's reports give: an age instead
of a birth date, a name as heard on the telephone. Two open episodes of one evening from one home
are put side by side on less, and never joined by it: two children who are taken for one would
leave one that nobody looks for. The bounds are LOCAL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstlight.kernel.values.answer import Finding, no, unknown
from firstlight.people.rules.search import SearchCandidate, SearchQuery, likeness

TOGETHER = timedelta(hours=36)
LIKE = 0.8
YEARS = 1


@dataclass(frozen=True, slots=True)
class Told:
    """One missing person as one report wrote them. `places` are the report's places, folded."""

    given: str
    family: str
    born_on: date | None
    age: int | None
    sex: str
    places: frozenset[str]
    told_at: datetime


def may_be_one(one: Told, other: Told) -> Finding:
    """Tell whether two reports may mean one child: UNKNOWN with the signs, or NO; never yes."""
    if abs(one.told_at - other.told_at) > TOGETHER:
        return no("They were told more than a day and a half apart.")
    if not _ages_agree(one, other) or not _sexes_agree(one, other):
        return no("Age or sex differ.")
    near = bool(one.places & other.places)
    names = _names(one, other)
    if near and (names or not (one.given or one.family) or not (other.given or other.family)):
        return unknown(f"The same place and evening; {names or 'a name is not told'}.")
    if names == "like names":
        return unknown("Like names, told within a day and a half.")
    return no("Neither name nor place agree.")


def _ages_agree(one: Told, other: Told) -> bool:
    if one.born_on and other.born_on:
        first, second = one.born_on, other.born_on
        swapped = (first.year, first.month, first.day) == (second.year, second.day, second.month)
        return (
            swapped
            or abs((first - second).days) <= 1
            or (
                first.year != second.year and (first.month, first.day) == (second.month, second.day)
            )
        )
    ages = [_age(one), _age(other)]
    known = [age for age in ages if age is not None]
    return len(known) < 2 or abs(known[0] - known[1]) <= YEARS


def _age(one: Told) -> int | None:
    if one.born_on is None:
        return one.age
    on = one.told_at.date()
    return (
        on.year - one.born_on.year - int((on.month, on.day) < (one.born_on.month, one.born_on.day))
    )


def _sexes_agree(one: Told, other: Told) -> bool:
    told = {one.sex, other.sex} - {"not_known", "not_specified", ""}
    return len(told) < 2


def _names(one: Told, other: Told) -> str:
    whole = _like(one.given, one.family, other.given, other.family)
    if whole:
        return "like names"
    if _like("", one.family, "", other.family):
        return "like family names"
    return "like first names" if _like(one.given, "", other.given, "") else ""


def _like(given: str, family: str, other_given: str, other_family: str) -> bool:
    if not (given or family) or not (other_given or other_family):
        return False
    asked = SearchQuery(given, family, None)
    return likeness(asked, SearchCandidate("", other_given, other_family)) >= LIKE
