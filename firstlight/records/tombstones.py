"""Reads of what was disposed of: a tombstone each; and of what a disposal has to reach."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from firstlight.kernel.asking import answer_of
from firstlight.records.disposing import sealed_ref
from firstlight.records.models import Record, Version


@dataclass(frozen=True, slots=True)
class Tombstone:
    """All that is left of a record: reference, kind, when, who, which authority."""

    ref: str
    kind: str
    on: date
    seq: int
    disposal: str
    proposed_by: str
    confirmed_by: str
    authority: str
    known_from: datetime | None


def _tombstone(row: Record) -> Tombstone:
    told = row.tombstone
    known = told.get("recorded_at")
    return Tombstone(
        row.ref, row.kind, row.disposed_on or date.min, row.disposed_seq or 0,
        told.get("disposal", ""), told.get("proposed_by", ""), told.get("confirmed_by", ""),
        told.get("authority", ""), datetime.fromisoformat(known) if known else None,
    )  # fmt: skip


def disposed(refs: Iterable[str], *, learnt_by: datetime | None = None) -> list[Tombstone]:
    """Give the tombstones of those of these records that were disposed of.

    With `learnt_by`, of those the force had written down by that moment.
    """
    wanted, found = list(refs), []
    for begin in range(0, len(wanted), 500):
        rows = Record.objects.filter(
            ref__in=wanted[begin : begin + 500], disposed_seq__isnull=False
        )
        found += [_tombstone(row) for row in rows]
    if learnt_by is None:
        return found
    return [one for one in found if one.known_from is None or one.known_from <= learnt_by]


def disposed_after(seq: int, *, limit: int = 200) -> list[Tombstone]:
    """Give the tombstones put after a position, oldest first: followers of changes erase theirs."""
    rows = Record.objects.filter(disposed_seq__gt=seq).order_by("disposed_seq", "pk")
    return [_tombstone(row) for row in rows[:limit]]


def tombstones(*, before: int | None = None, limit: int = 50) -> list[Tombstone]:
    """Give the newest tombstones."""
    rows = Record.objects.filter(disposed_seq__isnull=False).order_by("-disposed_seq", "-pk")
    if before:
        rows = rows.filter(disposed_seq__lt=before)
    return [_tombstone(row) for row in rows[:limit]]


def any_disposed() -> bool:
    """Tell whether any record was ever disposed of."""
    return bool(answer_of("SELECT 1 FROM records_record WHERE disposed_seq IS NOT NULL LIMIT 1"))


@dataclass(frozen=True, slots=True)
class Contents:
    """Every version of one record as it is kept: what a disposal must find and strike."""

    ref: str
    kind: str
    source: str
    source_ref: str
    ids: tuple[int, ...]
    since: int
    recorded_at: datetime | None
    told: tuple[dict[str, Any], ...]


def contents_of(ref: str) -> Contents | None:
    """Give every version of a record with its words; None where it is not there, or no more."""
    row = Record.objects.filter(ref=ref, disposed_seq__isnull=True).first()
    if row is None:
        return None
    rows = list(Version.objects.filter(record=row).order_by("number"))
    return Contents(
        row.ref, row.kind, row.source_id, row.source_ref, tuple(one.pk for one in rows),
        min((one.known_seq for one in rows), default=0),
        min((one.recorded_at for one in rows), default=None),
        tuple(json.loads(one.content) for one in rows),
    )  # fmt: skip


def words_of(ids: Iterable[int]) -> list[dict[str, Any]]:
    """Give what these versions tell, as plain values."""
    wanted, found = list(ids), []
    for begin in range(0, len(wanted), 500):
        rows = Version.objects.filter(pk__in=wanted[begin : begin + 500])
        found += [json.loads(text) for text in rows.values_list("content", flat=True)]
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """What retention goes by: when a record was written down, and what its source says of keeping."""

    record: str
    kind: str
    recorded_at: datetime
    seq: int
    group: str
    review_on: date | None


def kept_after(seq: int, *, limit: int) -> list[Kept]:
    """Give current versions known after a position, oldest first, whole positions only."""
    rows = Version.objects.filter(
        known_seq__gt=seq, current_from__isnull=False, current_to__isnull=True
    ).order_by("known_seq")
    last = list(rows.values_list("known_seq", flat=True)[:limit])
    if not last:
        return []
    whole = rows.filter(known_seq__lte=last[-1]).select_related("record")
    return [_kept(row) for row in whole.iterator(500)]


def _kept(row: Version) -> Kept:
    told = json.loads(row.content)
    day = str(told.get("review_on") or "")
    return Kept(
        row.record.ref, row.record.kind, row.recorded_at, row.known_seq,
        str(told.get("retention_group") or ""), date.fromisoformat(day) if day else None,
    )  # fmt: skip


def newest_of(ids: Iterable[int]) -> datetime | None:
    """Give when the newest of these versions was written down."""
    wanted = list(ids)
    moments = [
        Version.objects.filter(pk__in=wanted[begin : begin + 500]).aggregate(m=Max("recorded_at"))[
            "m"
        ]
        for begin in range(0, len(wanted), 500)
    ]
    return max((one for one in moments if one), default=None)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A version that took another's place: since which position the earlier one stood."""

    record: str
    kind: str
    number: int
    at: datetime
    seq: int
    since: int


def corrected_since(moment: datetime, *, limit: int) -> list[Corrected]:
    """Give versions that replaced an earlier one since a moment, newest first."""
    rows = Version.objects.filter(
        number__gt=1, received_at__gte=moment, current_from__isnull=False,
        record__disposed_seq__isnull=True,
    ).select_related("record")  # fmt: skip
    found = []
    for row in rows.order_by("-known_seq")[:limit]:
        first = row.record.versions.order_by("number").values_list("known_seq", flat=True).first()
        found.append(
            Corrected(
                row.record.ref,
                row.record.kind,
                row.number,
                row.received_at,
                row.known_seq,
                first or 0,
            )
        )
    return found


def buried() -> list[dict[str, Any]]:
    """Give every tombstone as the register keeps it: nothing a record said, nor its source's reference."""
    rows = Record.objects.filter(disposed_seq__isnull=False).order_by("disposed_seq", "pk")
    return [
        {"sealed": row.source_ref, "source": row.source_id, "kind": row.kind,
         **{key: row.tombstone.get(key, "") for key in ("disposal", "proposed_by", "confirmed_by")}}
        for row in rows.iterator(500)
    ]  # fmt: skip


def by_sealed_reference(wanted: set[str]) -> dict[str, str]:
    """Give the records held whose source's reference seals to one of these, each with its seal."""
    rows = Record.objects.filter(disposed_seq__isnull=True)
    found = {}
    for ref, source, told in rows.values_list("ref", "source_id", "source_ref").iterator(2000):
        sealed = sealed_ref(source, told)
        if sealed in wanted:
            found[ref] = sealed
    return found
