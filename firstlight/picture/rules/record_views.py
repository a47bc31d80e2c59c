"""One record as a picture reads it, the people in it, and the happenings records tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from firstlight.kernel.values.when import Occurred
from firstlight.records.rules.kinds.kind import Details
from firstlight.records.rules.parts import Statement


class Link(StrEnum):
    """How an appearance is tied to the person it is shown under."""

    SAME = "same"  # a person said so
    LINKED = "linked"  # the model linked it; no person confirmed
    OWN = "own"  # the only appearance of this person
    MAY_BE = "may_be"  # nobody has decided; never counted as yes


@dataclass(frozen=True, slots=True)
class AppearanceView:
    """One person in one record, and who that is as at the picture's position.

    `person` is None where the reader may not see who it is. `may_be` lists others it could be.
    """

    ref: str
    key: str
    role: str
    person: str | None
    link: Link
    categories: tuple[str, ...] = ()
    name: str = ""
    born_on: date | None = None
    born_precision: str = "day"
    age_stated: int | None = None
    unborn: bool = False
    sex: str = "not_known"
    ethnicity_self: str = ""
    ethnicity_observed: str = ""
    language: str = ""
    disability: str = ""
    occupation: str = ""
    school: str = ""
    place: str | None = None
    address: str = ""
    address_is: str = "home"
    phones: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    present: str = "unknown"
    seen: str = "unknown"
    may_be: tuple[str, ...] = ()
    due_on: date | None = None
    injured: str = "unknown"
    weight: float = 0.0  # of the link that ties the appearance to the person


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record version, read for a picture. Times are UTC. `details` is typed by `kind`."""

    ref: str
    version: int
    kind: str
    source: str
    source_name: str
    department: str
    occurred: Occurred
    told_at: datetime | None
    recorded_at: datetime
    received_at: datetime
    known_seq: int
    details: Details
    statement: Statement
    outcome: str | None = None
    title: str = ""
    narrative: str = ""
    people: tuple[AppearanceView, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()  # (appearance, kind, appearance)
    places: tuple[tuple[str, str, str], ...] = ()  # (role, place, text)
    phones: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    before_live: bool = False
    marking: str = "OFFICIAL-SENSITIVE"
    happening: str = ""  # the source's own cross-reference, often a job number
    author: str = ""
    source_ref: str = ""  # the source's own reference: settles the order of records of one moment
    relation_ends: tuple[tuple[str, str, str, date], ...] = ()  # a relation, and until when

    @property
    def moment(self) -> datetime:
        """When it happened, else when the force was told, else when it was written down."""
        return self.occurred.begins or self.told_at or self.recorded_at

    @property
    def order(self) -> tuple[datetime, datetime, str, str, str]:
        """Where it stands among records: of one moment, by what its source says, never by chance.

        A reference is made by chance: two forces that hold the same records must order them alike.
        """
        return self.moment, self.recorded_at, self.source, self.source_ref, self.ref

    def of(self, person: str) -> tuple[AppearanceView, ...]:
        """Give this person's appearances in the record, `may be` ones excluded."""
        return tuple(a for a in self.people if a.person == person and a.link is not Link.MAY_BE)

    def roles_of(self, person: str) -> frozenset[str]:
        """Give the roles in which the record names the person."""
        return frozenset(a.role for a in self.of(person))


@dataclass(frozen=True, slots=True)
class Happening:
    """Records that tell of the same thing. Rules count happenings; each opens to its records."""

    ref: str
    family: str
    begins: datetime
    ends: datetime | None
    records: tuple[RecordView, ...]
    judged: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """Give the kinds of record that tell of it."""
        return frozenset(record.kind for record in self.records)

    @property
    def refs(self) -> tuple[str, ...]:
        """Give its records' references."""
        return tuple(record.ref for record in self.records)
