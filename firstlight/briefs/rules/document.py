"""What a brief is: frozen values, worked out once, stored and shown exactly as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from firstlight.picture.rules.values import Concerned, PersonPicture, PlacePicture, RecordView


@dataclass(frozen=True, slots=True)
class Told:
    """One source line: which source, its state (four that are never confused), what is said."""

    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Given:
    """Everything a brief is composed from, as one reader may know it.

    `pictures` are those of everybody in `concerned`. `job_place` is the address a unit is sent
    to, or an address as it was typed. `top` holds who works at the highest level of some
    framework, `protected` who lives at an address that is never told, `struck` who was struck
    out on scene. `safety` lines are shown to everybody. `silent` are records of handling C without
    their owner's line, of which nothing is told; `never` are the words of addresses never told.
    """

    about_kind: str  # record | place | person | thing
    heading: str
    pictures: Mapping[str, PersonPicture]
    concerned: tuple[Concerned, ...]
    sources: tuple[Told, ...]
    place: PlacePicture | None = None
    job: RecordView | None = None
    safety: tuple[str, ...] = ()
    top: frozenset[str] = frozenset()
    protected: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    never: tuple[str, ...] = ()
    subject: str = ""
    over_the_air: bool = True
    restricted_line: str = ""


@dataclass(frozen=True, slots=True)
class TopLine:
    """A line of the first screen; its words are counted."""

    kind: str  # danger | safety | children | orders | history
    text: str
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Danger:
    """One danger: `words` for the screen, `radio` without any name, from which records."""

    code: str
    words: str
    radio: str
    records: tuple[str, ...] = ()
    may_be: bool = False


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A child or adult of the brief. `where` is now, elsewhere, not_told, formerly or may_be."""

    person: str
    name: str
    age: str
    where: str
    short: str
    line: str
    because: str
    records: tuple[str, ...]
    child: bool
    linked_by: str  # "" where a person confirmed it or it is the only record
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order or bail that stands, or may."""

    record: str
    title: str
    short: str
    line: str
    conditions: tuple[str, ...]
    is_bail: bool
    served: str
    in_force: str
    ends_at: datetime | None
    people: tuple[str, ...] = ()
    varied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the narrative; it opens its record."""

    person: str
    text: str
    record: str
    on: date
    source: str
    may_be: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Every child, counted by where they are; nobody is left out of these."""

    now: int = 0
    elsewhere: int = 0
    not_told: int = 0
    may_be: int = 0
    formerly: int = 0
    nearby: int = 0
    unborn: int = 0
    doubles: int = 0
    age_not_known: int = 0
    restricted: int = 0

    @property
    def all(self) -> int:
        """Give the number of children counted, those of unknown age left out."""
        near = self.now + self.elsewhere + self.not_told + self.may_be
        return near + self.formerly + self.nearby


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """A brief as it is shown: the first screen, what follows below it, and the words for the air."""

    about_kind: str
    heading: str
    made_at: datetime
    over_the_air: bool
    top: tuple[TopLine, ...]
    safety: tuple[str, ...]
    dangers: tuple[Danger, ...]
    counts: Counts
    children: tuple[PersonLine, ...]
    adults: tuple[PersonLine, ...]
    orders: tuple[OrderLine, ...]
    history: tuple[TopLine, ...]
    narrative: tuple[Sentence, ...]
    left_out: tuple[str, ...]
    sources: tuple[Told, ...]
    restricted_line: str
    radio: str
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    material: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Give the brief as plain JSON values; the page is made from these and nothing else."""
        found: dict[str, Any] = plain(self)
        return found


def plain(value: Any) -> Any:
    """Turn a value of a brief into plain JSON values: times in ISO form, UTC kept."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        return found | ({"all": value.all} if isinstance(value, Counts) else {})
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
