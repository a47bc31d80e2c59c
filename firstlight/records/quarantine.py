"""Reads of quarantine: what waits, from where, and for which faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from firstlight.records.models import Waiting

# What an export holds of each thing that waits.
KEPT = (
    "source", "source_ref", "text", "faults", "fields", "content_hash", "provenance", "received_at", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaitingView:
    """One thing that waits in quarantine with its reasons; `state` tells what became of it."""

    ref: str
    source: str
    source_ref: str
    text: str
    faults: tuple[tuple[str, str, str], ...]
    provenance: str
    received_at: datetime
    state: str = "waiting"
    file: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of what waits is asked for: of one source, file, field at fault and state, or of all."""

    source: str = ""
    field: str = ""
    file: str = ""
    state: str = "waiting"


def _view(row: Waiting) -> WaitingView:
    faults = tuple((one[0], one[1], one[2]) for one in row.faults)
    return WaitingView(
        row.ref, row.source, row.source_ref, row.text, faults, row.provenance, row.received_at,
        row.state, row.file,
    )  # fmt: skip


def _rows(chosen: Chosen) -> QuerySet[Waiting]:
    asked = Q(state=chosen.state)
    if chosen.source:
        asked &= Q(source=chosen.source)
    if chosen.file:
        asked &= Q(file=chosen.file)
    if chosen.field:
        asked &= Q(fields__contains=f"|{chosen.field}|")
    return Waiting.objects.filter(asked).order_by("-id")


def waiting(*, source: str = "", limit: int = 200) -> list[WaitingView]:
    """Give what waits, newest first."""
    return [_view(row) for row in _rows(Chosen(source))[:limit]]


def waiting_page(chosen: Chosen, begin: int, end: int) -> tuple[list[WaitingView], int]:
    """Give some of what waits, newest first, and how many there are in all."""
    rows = _rows(chosen)
    return [_view(row) for row in rows[begin:end]], rows.count()


def waiting_one(ref: str) -> WaitingView | None:
    """Give one thing that waits."""
    row = Waiting.objects.filter(ref=ref, state="waiting").first()
    return _view(row) if row else None


def waited_one(ref: str) -> WaitingView | None:
    """Give one thing that waits or waited, whatever became of it."""
    row = Waiting.objects.filter(ref=ref).first()
    return _view(row) if row else None


def waiting_by() -> tuple[dict[str, int], dict[str, int]]:
    """Count what waits by source and by field at fault."""
    sources: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    rows = Waiting.objects.filter(state="waiting").values_list("source", "fields")
    for source, told in rows.iterator(5000):
        sources[source] += 1
        fields.update(one for one in told.split("|") if one)
    return dict(sources.most_common()), dict(fields.most_common(60))


def states_of(refs: Iterable[str]) -> dict[str, str]:
    """Give what became of things that waited."""
    wanted = list(refs)
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), 500):
        rows = Waiting.objects.filter(ref__in=wanted[begin : begin + 500])
        found.update(rows.values_list("ref", "state"))
    return found


def all_that_waited() -> Iterator[Mapping[str, Any]]:
    """Give everything that waits or waited and was not disposed of, oldest first, as plain values."""
    rows = Waiting.objects.exclude(state="disposed").order_by("id").values(*KEPT)
    yield from rows.iterator(1000)
