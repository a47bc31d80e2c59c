"""Which adults and places are near a person: kept with a grade, so that a new one is seen as new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import stands_as
from firstlight.picture.selectors import situation
from firstlight.risk.rules.news import new_near, news
from firstlight.risk.standing import GradeRow, Standing, floor_of
from firstlight.risk.stored import read_back

Around = dict[str, list[str]]


def around(person: str, at: datetime) -> Around:
    """Give the adults tied to a person and the places they are held to live at, by reference."""
    found = situation(person, at=at)
    near = {one.other for one in found.subject.relations if one.current} | set(
        found.subject.household
    )
    adults = [ref for ref in near if ref in found.people and not found.people[ref].may_be_child(at)]
    places = {one.place for one in found.subject.residences if one.current and one.place}
    return {"adults": sorted(adults), "places": sorted(places)}


def since_grade(
    grade: GradeRow, one: Standing, near: Mapping[str, list[str]], viewer: Viewer, on: date
) -> tuple[str, ...]:
    """Say the material news since a grade, as a viewer may know it; none where it is not stale."""
    before = floor_of(read_back(grade.shown, grade.at), grade.framework)
    hidden = sight(viewer).sealed | viewer.own_refs
    then = {stands_as(ref) for ref in grade.around.get("adults", [])}
    adults = [ref for ref in near["adults"] if ref not in hidden]
    places = [ref for ref in near["places"] if ref not in hidden]
    told = news(before, one.floor, on)
    if not grade.around:
        return told
    return (
        *told,
        *new_near(then, adults, one="An adult is near who was not", several="adults are near who were not"),
        *new_near(
            grade.around.get("places", []), places,
            one="A place is told that was not", several="places are told that were not",
        ),
    )  # fmt: skip
