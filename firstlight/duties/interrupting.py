"""How often each post was interrupted in each shift, against what the force allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.selectors import may
from firstlight.delivery.rules.interruptions import SHIFT
from firstlight.delivery.selectors import alerts_between
from firstlight.duties.rota import Shift, shifts
from firstlight.force.selectors import posts, setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer

BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShiftTold:
    """What a post was told in one shift of the rota. `always` are those no budget holds back."""

    post: str
    title: str
    user: str
    begins_at: datetime
    ends_at: datetime
    interrupted: int
    always: int
    kept: int
    budget: int

    @property
    def over(self) -> bool:
        """Tell whether the post was interrupted beyond the budget: by silence or by hand-overs."""
        return self.interrupted - self.always > self.budget


def told_by_shift(viewer: Viewer, at: datetime) -> tuple[ShiftTold, ...]:
    """Give the shifts of the last seven days in which a post was told of anything, the loudest first.

    A shift is a row of the rota, as far as it lies in that time; a row longer than a shift is several,
    for the budget is a shift's. Counts are of messages, never of
    matters, and of a post, never of what somebody did with them. NotThere to who may not see the
    board.
    """
    if not may(viewer, "duties.board"):
        raise NotThere
    since, budget, title_of = at - BACK, int(setting("delivery.budget")), posts().title_of
    told = alerts_between(since, at)
    made = []
    for row, begins, ends in _stretches(since, at):
        mine = [one for one in told.get(f"post:{row.post}", ()) if begins <= one.at < ends]
        loud = [one for one in mine if one.interrupts]
        if mine:
            made.append(ShiftTold(
                row.post, title_of(row.post), row.user, begins, ends, len(loud),
                sum(one.always for one in loud), len(mine) - len(loud), budget,
            ))  # fmt: skip
    return tuple(sorted(made, key=lambda one: (-one.interrupted, one.begins_at, one.post)))


def _stretches(since: datetime, at: datetime) -> Iterator[tuple[Shift, datetime, datetime]]:
    for row in shifts(since, at):
        begins, until = row.begins_at, min(row.ends_at or at, at)
        while begins < until:
            ends = begins + SHIFT if until - begins >= 2 * SHIFT else until
            if ends > since:
                yield row, max(begins, since), ends
            begins = ends
