"""Which holds stand on a record: its own, its people's, its source's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import bearing, hidden_records, persons_at, stands_as
from firstlight.records.selectors import Contents, contents_of
from firstlight.retention.models import Hold


@dataclass(frozen=True, slots=True)
class HoldView:
    """One hold; without a reference it is the source's own, told with the record."""

    ref: str
    target: str
    reason: str
    review_on: date | None
    by: str
    at: datetime | None
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_reason: str = ""

    @property
    def said(self) -> str:
        """Say which hold it is, for a refusal: by reference, and never in its words."""
        if not self.ref:
            return "the legal hold its source told with it"
        until = f", to be looked at again on {self.review_on:%-d %B %Y}" if self.review_on else ""
        return f"legal hold {self.ref}{until}"


def view(row: Hold) -> HoldView:
    """Give a hold as it stands."""
    return HoldView(
        row.ref, row.target, row.reason, row.review_on, row.by, row.at, row.ended_at, row.ended_by,
        row.ended_reason,
    )  # fmt: skip


def may_know(target: str, viewer: Viewer) -> bool:
    """Tell whether a viewer may know of what a hold or request is about."""
    if target.startswith("P-"):
        standing = stands_as(target)
        return standing not in sight(viewer).sealed | viewer.own_refs
    return not hidden_records([target], viewer)


def holds_on(record: str) -> tuple[HoldView, ...]:
    """Give every hold that keeps a record from disposal now."""
    held = contents_of(record)
    if held is None:
        return ()
    near = bearing(record, held.ids)
    own = {record, *near.people, *(stands_as(one) for one in near.people)}
    found = [view(row) for row in _standing() if _covers(row, own, near.appearances)]
    return (*found, *_told(held))


def _standing() -> Iterable[Hold]:
    return Hold.objects.filter(ended_seq__isnull=True).order_by("pk")


def _covers(row: Hold, own: set[str], appearances: Iterable[str]) -> bool:
    if row.target in own or set(row.anchors) & set(appearances):
        return True
    return bool(set(persons_at(row.anchors).values()) & own)


def _told(held: Contents) -> list[HoldView]:
    newest = held.told[-1] if held.told else {}
    reason = str(newest.get("legal_hold") or "").strip()
    return [HoldView("", held.ref, reason, None, held.source, None)] if reason else []
