"""The county's fictional officers work the last night as people do: most things, not all, in time.

Every act goes through the same services as on a page, by whoever holds the post, at its own time.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from firstlight.access.selectors import user
from firstlight.config.viewers import viewer_of
from firstlight.duties.selectors import board, on_duty
from firstlight.duties.services import acknowledge, close
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer

# Shares of a hundred: what is acknowledged at the next look, and what is closed after an hour.
ACKNOWLEDGED, CLOSED = 88, 30
AN_HOUR = timedelta(hours=1)
OUTCOMES = {
    "MISS_GRADE": "graded on the phone with the coordinator",
    "MISS_FIRST_ACTION": "home address and last seen place visited",
}
# What a person must still be seen doing is never closed for them.
LEFT_OPEN = frozenset({"GRADE_NEEDED", "GRADE_AGREE", "SHARE_DECIDE", "ENC_SCHOOL", "BASELINE"})


def _chance(ref: str, clock: str, told: datetime) -> int:
    """Draw a number below 100 that is the same in every run."""
    text = f"{clock}{told.isoformat()}{len(ref)}"
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100


def _holder(post: str, at: datetime) -> Viewer | None:
    ref = on_duty(post, at)
    found = user(ref) if ref else None
    return viewer_of(found, at) if found else None


def work(at: datetime) -> int:
    """Let whoever is on duty do what they would have done by now; give how many acts."""
    done = 0
    for row in board(system_viewer("demo"), at, limit=500).rows:
        holder = _holder(row.post, at)
        if holder is None:
            continue
        chance = _chance(row.ref, row.clock, row.told_at)
        try:
            if row.state == "waiting" and chance < ACKNOWLEDGED:
                acknowledge(row.ref, holder, at)
                done += 1
            elif _finished(row.clock, row.state, row.opened_at, at) and chance < CLOSED:
                said = OUTCOMES.get(row.clock, "done, and written on the record")
                close(row.ref, said, row.about[:1], holder, at)
                done += 1
        except Refusal:
            continue
    return done


def _finished(clock: str, state: str, opened_at: datetime, at: datetime) -> bool:
    return state == "acknowledged" and clock not in LEFT_OPEN and at - opened_at > AN_HOUR
