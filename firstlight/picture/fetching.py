"""Fetch the values a picture is built from: the one place where rows become facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from firstlight.access.selectors import Sight, safety_lines, sight
from firstlight.kernel.values.refs import is_ref
from firstlight.people import selectors as people
from firstlight.picture.rules.facts import Facts, PlaceFacts
from firstlight.picture.rules.situations import homes_in, near_in
from firstlight.picture.rules.values import RecordView
from firstlight.picture.viewing import Asked, views
from firstlight.records import selectors as records

BESIDE = 40  # other flats of a building that are looked at
MARKER = "warning_marker"  # the one kind that tells of a place itself
ENOUGH = 400  # record versions one picture is built from at most; the newest are kept


@dataclass(frozen=True, slots=True)
class Fetched:
    """Facts, and the ids of the record versions they were read from."""

    facts: Facts
    ids: set[int]


def place_facts(refs: set[str], seen: Sight) -> dict[str, PlaceFacts]:
    """Give places as pictures read them, with what a viewer may not know of left shut."""
    if not refs:
        return {}
    crowded = people.crowded(refs)
    lines = {line.target: line.text for line in safety_lines(*refs)}
    return {
        ref: PlaceFacts(
            ref=ref,
            text=place.text,
            postcode=place.postcode,
            institution=place.institution or ("crowded" if ref in crowded else ""),
            building=f"{place.building}|{place.postcode}" if place.building else "",
            restricted=ref in seen.restricted or ref in seen.sealed,
            safety_lines=(lines[ref],) if ref in lines else (),
        )
        for ref, place in people.places(refs).items()
    }


def facts_about(persons: set[str], asked: Asked) -> Facts:
    """Fetch what the pictures of these persons are built from, their homes and kin included."""
    return _fetched(persons, asked, floors=False).facts


def facts_alone(persons: set[str], asked: Asked) -> Facts:
    """Fetch what tells of these persons by themselves: the records that name them, or may.

    And the markers on their homes, which name nobody. How others stand to them is not in it.
    """
    own = people.versions_of(persons, viewer=asked.viewer, n=asked.n, maybe=True)
    first = views(own, asked)
    homes = homes_in(first, persons)
    places = place_facts(homes | {p for r in first for _, p, _ in r.places}, sight(asked.viewer))
    dwellings = {ref for ref in homes if not (places.get(ref) and places[ref].institution)}
    around = people.versions_at(dwellings, n=asked.n) - own
    marks = records.of_kind(MARKER, around)
    return Facts(
        records=(*first, *views(marks, asked)),
        places=places,
        disposed=disposed_of(persons, n=asked.n),
        restricted=sight(asked.viewer).restricted,
    )


def for_floors(persons: set[str], asked: Asked) -> Fetched:
    """As `facts_about`, for the rules: who else those near may be too, not how each was linked."""
    return _fetched(persons, asked, floors=True)


def more_for_floors(held: Fetched, persons: set[str], asked: Asked) -> Facts:
    """Add every record that names these persons, or may."""
    ids = people.versions_of(persons, viewer=asked.viewer, n=asked.n, maybe=True) - held.ids
    newest = sorted(ids, reverse=True)[: ENOUGH * len(persons)]
    more = views(newest, asked, lightly=True, doubts=True)
    return replace(held.facts, records=(*held.facts.records, *more)) if more else held.facts


def _fetched(persons: set[str], asked: Asked, *, floors: bool) -> Fetched:
    own = people.versions_of(persons, viewer=asked.viewer, n=asked.n, maybe=True)
    first = views(own, asked, lightly=floors, doubts=floors)
    homes = homes_in(first, persons)
    places = place_facts(homes, sight(asked.viewer))
    dwellings = {ref for ref in homes if not (places.get(ref) and places[ref].institution)}
    around = people.versions_at(dwellings, n=asked.n)
    second = views(around - own, asked, lightly=floors, doubts=floors)
    near = near_in((*first, *second), persons, dwellings)
    third_ids = people.versions_of(near, viewer=asked.viewer, n=asked.n, maybe=floors)
    newest = sorted(third_ids - own - around, reverse=True)[: ENOUGH * len(persons)]
    third = views(newest, asked, lightly=True, doubts=floors)
    found = (*first, *second, *third)
    everywhere = homes_in(found, persons | near) | {p for r in found for _, p, _ in r.places}
    further = {ref for ref in everywhere - homes if is_ref(ref)}
    facts = Facts(
        records=found,
        places={**places, **place_facts(further, sight(asked.viewer))},
        disposed=disposed_of(persons, n=asked.n),
        restricted=sight(asked.viewer).restricted,
    )
    return Fetched(facts, own | around | set(newest))


def facts_around(record: RecordView, asked: Asked) -> Facts:
    """Fetch what a record concerns: those it names or may name, its places, flats beside, kin."""
    named = {a.person for a in record.people if a.person}
    named |= {other for a in record.people for other in a.may_be}
    facts = facts_about(named, asked)
    here = {p for _, p, _ in record.places} | {a.place for a in record.people if a.place}
    here = {ref for ref in here if ref}
    beside = {flat for ref in here for flat in people.same_building(ref)[:BESIDE]}
    ids = people.versions_at(here | beside, n=asked.n)
    held = {r.ref for r in facts.records}
    first = tuple(v for v in views(ids, asked) if v.ref not in held)
    living = {a.person for r in first for a in r.people if a.person and a.place in here} - named
    rest = people.versions_of(living, viewer=asked.viewer, n=asked.n) - ids
    held |= {r.ref for r in first}
    newest = views(sorted(rest, reverse=True)[:ENOUGH], asked)
    second = tuple(v for v in newest if v.ref not in held)
    places = {**facts.places, **place_facts(here | beside, sight(asked.viewer))}
    return Facts((*facts.records, *first, *second), places, restricted=facts.restricted)


def facts_at(place: str, asked: Asked) -> Facts:
    """Fetch what the picture of a place is built from."""
    here = people.versions_at([place], n=asked.n)
    first = views(here, asked)
    persons = {a.person for r in first for a in r.people if a.person and a.place == place}
    rest = people.versions_of(persons, viewer=asked.viewer, n=asked.n) - here
    second = views(sorted(rest, reverse=True)[:ENOUGH], asked, lightly=True)
    refs = {place, *people.same_building(place)[:50], *homes_in((*first, *second), persons)}
    return Facts(
        records=(*first, *second),
        places=place_facts(refs, sight(asked.viewer)),
        restricted=sight(asked.viewer).restricted,
    )


def disposed_of(
    persons: Iterable[str], *, n: int | None = None, learnt_by: datetime | None = None
) -> dict[str, tuple[date, ...]]:
    """Say of each person on which days records about them were disposed of, oldest first.

    Only those that had been taken in at the position, or written down by the moment.
    """
    if not records.any_disposed():
        return {}
    found = {}
    for person, refs in people.bare_records_of(persons, n).items():
        days = tuple(sorted(one.on for one in records.disposed(refs, learnt_by=learnt_by)))
        if days:
            found[person] = days
    return found
