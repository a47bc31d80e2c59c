"""What a picture is built from: the rows as at one position, for one viewer, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from firstlight.picture.rules.values import (
    AppearanceView,
    Link,
    PersonPicture,
    RecordView,
    Residence,
)

Named = tuple[RecordView, AppearanceView]


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place at flat level. `building` is the same for every flat of one building.

    `institution` is the kind of a home, refuge, school or hospital; empty for a dwelling.
    """

    ref: str
    text: str = ""
    postcode: str = ""
    institution: str = ""
    building: str = ""
    restricted: bool = False
    safety_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's word on two records: they tell of one thing, or they do not."""

    one: str
    other: str
    same: bool


@dataclass(slots=True)
class Kept:
    """What was worked out of one person's own records: residences of a moment, and what lasts.

    `homes` are residences at the moment last asked of, since a household asks for each of its
    people's; `said` the statements they rest on; `stated` how others stand to them, as told;
    `dated` what was said of school, care and plan.
    """

    homes: dict[str, tuple[datetime, tuple[Residence, ...]]] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    stated: dict[str, Any] = field(default_factory=dict)
    dated: dict[str, Any] = field(default_factory=dict)

    def forget(self, person: str) -> None:
        """Let go of what was worked out of a person, whose records changed."""
        for one in (self.homes, self.said, self.stated, self.dated):
            one.pop(person, None)


@dataclass(frozen=True)
class Facts:
    """The current record versions as at a position, with who is who worked out.

    To build one person rightly it holds every record that names them (surely or as `may be`),
    every record that names anybody ever told at one of their addresses, and those of the people
    they are related to; a record missing here is a household told too large or too small. To say
    who is concerned by a record it also holds the same of those the record may name, and, in
    `places` and `records`, of its places and of the other flats of their buildings.
    """

    records: tuple[RecordView, ...]
    places: Mapping[str, PlaceFacts] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()
    disposed: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    restricted: frozenset[str] = frozenset()
    # Worked out once: a replay hands the same on, for as long as the person's own records stay the same.
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)

    @cached_property
    def lasting(self) -> dict[str, PersonPicture]:
        """Hold what was told of a person whatever the moment: a replay asks at one after another."""
        return {}

    @cached_property
    def ordered(self) -> tuple[RecordView, ...]:
        """Give the records newest first, the same for any order they were fetched in."""
        return tuple(sorted(self.records, key=lambda one: one.order, reverse=True))

    @cached_property
    def by_ref(self) -> dict[str, RecordView]:
        """Give the records by reference."""
        return {one.ref: one for one in self.records}

    @cached_property
    def _named(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for record in self.ordered:
            for one in record.people:
                if one.person and one.link is not Link.MAY_BE:
                    found.setdefault(one.person, []).append((record, one))
        return found

    @cached_property
    def _may_be(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for record in self.ordered:
            for one in record.people:
                for person in candidates(one):
                    found.setdefault(person, []).append((record, one))
        return found

    @cached_property
    def _at_place(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for record in self.ordered:
            for one in record.people:
                for place in {one.place, *placed_at(record, one)} - {None}:
                    found.setdefault(str(place), []).append((record, one))
        return found

    @cached_property
    def _happened_at(self) -> dict[str, list[RecordView]]:
        found: dict[str, list[RecordView]] = {}
        for record in self.ordered:
            for place in dict.fromkeys(place for _, place, _ in record.places if place):
                found.setdefault(place, []).append(record)
        return found

    @cached_property
    def _with_phone(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for person, pairs in self._named.items():
            for _, one in pairs:
                for phone in one.phones:
                    found.setdefault(phone, {})[person] = None
        return {phone: tuple(persons) for phone, persons in found.items()}

    def with_phone(self, phone: str) -> tuple[str, ...]:
        """Give the persons told to use a telephone number."""
        return self._with_phone.get(phone, ())

    def named(self, person: str) -> tuple[Named, ...]:
        """Give a person's sure appearances with their records, newest first."""
        return tuple(self._named.get(person, ()))

    def records_of(self, person: str) -> tuple[RecordView, ...]:
        """Give the records that surely name a person, each once, newest first."""
        return tuple({record.ref: record for record, _ in self.named(person)}.values())

    def may_be(self, person: str) -> tuple[Named, ...]:
        """Give the appearances that may be this person and are not surely so."""
        return tuple(self._may_be.get(person, ()))

    def told_at_place(self, place: str) -> tuple[Named, ...]:
        """Give the appearances that were told at this address, newest first."""
        return tuple(self._at_place.get(place, ()))

    def happened_at(self, place: str) -> tuple[RecordView, ...]:
        """Give the records that name this place, newest first."""
        return tuple(self._happened_at.get(place, ()))

    def everybody(self) -> tuple[str, ...]:
        """Give every person surely named in these records."""
        return tuple(sorted(self._named))

    def is_institution(self, place: str) -> bool:
        """Tell whether many unrelated people live or stay at a place."""
        known = self.places.get(place)
        return bool(known and known.institution)


def candidates(one: AppearanceView) -> tuple[str, ...]:
    """Give the persons an appearance may be, leaving out the one it surely is."""
    if not one.may_be and one.link is not Link.MAY_BE:
        return ()
    found = dict.fromkeys(one.may_be)
    if one.link is Link.MAY_BE and one.person:
        found[one.person] = None
    elif one.person:
        found.pop(one.person, None)
    return tuple(found)


def placed_at(record: RecordView, one: AppearanceView) -> tuple[str, ...]:
    """Give the placements a care record tells apart from the child's own address."""
    if record.kind != "care_placement" or one.role not in {"subject", "child"}:
        return ()
    return tuple(place for role, place, _ in record.places if role == "placement" and place)
