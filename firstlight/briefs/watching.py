"""Somebody sees to it that a pushed brief is opened, or briefs the unit by voice."""

from __future__ import annotations

from datetime import datetime

from firstlight.briefs.models import Brief
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.viewer import Viewer, system_viewer


def watch_opening(row: Brief, by: Viewer, at: datetime) -> None:
    """Begin the duty to see that a pushed brief is opened."""
    open_duty(
        clock="BRIEF_ACK", about=tuple(filter(None, (row.ref, row.job))), people=(), told_at=at,
        because="A brief was pushed to a unit: see that it is opened, or brief them by voice.",
        key=f"BRIEF_ACK:{row.job or row.ref}:{row.ref}", by=by, at=at,
    )  # fmt: skip


def seen_to(row: Brief, outcome: str, at: datetime) -> None:
    """End the duty to see that a brief is opened."""
    key = f"BRIEF_ACK:{row.job or row.ref}:{row.ref}"
    close_by_key(key, outcome, (row.ref,), system_viewer("briefs"), at)
