"""The demonstration's rota goes on as its last week did, for as long as somebody lets it run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from firstlight.config.demo.clock import is_simulated
from firstlight.duties.selectors import Shift, shifts
from firstlight.duties.services import set_shifts
from firstlight.kernel.values.viewer import system_viewer

WEEK = timedelta(weeks=1)
# Never less than this is ahead: a fortnight is what `serve` looks at; each time so much is added.
AHEAD, ADDED = timedelta(weeks=3), timedelta(weeks=6)


def keep_ahead(at: datetime) -> int:
    """Lay every post's last week down again where its rota ends soon; give how many rows.

    Only what lies beyond a post's last row is added: a gap that somebody made stays one, and is told.
    """
    if not is_simulated():
        return 0
    held: dict[str, list[Shift]] = defaultdict(list)
    for row in shifts(at - AHEAD, at + ADDED + AHEAD):
        held[row.post].append(row)
    found = [row for rows in held.values() for row in gone_on(rows, at)]
    if not found:
        return 0
    said = [
        {"post": one.post, "user": one.user, "begins_at": one.begins_at, "ends_at": one.ends_at}
        for one in found
    ]
    return set_shifts(rows=said, by=system_viewer("demo"), at=at)


def gone_on(rows: Sequence[Shift], at: datetime) -> list[Shift]:
    """Give what follows a post's rows: their last week, again and again; nothing where one has no end."""
    ends = [row.ends_at for row in rows if row.ends_at]
    if not ends or len(ends) < len(rows) or max(ends) >= at + AHEAD:
        return []
    last, found, weeks = max(ends), list[Shift](), 0
    pattern = [
        (row, max(row.begins_at, last - WEEK), row.ends_at)
        for row in rows
        if row.ends_at and row.ends_at > last - WEEK
    ]
    while last + weeks * WEEK < at + ADDED:
        weeks += 1
        found += [
            Shift(row.post, row.user, begins + weeks * WEEK, ends_at + weeks * WEEK)
            for row, begins, ends_at in pattern
        ]
    return found
