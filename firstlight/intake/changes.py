"""Following what became known, a page at a time, never parting one position between two pages."""

from __future__ import annotations

from firstlight.records.selectors import VersionView, updated_since

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
