"""Reads of retention: holds, proposals, disposals and their tombstones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from firstlight.kernel.values.refusal import NotThere
from firstlight.retention.models import Disposal, Hold, Item
from firstlight.retention.rules.authorities import said
from firstlight.retention.standing import HoldView, holds_on, view

__all__ = ["DisposalView", "HoldView", "ItemView", "disposal", "disposals", "holds", "holds_on"]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One record of a disposal and what became of it."""

    record: str
    kind: str
    state: str
    held_by: str
    counts: dict[str, int]
    outside: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class DisposalView:
    """One decision: who proposed, who decided, under which authority."""

    ref: str
    authority: str
    reason: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decided_reason: str
    done_at: datetime | None
    swept_at: datetime | None
    items: tuple[ItemView, ...]


def _item(row: Item) -> ItemView:
    return ItemView(
        row.record, row.kind, row.state, row.held_by, dict(row.counts), tuple(row.outside)
    )


def _view(row: Disposal) -> DisposalView:
    items = sorted(row.items.all(), key=lambda one: one.pk)
    return DisposalView(
        row.ref, said(row.authority, row.reference), row.reason, row.state, row.proposed_by,
        row.proposed_at, row.decided_by, row.decided_at, row.decided_reason, row.done_at, row.swept_at,
        tuple(_item(one) for one in items),
    )  # fmt: skip


def disposal(ref: str) -> DisposalView:
    """Give one disposal; NotThere where there is none."""
    row = Disposal.objects.prefetch_related("items").filter(ref=ref).first()
    if row is None:
        raise NotThere
    return _view(row)


def _disposals(state: str = "") -> QuerySet[Disposal]:
    rows = Disposal.objects.prefetch_related("items").order_by("-pk")
    return rows.filter(state=state) if state else rows


def disposals(*, state: str = "", begin: int = 0, limit: int = 50) -> list[DisposalView]:
    """Give disposals, newest first."""
    return [_view(row) for row in _disposals(state)[begin : begin + limit]]


def count_disposals(state: str = "") -> int:
    """Count disposals in a state, or all."""
    return _disposals(state).count()


def holds(*, standing: bool = True, due_by: date | None = None) -> list[HoldView]:
    """Give holds, those to be looked at soonest first."""
    rows = Hold.objects.filter(ended_seq__isnull=standing).order_by("review_on", "pk")
    if due_by is not None:
        rows = rows.filter(review_on__lte=due_by)
    return [view(row) for row in rows]
