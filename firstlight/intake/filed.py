"""Reads of the files that were loaded: what each came to, told so that its owner can be sent it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.intake.models import File, FileLine
from firstlight.intake.rules.ranges import said
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kit.rules.cells import csv_of
from firstlight.records.selectors import states_of

# What a line came to -> how the report says it; what waited is told as it stands now.
OUTCOMES = {
    "taken": "Taken in", "same": "Sent before, held already", "older": "Kept, older than what is held",
    "quarantined": "Waiting", "conflict": "Waiting: the same version with other content",
    "disposed": "Not taken: disposed of before",
}  # fmt: skip
STANDS = {"waiting": "Waiting", "mended": "Mended and taken in", "dropped": "Refused"}


@dataclass(frozen=True, slots=True)
class FileView:
    """One reading of a file: what its records came to, in words, with the lines of each."""

    ref: str
    source: str
    name: str
    started_at: datetime
    ended_at: datetime | None
    total: int
    outcomes: tuple[tuple[str, int, str], ...]  # words, how many, lines
    waiting: int

    @property
    def whole(self) -> bool:
        """Tell whether the file was read to its end."""
        return self.ended_at is not None


@dataclass(frozen=True, slots=True)
class LineView:
    """One line that did not simply go in: how it stands now, and everything wrong with it."""

    place: int
    stands: str
    faults: tuple[tuple[str, str, str], ...]
    waiting: str


def _view(row: File) -> FileView:
    told = tuple(
        (words, row.counts[code], said(row.lines.get(code, ())))
        for code, words in OUTCOMES.items()
        if row.counts.get(code)
    )
    held = row.counts.get("quarantined", 0) + row.counts.get("conflict", 0)
    return FileView(
        row.ref,
        row.source,
        row.name,
        row.started_at,
        row.ended_at,
        sum(row.counts.values()),
        told,
        held,
    )


def files(viewer: Viewer, source: str, page: slice) -> tuple[list[FileView], int]:
    """Give files that were loaded, newest first, of one source or of all, and how many there are."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    rows = File.objects.order_by("-id")
    if source:
        rows = rows.filter(source=source)
    return [_view(row) for row in rows[page]], rows.count()


def file_one(ref: str, viewer: Viewer) -> FileView:
    """Give one file's report; it names nobody."""
    row = File.objects.filter(ref=ref).first() if may(viewer, "quarantine.see") else None
    if row is None:
        raise NotThere
    return _view(row)


def file_lines(
    ref: str, viewer: Viewer, page: slice | None = None
) -> tuple[Iterator[LineView], int]:
    """Give the lines that did not simply go in, in the file's order, and how many there are."""
    if not may(viewer, "quarantine.see"):
        raise NotThere
    rows = FileLine.objects.filter(file__ref=ref).order_by("place", "id")
    return _lines(list(rows[page] if page else rows)), rows.count()


def _lines(rows: list[FileLine]) -> Iterator[LineView]:
    states = states_of(row.waiting for row in rows if row.waiting)
    for row in rows:
        state = states.get(row.waiting, "")
        stands = STANDS.get(state, "Disposed of" if row.waiting else OUTCOMES[row.outcome])
        faults = tuple((one[0], one[1], one[2]) for one in row.faults)
        yield LineView(row.place, stands, faults, row.waiting if state == "waiting" else "")


HEADERS = ("Line", "What became of it", "Field", "What is wrong", "How to mend it")


def report_of(ref: str, viewer: Viewer) -> tuple[str, str]:
    """Give a file's name and its report as CSV: lines and reasons, never what a line says."""
    found = file_one(ref, viewer)
    lines, _ = file_lines(ref, viewer)
    rows: list[tuple[object, ...]] = [HEADERS]
    rows += [(at, words, "", f"{count} records", "") for words, count, at in found.outcomes]
    rows += [(one.place, one.stands, *fault) for one in lines for fault in one.faults]
    return found.name, csv_of(rows)
