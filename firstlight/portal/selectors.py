"""Reads of what a partner's own organisation sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.missing.rules.profile import STALE_DAYS
from firstlight.portal.models import Report
from firstlight.records.selectors import record

TITLES = {"missing_report": "A child missing", "partner_concern": "A concern",
          "missing_profile": "A profile kept in case of going missing"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """One report, as the organisation that sent it may read it again: in its own words."""

    ref: str
    title: str
    at: datetime
    waits: bool
    child: str = ""
    words: str = ""


def sent(viewer: Viewer) -> list[Sent]:
    """Give what the viewer's organisation sent, newest first, by receipt."""
    rows = Report.objects.filter(organisation=viewer.organisation or "-").order_by("-at", "-pk")
    return [Sent(row.record, TITLES[row.kind], row.at, row.waits) for row in rows[:100]]


def one(ref: str, viewer: Viewer) -> Sent:
    """Give one report in its own words. NotThere where it is not theirs."""
    row = Report.objects.filter(record=ref, organisation=viewer.organisation or "-").first()
    if row is None:
        raise NotThere
    held = record(ref)
    viewer.seen.add(ref)
    if held is None:
        return Sent(ref, TITLES[row.kind], row.at, row.waits)
    child = held.envelope.people[0]
    name = f"{child.given} {child.family}".strip()
    return Sent(ref, TITLES[row.kind], row.at, row.waits, name, held.envelope.narrative)


def profiles(viewer: Viewer, at: datetime) -> list[tuple[Sent, int, bool]]:
    """Give the profiles the viewer's organisation keeps, each newest one, its age in days, and whether old."""
    own = Report.objects.filter(organisation=viewer.organisation or "-", kind="missing_profile")
    found: dict[str, tuple[Sent, int, bool]] = {}
    for row in own.order_by("-at", "-pk")[:200]:
        held = record(row.record)
        if held is None:
            continue
        child = held.envelope.people[0]
        name = f"{child.given} {child.family}".strip() or "Name not told"
        told = getattr(held.details, "reviewed_on", None) or london_date(row.at)
        days = (london_date(at) - told).days
        viewer.seen.add(row.record)
        found.setdefault(
            f"{name.casefold()}:{child.born_on}",
            (Sent(row.record, TITLES[row.kind], row.at, row.waits, name), days, days > STALE_DAYS),
        )
    return list(found.values())
