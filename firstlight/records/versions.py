"""One version of a record as it is told: read from a row, its content typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.kernel.asking import rows_of
from firstlight.records.models import Version
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.kinds.kind import Details


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a record as it is held; `envelope` and `details` are typed."""

    id: int
    ref: str
    number: int
    kind: str
    source: str
    source_ref: str
    envelope: Envelope
    details: Details
    department: str
    told_at: datetime | None
    recorded_at: datetime
    received_at: datetime
    known_seq: int
    current: bool
    provenance: str
    removed: tuple[str, ...]
    before_live: bool
    author: str


def closed_among(versions: Iterable[int]) -> set[int]:
    """Give which of these versions are under handling code C: only their owner's own line is told."""
    return {pk for (pk,) in rows_of(_CLOSED, versions)}


_CLOSED = "SELECT id FROM records_version WHERE id IN ? AND closed"
# What a version is told by, in the order `told` takes it; rows of many are read without a model.
COLUMNS = (
    "pk", "record__ref", "number", "record__source_id", "record__source_ref", "content",
    "department", "told_at", "recorded_at", "received_at", "known_seq", "current_from",
    "current_to", "provenance", "removed", "before_live", "author",
)  # fmt: skip


def told(row: tuple[Any, ...]) -> VersionView:
    """Give the version a row of `COLUMNS` tells."""
    (
        pk, ref, number, source, source_ref, content, department, told_at, recorded_at, received_at,
        known_seq, current_from, current_to, provenance, removed, before_live, author,
    ) = row  # fmt: skip
    envelope = Envelope.model_validate_json(content)
    return VersionView(
        id=pk,
        ref=ref,
        number=number,
        kind=envelope.kind,
        source=source,
        source_ref=source_ref,
        envelope=envelope,
        details=KINDS[envelope.kind].details.model_validate(envelope.details),
        department=department,
        told_at=told_at,
        recorded_at=recorded_at,
        received_at=received_at,
        known_seq=known_seq,
        current=current_from is not None and current_to is None,
        provenance=provenance,
        removed=tuple(removed),
        before_live=before_live,
        author=author,
    )


def view(row: Version) -> VersionView:
    """Give the version a stored row and its record tell."""
    record = row.record
    return told((
        row.pk, record.ref, row.number, record.source_id, record.source_ref, row.content,
        row.department, row.told_at, row.recorded_at, row.received_at, row.known_seq,
        row.current_from, row.current_to, row.provenance, row.removed, row.before_live, row.author,
    ))  # fmt: skip
