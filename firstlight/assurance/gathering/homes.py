"""Fetch who lives where, for many addresses and people at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from firstlight.assurance.rules.living import LIVING, Aged, Living, Said
from firstlight.kernel.values.answer import Answer
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


Seed = tuple[list[VersionView], dict[int, list[Cast]]]
Pair = tuple[VersionView, PersonIn, Cast]


def _incomplete(seed: list[Pair]) -> set[str]:
    """Give who must be looked up: whose own record gives no home, or no age."""
    placed = {str(one.person) for _, _, one in seed if one.place}
    aged = {
        str(one.person) for _, p, one in seed if p.born_on or p.age is not None or p.role == "child"
    }
    return {str(one.person) for _, _, one in seed} - (placed & aged)


def _told(pairs: Iterable[Pair]) -> tuple[list[Said], list[tuple[str, Aged]]]:
    said: list[Said] = []
    ages: list[tuple[str, Aged]] = []
    for view, person, one in pairs:
        on, who = _day(view), str(one.person)
        ages.append((who, _aged(person, on, view.kind)))
        if one.place and person.address_is in LIVING:
            said.append(Said(who, one.ref, one.place, person.address_is, on))
    return said, ages


def living(places: set[str], persons: set[str], viewer: Viewer, seed: Seed = ([], {})) -> Living:
    """Read who lives at these places, and where these persons live and with whom.

    `seed` are records already read: who stands in one with a home and an age is not looked up again.
    Somebody known to be grown up is not followed to where they moved: only children are asked after.
    """
    first = list(_pairs(*seed))
    own = people.versions_of(persons | _incomplete(first), viewer=viewer) - set(seed[1])
    cast = people.cast_of(own, viewer=viewer)
    first += _pairs(records.versions(cast), cast)
    homes = {one.place for _, _, one in first if one.place}
    wanted = dwellings(homes - places) | places
    here = people.cast_of(_chunked_at(wanted) - own - set(seed[1]), viewer=viewer)
    second = list(_pairs(records.versions(here), here))
    grown = Living((), _told((*first, *second))[1])
    today = max((_day(view) for view, _, _ in (*first, *second)), default=None)
    near = {str(one.person) for _, _, one in second if one.place in wanted}
    near = {p for p in near if today is None or grown.is_child(p, today) is not Answer.NO}
    rest = people.versions_of(near, viewer=viewer) - own - set(here) - set(seed[1])
    moved = people.cast_of(rest, viewer=viewer)
    return Living(*_told((*first, *second, *_pairs(records.versions(moved), moved))))


def _chunked_at(places: set[str]) -> set[int]:
    found: set[int] = set()
    listed = sorted(places)
    for begin in range(0, len(listed), 500):
        found |= people.versions_at(listed[begin : begin + 500], uses=False)
    return found
