"""Whose picture and floor are worked again when a record comes in: wider than who is concerned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.facts import Facts, candidates
from firstlight.picture.rules.relations import relations_of
from firstlight.picture.rules.residences import STANDS, homes_now, residences_of
from firstlight.picture.rules.values import Link, Nearness, RecordView

# A place or telephone shared by more people than this is worked in the background.
CROWD = 20
_ONE_STEP = frozenset({"parent_of", "child_of", "carer_of", "cared_for_by", "sibling_of"})
_TOGETHER = frozenset({"lives_with", "lived_with"})


@dataclass(frozen=True, slots=True)
class Reworked:
    """Whose picture and floor a record touches, in the order they are worked.

    `crowds` tells each place or telephone that had more than 20 people, and how many; those
    people are in `background` and are shown as still to be worked.
    """

    named: tuple[str, ...]
    household: tuple[str, ...]
    wider: tuple[str, ...]
    background: tuple[str, ...]
    crowds: tuple[tuple[str, int], ...]


def _named(record: RecordView) -> Iterator[str]:
    for one in record.people:
        if one.person and one.link is not Link.MAY_BE:
            yield one.person
        yield from candidates(one)


def _near(facts: Facts, person: str, at: datetime) -> Iterator[tuple[str, bool]]:
    """Give those one step away, and whether they share or shared a home within a year."""
    oldest = london_date(at) - STANDS
    for one in relations_of(facts, person, at, residences_of(facts, person, at)):
        together = one.nearness is Nearness.HOUSEHOLD or (
            one.kind in _TOGETHER and one.last >= oldest
        )
        if together or one.kind in _ONE_STEP:
            yield one.other, together


def _same_suspect(facts: Facts, record: RecordView) -> Iterator[str]:
    suspects = {one.person for one in record.people if one.role == "suspect" and one.person}
    for suspect in sorted(suspects):
        for other in facts.records_of(suspect):
            if "suspect" in other.roles_of(suspect):
                yield from _named(other)


def _shared(
    facts: Facts, record: RecordView, named: tuple[str, ...], at: datetime
) -> Iterator[tuple[str, list[str]]]:
    """Give each place and telephone of the record or of those it names, with its people."""
    places = {place for _, place, _ in record.places if place}
    for person in named:
        places |= homes_now(residences_of(facts, person, at))
    for place in sorted(places):
        persons = {
            who: None
            for _, one in facts.told_at_place(place)
            for who in (one.person, *one.may_be)
            if who
        }
        yield place, list(persons)
    phones = {*record.phones, *(phone for one in record.people for phone in one.phones)}
    for phone in sorted(phones):
        yield phone, list(facts.with_phone(phone))


def reworked(record: RecordView, facts: Facts, at: datetime) -> Reworked:
    """Give whose picture and floor must be worked again for a record, each person once.

    Named, then household now or within a year, then one step of parents, siblings and carers,
    the same suspect, the same place and the same telephone. Source: decision record on who is
    concerned.
    """
    named = tuple(dict.fromkeys(_named(record)))
    household: dict[str, None] = {}
    wider: dict[str, None] = {}
    for person in named:
        for other, together in _near(facts, person, at):
            (household if together else wider)[other] = None
    wider.update(dict.fromkeys(_same_suspect(facts, record)))
    background: dict[str, None] = {}
    crowds = []
    for key, persons in _shared(facts, record, named, at):
        if len(persons) > CROWD:
            crowds.append((key, len(persons)))
        (background if len(persons) > CROWD else wider).update(dict.fromkeys(persons))
    done = set(named)
    parts = [named]
    for part in (household, wider, background):
        parts.append(tuple(one for one in part if one not in done))
        done |= set(part)
    return Reworked(parts[0], parts[1], parts[2], parts[3], tuple(crowds))
