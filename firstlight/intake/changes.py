"""Following what became known, a page at a time, never parting one position between two pages."""

from __future__ import annotations

from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import hidden_records
from firstlight.records.selectors import Tombstone, VersionView, disposed_after, updated_since

PAGE = 500
LARGEST = 64_000


def changes_after(position: int, *, page: int = PAGE) -> list[VersionView]:
    """Give versions known after a position, oldest first, whole positions only.

    A batch shares one position, so a page that would end inside one is cut before it, or made
    large enough to hold it.
    """
    limit = page
    while True:
        rows = updated_since(position, limit=limit)
        if len(rows) < limit:
            return rows
        last = rows[-1].known_seq
        whole = [row for row in rows if row.known_seq < last]
        if whole or limit >= LARGEST:
            return whole or rows
        limit *= 2


def disposed_since(position: int, upto: int | None, viewer: Viewer) -> tuple[list[Tombstone], int]:
    """Give what was disposed of after a position, and how far that reaches: followers erase theirs.

    `upto` is the last position of the page of versions beside it, None where there is none. What
    names somebody sealed from the viewer is left out; the position goes on all the same.
    """
    rows = disposed_after(position, limit=PAGE if upto is None else LARGEST)
    rows = [row for row in rows if upto is None or row.seq <= upto]
    hidden = hidden_records([row.ref for row in rows], viewer)
    return [row for row in rows if row.ref not in hidden], max((r.seq for r in rows), default=0)
