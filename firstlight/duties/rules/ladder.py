"""Silence climbs: who is told next, and when, where nobody has acted. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.force.rules.posts import FIM

Staffed = Callable[[str], bool]
# A post and every post above it, in order.
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """Who has to be told by now, and when the ladder is looked at again."""

    post: str
    number: int
    next_at: datetime


def climb_times(acknowledge: int, every: int) -> Callable[[int], int]:
    """Give the minutes after opening of the n-th climb (n from 1).

    The first is when acknowledgement was due; then each whole `every` minutes after the first:
    with 10 and 30 that is 10, 30, 60, 90.
    """
    started = -(-(acknowledge + 1) // every)

    def minutes(n: int) -> int:
        return acknowledge if n == 1 else (started + n - 2) * every

    return minutes


def climbs_by(passed: timedelta, acknowledge: int, every: int) -> int:
    """Count the climbs of `climb_times` whose time has come, however long ago the first was."""
    if passed < timedelta(minutes=acknowledge):
        return 0
    started = -(-(acknowledge + 1) // every)
    return 1 + max(0, passed // timedelta(minutes=every) - started + 1)


def rung_at(
    steps: Steps,
    opened_at: datetime,
    at: datetime,
    *,
    acknowledge: int,
    every: int,
    staffed: Staffed,
) -> Rung:
    """Work out the rung a duty nobody has acknowledged stands on at a moment.

    An empty post is passed over at once: its work goes to the force incident manager, and an
    empty rung above to the next. At the top it stays, and is told again each `every` minutes.
    After hours in which nothing ran, the rung is the one it would have reached.
    """
    minutes = climb_times(acknowledge, every)
    climbs = climbs_by(at - opened_at, acknowledge, every)
    number = first_rung(steps, staffed)
    for _ in range(min(climbs, len(steps))):
        number = next_rung(steps, number, staffed)
    next_at = opened_at + timedelta(minutes=minutes(climbs + 1))
    return Rung(steps[number], number, next_at)


def handed_over_rung(
    steps: Steps, since: datetime, at: datetime, *, again: int, every: int, staffed: Staffed
) -> Rung:
    """Work out the rung a duty that was handed over and not accepted stands on.

    The manager is told at once where the post is empty, and `again` minutes later whether it is
    or not; after that it climbs each whole `every` minutes.
    """
    minutes = climb_times(again, every)
    climbs = climbs_by(at - since, again, every)
    number = first_rung(steps, staffed)
    if climbs and FIM in steps:
        number = max(number, _staffed_from(steps, steps.index(FIM), staffed))
    for _ in range(min(climbs - 1, len(steps))):
        number = next_rung(steps, number, staffed)
    return Rung(steps[number], number, since + timedelta(minutes=minutes(climbs + 1)))


def first_rung(steps: Steps, staffed: Staffed) -> int:
    """Give the rung a duty begins on: the post itself, or where it is empty the manager's."""
    if staffed(steps[0]) or len(steps) == 1:
        return 0
    start = steps.index(FIM) if FIM in steps[1:] else 1
    return _staffed_from(steps, start, staffed)


def next_rung(steps: Steps, number: int, staffed: Staffed) -> int:
    """Give the rung above that somebody stands on; the last one is always told."""
    return _staffed_from(steps, min(number + 1, len(steps) - 1), staffed)


def _staffed_from(steps: Steps, start: int, staffed: Staffed) -> int:
    for number in range(start, len(steps)):
        if staffed(steps[number]):
            return number
    return len(steps) - 1
