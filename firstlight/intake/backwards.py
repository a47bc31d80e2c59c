"""Reads of what goes back to the force's own systems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.intake.models import SendBack
from firstlight.intake.targets import targets
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ReturnedView:
    """One version of a record on its way to a system; `state` is waiting, received or held."""

    record: str
    version: int
    target: str
    state: str
    asked_at: datetime
    tries: int
    answer: str
    receipt: str


def returned(viewer: Viewer, state: str, page: slice) -> tuple[list[ReturnedView], int]:
    """Give what goes back, newest first, of one state or of all, and how many there are."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    # That something is held tells that somebody in it is sealed: only who reads the journal is told.
    tells = may(viewer, "journal.see")
    rows = SendBack.objects.order_by("-id")
    if state:
        asked = [state, "held"] if state == "waiting" and not tells else [state]
        rows = rows.filter(state__in=[one for one in asked if tells or state != "held"])
    found = [
        ReturnedView(
            r.record, r.version, r.target, r.state if tells or r.state != "held" else "waiting",
            r.asked_at, r.tries, r.answer, r.receipt,
        )
        for r in rows[page]
    ]  # fmt: skip
    return found, rows.count()


def target_names(viewer: Viewer) -> list[str]:
    """Give the names of the systems that take records back."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    return [one.name for one in targets()]
