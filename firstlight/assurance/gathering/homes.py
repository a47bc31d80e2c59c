"""Fetch who lives where, for many addresses and people at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from firstlight.assurance.rules.living import LIVING, Aged, Living, Said
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people import selectors as people
from firstlight.people.selectors import Cast
from firstlight.records import selectors as records
from firstlight.records.rules.parts import PersonIn
from firstlight.records.selectors import VersionView


def dwellings(places: Iterable[str]) -> set[str]:
    """Give those places that make a household: no institution, nothing crowded."""
    wanted = {ref for ref in places if ref}
    found: set[str] = set()
    listed = sorted(wanted)
    for begin in range(0, len(listed), 500):
        part = listed[begin : begin + 500]
        crowded = people.crowded(part)
        found |= {
            r for r, p in people.places(part).items() if not p.institution and r not in crowded
        }
    return found


def _aged(person: PersonIn, on: date, kind: str) -> Aged:
    child = person.unborn or person.role == "child" or kind == "school_enrolment"
    return Aged(person.born_on, person.age, on, child)


def _pairs(
    held: Iterable[VersionView], cast: dict[int, list[Cast]]
) -> Iterator[tuple[VersionView, PersonIn, Cast]]:
    for view in held:
        by_key = {one.key: one for one in cast.get(view.id, ())}
        for person in view.envelope.people:
            one = by_key.get(person.key)
            if one is not None and one.person:
                yield view, person, one


def _day(view: VersionView) -> date:
    return london_date(view.envelope.occurred.begins or view.told_at or view.recorded_at)


def _moved(first: set[int], near: set[str], viewer: Viewer) -> set[int]:
    """Give the versions that may say that these people have moved since."""
    return people.versions_of(near, viewer=viewer) - first


def living(places: set[str], persons: set[str], viewer: Viewer) -> Living:
    """Read who lives at these places, and where these persons live and with whom."""
    own = people.versions_of(persons, viewer=viewer)
    own_cast = people.cast_of(own, viewer=viewer)
    homes = {c.place for cast in own_cast.values() for c in cast if c.place and c.person in persons}
    wanted = dwellings(homes - places) | places
    here = _chunked_at(wanted)
    cast = {**own_cast, **people.cast_of(here - own, viewer=viewer)}
    near = {c.person for held in cast.values() for c in held if c.person and c.place in wanted}
    cast |= people.cast_of(_moved(set(cast), near - persons, viewer), viewer=viewer)
    held = records.versions(cast)
    said: list[Said] = []
    ages: list[tuple[str, Aged]] = []
    for view, person, one in _pairs(held, cast):
        on, who = _day(view), str(one.person)
        ages.append((who, _aged(person, on, view.kind)))
        if one.place and person.address_is in LIVING:
            said.append(Said(who, one.ref, one.place, person.address_is, on))
    return Living(said, ages)


def _chunked_at(places: set[str]) -> set[int]:
    found: set[int] = set()
    listed = sorted(places)
    for begin in range(0, len(listed), 500):
        found |= people.versions_at(listed[begin : begin + 500], uses=False)
    return found
