"""Reads of the position, the journal and what happened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from firstlight.audit.minding import Minded, minded
from firstlight.audit.models import Due, EventRow, Head, Journal, JournalDetail, JournalRef, Task
from firstlight.audit.verifying import anchors_kept, verify_journal

__all__ = [
    "Happened",
    "Look",
    "Minded",
    "anchors_kept",
    "due_moment",
    "due_moments",
    "events_after",
    "failed_tasks",
    "last_event",
    "lines",
    "minded",
    "moment_of",
    "position",
    "state",
    "verify_journal",
    "waiting_tasks",
]

from firstlight.audit.rules.operations import Operation


def position(as_of: datetime | None = None) -> int:
    """Give the newest committed position, or the last committed by a moment."""
    if as_of is None:
        return Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    return (
        Journal.objects.filter(at__lte=as_of).order_by("-seq").values_list("seq", flat=True).first()
        or 0
    )


def state() -> str:
    """Give a mark that no two states of the journal share; '' inside a transaction, and before any line.

    What depends on nothing but rows written with a line may be kept by it.
    """
    if connection.in_atomic_block:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mac FROM audit_head WHERE id = 1")
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def moment_of(seq: int) -> datetime | None:
    """Give the moment of a position."""
    return Journal.objects.filter(seq=seq).values_list("at", flat=True).first()


EVERYBODY = json.dumps(["all"])
LOOKED_AT = 200  # events that are looked at for one that is not hidden


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as a follower of changes gets it."""

    id: int
    seq: int
    at: datetime
    kind: str
    refs: tuple[str, ...]
    audience: tuple[str, ...]


def events_after(cursor: int, *, limit: int = 500) -> list[Happened]:
    """Give what happened after an event's id, oldest first."""
    rows = EventRow.objects.filter(id__gt=cursor).order_by("id")[:limit]
    return [
        Happened(
            row.pk, row.seq, row.at, row.kind, tuple(json.loads(row.refs)),
            tuple(json.loads(row.audience)),
        )
        for row in rows
    ]  # fmt: skip


def last_event(hidden: frozenset[str] = frozenset()) -> int:
    """Give the id of the newest event that every officer hears of, 0 where none.

    What only some hear of, or is about what is hidden, does not move it: a page would tell by its
    position that there was something. A page that begins earlier hears the rest again.
    """
    rows = EventRow.objects.filter(audience=EVERYBODY).order_by("-id")
    found = 0
    for found, refs in rows.values_list("id", "refs")[:LOOKED_AT]:  # noqa: B007 -- the last is kept
        if not hidden or not hidden & set(json.loads(refs)):
            break
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the journal as the data protection officer reads it."""

    seq: int
    at: datetime
    operation: str
    action: str
    by: str
    refs: tuple[str, ...]
    details: str


def lines(
    *, ref: str = "", by: str = "", before: int | None = None, limit: int = 100
) -> list[Look]:
    """Read the journal newest first: lines that showed a reference, or that somebody caused."""
    rows = Journal.objects.order_by("-seq")
    if ref:
        rows = rows.filter(seq__in=JournalRef.objects.filter(ref=ref).values("seq"))
    if by:
        rows = rows.filter(by=by)
    if before:
        rows = rows.filter(seq__lt=before)
    rows = rows[:limit]
    texts = dict(
        JournalDetail.objects.filter(line_id__in=[r.seq for r in rows]).values_list(
            "line_id", "text"
        )
    )
    return [
        Look(
            r.seq,
            r.at,
            r.operation,
            r.action,
            r.by,
            tuple(json.loads(r.refs)),
            texts.get(r.seq, ""),
        )
        for r in rows
    ]


def looks_between(
    begins: datetime, ends: datetime, *, by: str = "", limit: int = 50_000
) -> list[Look]:
    """Give who was shown what between two moments, with reasons, newest first."""
    rows = Journal.objects.filter(at__gt=begins, at__lte=ends, operation=Operation.CONSULTATION)
    rows = (rows.filter(by=by) if by else rows).order_by("-seq")[:limit]
    seqs = [row.seq for row in rows]
    texts: dict[int, str] = {}
    for begin in range(0, len(seqs), 500):
        told = JournalDetail.objects.filter(line_id__in=seqs[begin : begin + 500])
        texts |= dict(told.values_list("line_id", "text"))
    return [
        Look(
            row.seq, row.at, row.operation, row.action, row.by, tuple(json.loads(row.refs)),
            texts.get(row.seq, ""),
        )
        for row in rows
    ]  # fmt: skip


def looks_at(refs: Iterable[str], *, since: int, until: int) -> list[Look]:
    """Give the looks that showed one of these references between two positions, oldest first.

    Without the reasons: who looked, when, and by which page.
    """
    shown = JournalRef.objects.filter(ref__in=list(refs), seq__gte=since, seq__lte=until)
    rows = Journal.objects.filter(seq__in=shown.values("seq"), action__startswith="look.")
    return [
        Look(row.seq, row.at, row.operation, row.action, row.by, tuple(json.loads(row.refs)), "")
        for row in rows.order_by("seq")
    ]


def waiting_tasks(at: datetime) -> int:
    """Count the tasks that could be done now and are not."""
    return Task.objects.filter(failed="", after__lte=at).count()


def is_waiting(key: str) -> bool:
    """Tell whether a task of a key waits, is being done, or failed for good."""
    return Task.objects.filter(key=key).exists()


def failed_tasks() -> list[tuple[str, str]]:
    """Give tasks that failed for good, as (name, reason code)."""
    return list(Task.objects.exclude(failed="").values_list("name", "failed"))


def due_moments(keys: Iterable[str]) -> dict[str, datetime]:
    """Give the moments at which these due entries stand; one that stands nowhere is left out."""
    return dict(Due.objects.filter(pk__in=list(keys)).values_list("key", "at"))


def due_moment(key: str) -> datetime | None:
    """Give the moment a due entry stands at, None where there is none."""
    return due_moments([key]).get(key)


def acts_since(position: int, action: str) -> list[tuple[int, datetime]]:
    """Give the position and moment of each act of a kind since a position, oldest first."""
    rows = Journal.objects.filter(seq__gte=position, action=action).order_by("seq")
    return list(rows.values_list("seq", "at"))
