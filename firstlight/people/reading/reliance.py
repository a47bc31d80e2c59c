"""What was shown of a person, and what a split took from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from firstlight.people.models import Parting, Reliance


@dataclass(frozen=True, slots=True)
class Parted:
    """A split, as the pages on both sides tell it."""

    ref: str
    person: str
    to: str
    appearances: tuple[str, ...]
    by: str
    at: datetime
    seq: int


def partings_of(person: str) -> list[Parted]:
    """Give the splits that took something from this person or gave it, newest first."""
    rows = Parting.objects.filter(Q(person=person) | Q(to=person)).order_by("-pk")
    return [
        Parted(r.ref, r.person, r.to, tuple(r.appearances), r.by, r.at, r.known_seq) for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Relied:
    """Something that showed a person: a brief, grading, duty or disclosure."""

    kind: str
    ref: str
    person: str
    seq: int
    left_force: bool


def relied_on(person: str, before: int | None = None) -> list[Relied]:
    """Give what showed this person, up to a position."""
    rows = Reliance.objects.filter(person=person).order_by("seq")
    if before is not None:
        rows = rows.filter(seq__lte=before)
    return [Relied(r.kind, r.ref, r.person, r.seq, r.left_force) for r in rows]
