"""What a look-back replays, and what it tells: values alone, for real records and for simulated ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.people.rules.clusters import Judgement
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.zones import Edge
from firstlight.picture.rules.facts import PlaceFacts
from firstlight.picture.rules.told import Told


@dataclass(frozen=True, slots=True)
class Said:
    """A person's answer about two of these, from when it was given until it was taken back."""

    answer: Judgement
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Some connected people's records, links and judgements. `persons` is who each code is today."""

    told: tuple[Told, ...]
    identities: Mapping[str, Identity]
    persons: Mapping[str, str]
    places: Mapping[str, PlaceFacts] = field(default_factory=dict)
    pairs: tuple[Edge, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """When somebody's floors became others: which they are now, and the record that moved them.

    `record` is empty where time alone did, or where who is who changed by a person's answer.
    """

    at: datetime
    levels: Mapping[str, str]
    record: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """A named person's grade, as a record tells it. Whose it was is left in the record."""

    at: datetime
    framework: str
    level: str
    record: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A record about the child, when the force wrote it down, and whose work it was."""

    at: datetime
    record: str
    kind: str
    department: str
    ours: bool = False  # a grading or disclosure: an act, not something that came in


@dataclass(slots=True)
class Life:
    """One person over the period: moves of the floors, grades made, contacts, oldest first."""

    person: str
    moves: list[Move] = field(default_factory=list)
    grades: list[Graded] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
