"""Reads of retention: holds, proposals, disposals and their tombstones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import hidden_records, persons_at
from firstlight.retention.bundling import Bundle, Entry, Other, bundle
from firstlight.retention.correcting import Correction, corrections
from firstlight.retention.models import Disposal, Hold, Item, Reckoned, Request, Review, Schedule
from firstlight.retention.rules.authorities import said
from firstlight.retention.standing import HoldView, holds_on, may_know, view

__all__ = [
    "Bundle",
    "Correction",
    "DisposalView",
    "DueView",
    "Entry",
    "HoldView",
    "ItemView",
    "Other",
    "RequestView",
    "ReviewView",
    "bundle",
    "corrections",
    "disposal",
    "disposals",
    "due_reviews",
    "hold",
    "holds",
    "holds_on",
    "reckoned_at",
    "request",
    "requests",
    "reviews_of",
    "scheduled",
]


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


def disposals(viewer: Viewer, *, state: str = "", limit: int = 2000) -> list[DisposalView]:
    """Give disposals, newest first; those of records this viewer may not know of are left out."""
    rows = [_view(row) for row in _disposals(state)[:limit]]
    hidden = hidden_records({item.record for one in rows for item in one.items}, viewer)
    return [one for one in rows if not any(item.record in hidden for item in one.items)]


def holds(viewer: Viewer, *, standing: bool = True, due_by: date | None = None) -> list[HoldView]:
    """Give holds this viewer may know of, those to be looked at soonest first."""
    rows = Hold.objects.filter(ended_seq__isnull=standing).order_by("review_on", "pk")
    if due_by is not None:
        rows = rows.filter(review_on__lte=due_by)
    return [view(row) for row in rows if may_know(row.target, viewer)]


@dataclass(frozen=True, slots=True)
class DueView:
    """One record to be looked at again, and why then."""

    record: str
    kind: str
    group: str
    clear_from: date
    due_on: date
    told: bool


def due_reviews(
    viewer: Viewer, today: date, *, group: str = "", kind: str = "", limit: int = 2000
) -> list[DueView]:
    """Give what is due for review by a day, longest due first, as this viewer may know it."""
    rows = Schedule.objects.filter(state="open", due_on__lte=today).order_by("due_on", "pk")
    if group:
        rows = rows.filter(group=group)
    if kind:
        rows = rows.filter(kind=kind)
    found = [
        DueView(r.record, r.kind, r.group, r.clear_from, r.due_on, r.told) for r in rows[:limit]
    ]
    hidden = hidden_records([one.record for one in found], viewer)
    return [one for one in found if one.record not in hidden]


def scheduled(record: str) -> DueView | None:
    """Give when a record is to be looked at; None where nothing was reckoned of it."""
    row = Schedule.objects.filter(record=record).first()
    if row is None:
        return None
    return DueView(row.record, row.kind, row.group, row.clear_from, row.due_on, row.told)


def reckoned_at() -> datetime | None:
    """Give when the schedule was last brought up to date."""
    return Reckoned.objects.filter(pk=1).values_list("at", flat=True).first()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review that was made."""

    outcome: str
    rationale: str
    until: date | None
    led_to: str
    by: str
    at: datetime


def reviews_of(record: str) -> list[ReviewView]:
    """Give the reviews of a record, newest first."""
    rows = Review.objects.filter(record=record).order_by("-pk")
    return [ReviewView(r.outcome, r.rationale, r.until, r.led_to, r.by, r.at) for r in rows]


def hold(ref: str, viewer: Viewer) -> HoldView:
    """Give one hold, standing or ended; NotThere where there is none this viewer may know of."""
    row = Hold.objects.filter(ref=ref).first()
    if row is None or not may_know(row.target, viewer):
        raise NotThere
    return view(row)


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as the list and its page tell it."""

    ref: str
    kind: str
    claims: str
    asker_said: str
    identity: str
    received_on: date
    due_on: date
    state: str
    outcome: str
    shown: dict[str, str]
    withheld: dict[str, str]


def _request(row: Request) -> RequestView:
    return RequestView(
        row.ref, row.kind, row.claims, row.asker_said, row.identity, row.received_on, row.due_on, row.state,
        row.outcome, dict(row.shown), dict(row.withheld),
    )  # fmt: skip


def requests(viewer: Viewer, *, open_only: bool = True) -> list[RequestView]:
    """Give requests about people this viewer may know of, those due soonest first."""
    rows = list(Request.objects.order_by("due_on", "pk"))
    known = persons_at({row.anchor for row in rows}, viewer=viewer)
    return [
        _request(row) for row in rows
        if (not open_only or row.state == "open") and known.get(row.anchor, viewer.ref) not in viewer.own_refs
        and row.anchor in known
    ]  # fmt: skip


def request(ref: str) -> RequestView:
    """Give one request; NotThere where there is none."""
    row = Request.objects.filter(ref=ref).first()
    if row is None:
        raise NotThere
    return _request(row)
