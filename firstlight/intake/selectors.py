"""Reads of quarantine and of the sources, each asked by a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.intake.backwards import ReturnedView, returned, target_names
from firstlight.intake.changes import changes_after
from firstlight.intake.filed import FileView, LineView, file_lines, file_one, files, report_of
from firstlight.intake.gaps import GapView, QualityView, gap, quality
from firstlight.intake.rules.jsonlines import parsed
from firstlight.intake.rules.patching import mendable, text_at
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.sources import SourceView
from firstlight.records.selectors import (
    Chosen,
    WaitingView,
    sources,
    waited_one,
    waiting_by,
    waiting_page,
)

__all__ = [
    "Chosen",
    "FieldAtFault",
    "FileView",
    "GapView",
    "LineView",
    "QualityView",
    "ReturnedView",
    "SourceStanding",
    "changes_after",
    "fields_to_mend",
    "file_lines",
    "file_one",
    "files",
    "gap",
    "held_back",
    "held_back_by",
    "held_back_one",
    "not_told",
    "quality",
    "report_of",
    "returned",
    "standing",
    "target_names",
]


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """A source as the page tells it: `state` is fresh, late, down or never heard."""

    source: SourceView
    state: str
    since: datetime | None
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldAtFault:
    """One field of something that waits: its path, its text, and (problem, mend) of each fault."""

    path: str
    text: str
    faults: tuple[tuple[str, str], ...]


def held_back(viewer: Viewer, chosen: Chosen, page: slice) -> tuple[list[WaitingView], int]:
    """Give some of what waits, newest first, and how many there are. NotThere for who may not see it."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    return waiting_page(chosen, page.start, page.stop)


def held_back_by(viewer: Viewer) -> tuple[dict[str, int], dict[str, int]]:
    """Count what waits by source and by field at fault, most first."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    return waiting_by()


def held_back_one(ref: str, viewer: Viewer) -> WaitingView:
    """Give one thing that waits or waited; the look at its text is the viewer's, so it is noted."""
    found = waited_one(ref) if may(viewer, "quarantine.see") else None
    if found is None:
        raise NotThere
    viewer.seen.add(ref)
    return found


def fields_to_mend(held: WaitingView) -> list[FieldAtFault]:
    """Give the fields of a record that a person can mend, each with its text and what is wrong."""
    record, _ = parsed(held.text.encode("utf-8", "replace"))
    if record is None:
        return []
    return [
        FieldAtFault(
            path, text_at(record, path) or "",
            tuple((said, mend) for at, said, mend in held.faults if at == path),
        )
        for path in mendable(record, (at for at, _, _ in held.faults))
    ]  # fmt: skip


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
