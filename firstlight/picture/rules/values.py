"""The values a picture is made of. Frozen: a picture is shown, stored, compared, never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.ages import age_from, child_answer
from firstlight.picture.rules.disposed import all_said
from firstlight.picture.rules.record_views import AppearanceView, Happening, Link, RecordView

__all__ = [
    "AppearanceView",
    "Concerned",
    "Dated",
    "GradeView",
    "Happening",
    "Link",
    "MarkerView",
    "Nearness",
    "OrderView",
    "PersonPicture",
    "PlacePicture",
    "RecordView",
    "Relation",
    "Residence",
    "Situation",
]


class Nearness(StrEnum):
    """The classes of invariant 5: how near a child is to what happened."""

    HOUSEHOLD = "household"
    RELATED = "related"
    CONTACT = "contact"
    FORMERLY = "formerly"
    PLACE_ONLY = "place_only"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something a source said, with when it said so: `in care as of 31 March 2018`.

    `lapsed` is true where the statement is too old to be told as now.
    """

    value: str
    as_of: date
    record: str
    source_name: str
    lapsed: bool = False
    ends: date | None = None
    code: str = ""  # the involvement or kind, where the source's schema has one


@dataclass(frozen=True, slots=True)
class Residence:
    """A place a person was said to live or be at, from when to when it was said."""

    place: str
    text: str
    address_is: str
    first: date
    last: date
    records: tuple[str, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """How another person stands to the subject: `other` is `kind` the subject."""

    other: str
    kind: str
    records: tuple[str, ...]
    last: date
    current: bool = True
    nearness: Nearness = Nearness.RELATED
    link: Link = Link.LINKED


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order, bail or licence that concerns a person or place."""

    record: str
    what: str  # the order or bail type
    is_bail: bool
    protects: tuple[str, ...]
    binds: tuple[str, ...]
    conditions: tuple[str, ...]
    served: Answer
    served_at: datetime | None
    ends_at: datetime | None
    power_of_arrest: Answer
    in_force: Answer
    places: tuple[str, ...] = ()
    begins_at: datetime | None = None
    varied_at: datetime | None = None
    arrest_for: str = ""  # which conditions a power of arrest is attached to
    happening: str = ""  # the source's own cross-reference: of which matter it is


@dataclass(frozen=True, slots=True)
class MarkerView:
    """A warning marker on a person or place."""

    record: str
    marker: str
    reason: str
    owner: str
    person: str | None
    place: str | None
    ends_at: datetime | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class GradeView:
    """The last grade a person set in one framework."""

    record: str
    framework: str
    level: str
    by: str
    at: datetime
    provisional: bool
    agreed_by: str
    rationale: str
    position: int


@dataclass(frozen=True, slots=True)
class PersonPicture:
    """One person as at a position, for one viewer and purpose."""

    ref: str
    name: str
    names: tuple[tuple[str, tuple[str, ...]], ...]  # (as written, records)
    born_on: date | None
    born_precision: str
    births: tuple[tuple[date, tuple[str, ...]], ...]  # every date told, most told first
    ages_stated: tuple[tuple[int, date, str], ...]  # (age, on, record)
    unborn: bool
    due_on: date | None
    sex: str
    ethnicity_self: str
    ethnicity_observed: str
    language: str
    disability: str
    identifiers: tuple[tuple[str, str], ...]
    phones: tuple[str, ...]
    residences: tuple[Residence, ...]
    school: Dated | None
    care: Dated | None
    plan: Dated | None
    relations: tuple[Relation, ...]
    household: tuple[str, ...]  # person references living at the same place now
    records: tuple[RecordView, ...]  # newest first
    may_be: tuple[RecordView, ...]
    happenings: tuple[Happening, ...]  # newest first
    orders: tuple[OrderView, ...]
    markers: tuple[MarkerView, ...]
    grades: tuple[GradeView, ...]  # newest first
    offender: tuple[str, ...]  # records saying the person poses a risk to children
    links: tuple[tuple[str, Link, float], ...] = ()  # (appearance, link, weight)
    disposed: tuple[date, ...] = ()
    restricted: bool = False
    extra: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)
    schools: tuple[Dated, ...] = ()  # every statement, ended and lapsed ones too, newest first
    care_told: tuple[Dated, ...] = ()
    plans_told: tuple[Dated, ...] = ()

    @property
    def disposed_said(self) -> tuple[str, ...]:
        """Say of each day how many records about this person were disposed of on it."""
        return all_said(self.disposed)

    def age_at(self, at: datetime) -> int | None:
        """Whole years of age at a moment, from the birth date or an age once stated; else None."""
        return age_from(self.born_on, self.ages_stated, at, unborn=self.unborn)

    def is_child(self, at: datetime) -> Answer:
        """Under 18 at a moment. UNKNOWN where age is not told, or only estimated near 18."""
        return child_answer(
            self.age_at(at),
            (day for day, _ in self.births),
            self.born_precision,
            at,
            born_known=self.born_on is not None,
        )

    def may_be_child(self, at: datetime) -> bool:
        """Under 18, or of unknown or disputed age: treated as a child until shown otherwise."""
        return self.is_child(at) is not Answer.NO

    def home(self) -> Residence | None:
        """Give where the person is held to live now, if anywhere."""
        return next((r for r in self.residences if r.current), None)

    def of_kind(self, *kinds: str) -> tuple[RecordView, ...]:
        """Give the person's records of these kinds, newest first."""
        return tuple(record for record in self.records if record.kind in kinds)

    def happened(self, family: str) -> tuple[Happening, ...]:
        """Give the person's happenings of a family, newest first."""
        return tuple(one for one in self.happenings if one.family == family)

    def grade(self, framework: str) -> GradeView | None:
        """Give the last grade in a framework."""
        return next((g for g in self.grades if g.framework == framework), None)


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person near to a place, event or other person, by class."""

    person: str
    nearness: Nearness
    because: str
    records: tuple[str, ...] = ()
    link: Link = Link.LINKED
    child: Answer = Answer.UNKNOWN  # under 18 now; unknown and disputed ages count as children
    unborn: bool = False
    named: bool = False  # by the record itself

    @property
    def counts_as_child(self) -> bool:
        """Tell whether the person must be considered as a child, until shown not to be one."""
        return self.child is not Answer.NO


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """One address at flat level, as at a position."""

    ref: str
    text: str
    postcode: str
    institution: str
    people: tuple[Concerned, ...]
    records: tuple[RecordView, ...]  # newest first
    orders: tuple[OrderView, ...]
    markers: tuple[MarkerView, ...]
    same_building: tuple[str, ...] = ()
    safety_lines: tuple[str, ...] = ()
    restricted: bool = False

    def now(self) -> tuple[Concerned, ...]:
        """Give those held to live here now."""
        return tuple(c for c in self.people if c.nearness is Nearness.HOUSEHOLD)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a risk rule may look at: the subject, those around, and the moment.

    Rules are pure functions of this value. `people` maps a reference to the picture of
    everybody whose records the rules may read: household, parents, siblings, carers, and
    suspects of the same records.
    """

    subject: PersonPicture
    people: dict[str, PersonPicture]
    at: datetime

    def near(self, *kinds: Nearness) -> tuple[PersonPicture, ...]:
        """Give the pictures of those near the subject in these classes."""
        refs = [r.other for r in self.subject.relations if r.nearness in kinds]
        return tuple(self.people[ref] for ref in dict.fromkeys(refs) if ref in self.people)

    def household(self) -> tuple[PersonPicture, ...]:
        """Give the pictures of those living with the subject now."""
        refs = [*self.subject.household]
        refs += [r.other for r in self.subject.relations if r.nearness is Nearness.HOUSEHOLD]
        return tuple(self.people[ref] for ref in dict.fromkeys(refs) if ref in self.people)
