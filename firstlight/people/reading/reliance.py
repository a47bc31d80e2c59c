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
    since: int
    shown_as: tuple[str, ...]
    undone_at: datetime | None


def parted(ref: str) -> Parted | None:
    """Give a split by its reference."""
    row = Parting.objects.filter(ref=ref).first()
    return _told(row) if row else None


def _told(row: Parting) -> Parted:
    return Parted(
        row.ref, row.person, row.to, tuple(row.appearances), row.by, row.at, row.known_seq,
        row.since_seq, tuple(row.shown_as) or (row.person,), row.undone_at,
    )  # fmt: skip


def partings_of(person: str) -> list[Parted]:
    """Give the splits that took something from this person or gave it, newest first."""
    rows = Parting.objects.filter(Q(person=person) | Q(to=person)).order_by("-pk")
    return [_told(row) for row in rows]


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


def relied_while(parting: Parted) -> list[Relied]:
    """Give what showed a person while a link stood that was parted since, as subject or as kin."""
    rows = Reliance.objects.filter(
        person__in=parting.shown_as, seq__gte=parting.since, seq__lte=parting.seq
    ).order_by("seq")
    return [Relied(r.kind, r.ref, r.person, r.seq, r.left_force) for r in rows]
