"""Build the picture of one address at flat level: who lives there, what happened there."""

from __future__ import annotations

from datetime import datetime

from firstlight.picture.rules.facts import Facts, PlaceFacts
from firstlight.picture.rules.happening_windows import EVENT, MISSING
from firstlight.picture.rules.happenings import family_of
from firstlight.picture.rules.marks import markers_on_person, markers_on_place
from firstlight.picture.rules.nearness import ORDER, at_place, child_of_facts
from firstlight.picture.rules.orders import orders_of
from firstlight.picture.rules.values import (
    Concerned,
    Link,
    MarkerView,
    Nearness,
    PlacePicture,
    RecordView,
)
from firstlight.records.rules.kinds import KINDS


def _people(facts: Facts, ref: str, at: datetime) -> tuple[Concerned, ...]:
    nearest: dict[str, Concerned] = {}
    for one in at_place(facts, ref, at):
        held = nearest.get(one.person)
        # That somebody surely lived here stands before that somebody may live here now.
        if held is None or (held.link is Link.MAY_BE and one.link is not Link.MAY_BE):
            nearest[one.person] = one
    found = []
    for one in nearest.values():
        child, unborn = child_of_facts(facts, one.person, at)
        found.append(
            Concerned(one.person, one.nearness, one.because, one.records, one.link, child, unborn)
        )
    return tuple(
        sorted(found, key=lambda one: (ORDER[one.nearness], one.link is Link.MAY_BE, one.person))
    )


def _records(facts: Facts, ref: str) -> tuple[RecordView, ...]:
    """Give what happened at the place; an event that names no place is told at its people's home."""
    found = {record.ref: record for record in facts.happened_at(ref)}
    for record, one in facts.told_at_place(ref):
        kind = KINDS.get(record.kind)
        happened = family_of(record) in {EVENT, MISSING} and kind and kind.character == "adverse"
        if happened and not record.places and one.address_is in {"home", "placement"}:
            found.setdefault(record.ref, record)
    return tuple(sorted(found.values(), key=lambda r: r.order, reverse=True))


def _same_building(facts: Facts, known: PlaceFacts) -> tuple[str, ...]:
    if not known.building:
        return ()
    others = (one for one in facts.places.values() if one.building == known.building)
    return tuple(sorted(one.ref for one in others if one.ref != known.ref))


def _of_people(facts: Facts, living: tuple[str, ...], at: datetime) -> tuple[MarkerView, ...]:
    return tuple(
        marker
        for person in living
        for marker in markers_on_person(facts.records_of(person), person, at)
    )


def build_place(facts: Facts, ref: str, at: datetime) -> PlacePicture:
    """Build the picture of one place from facts as at a position, at the moment `at` (UTC).

    Orders and markers are those of the place and of the people who surely live there now;
    other flats of the building are told apart and never mixed in.
    """
    known = facts.places.get(ref, PlaceFacts(ref))
    people = _people(facts, ref, at)
    living = tuple(
        one.person
        for one in people
        if one.nearness is Nearness.HOUSEHOLD and one.link is not Link.MAY_BE
    )
    records = _records(facts, ref)
    read = {record.ref: record for person in living for record in facts.records_of(person)}
    read |= {record.ref: record for record in records}
    orders = orders_of(sorted(read.values(), key=lambda r: r.order, reverse=True), at)
    return PlacePicture(
        ref=ref,
        text=known.text,
        postcode=known.postcode,
        institution=known.institution,
        people=people,
        records=records,
        orders=orders,
        markers=markers_on_place(facts.happened_at(ref), ref, at) + _of_people(facts, living, at),
        same_building=_same_building(facts, known),
        safety_lines=known.safety_lines,
        restricted=known.restricted,
    )
