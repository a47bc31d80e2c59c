"""Reads of quarantine and of the sources, each asked by a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.intake.changes import changes_after
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.sources import SourceView
from firstlight.records.selectors import WaitingView, sources, waiting, waiting_one

__all__ = [
    "SourceStanding",
    "changes_after",
    "held_back",
    "held_back_one",
    "not_told",
    "standing",
]
MOST = 2000


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """A source as the page tells it: `state` is fresh, late, down or never heard."""

    source: SourceView
    state: str
    since: datetime | None
    kinds: tuple[str, ...]


def held_back(viewer: Viewer, *, source: str = "") -> list[WaitingView]:
    """Give what waits, newest first, of one source or of all. NotThere for who may not see it."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    return waiting(source=source, limit=MOST)


def held_back_one(ref: str, viewer: Viewer) -> WaitingView:
    """Give one thing that waits; the look at its text is the viewer's, so its reference is noted."""
    found = waiting_one(ref) if may(viewer, "quarantine.see") else None
    if found is None:
        raise NotThere
    viewer.seen.add(ref)
    return found


def standing(viewer: Viewer, at: datetime) -> list[SourceStanding]:
    """Give every source as it stands now, those that need somebody first."""
    if not may(viewer, "sources.see"):
        raise NotThere
    order = {"down": 0, "late": 1, "never heard": 2, "fresh": 3}
    rows = [_one(source, at) for source in sources() if source.code != "firstlight"]
    return sorted(rows, key=lambda row: (order[row.state], row.source.name))


def _one(source: SourceView, at: datetime) -> SourceStanding:
    kinds = tuple(KINDS[code].name for code in source.kinds if code in KINDS)
    late = source.late_since(at)
    if source.down_since is not None:
        return SourceStanding(source, "down", source.down_since, kinds)
    if source.last_heard_at is None:
        return SourceStanding(source, "never heard", None, kinds)
    return SourceStanding(source, "late" if late else "fresh", late, kinds)


def not_told(viewer: Viewer) -> list[str]:
    """Give the kinds of record no source tells at all: about these, nothing can be known here."""
    if not may(viewer, "sources.see"):
        raise NotThere
    told = {code for source in sources() if source.code != "firstlight" for code in source.kinds}
    return sorted(kind.name for code, kind in KINDS.items() if code not in told and not kind.ours)
