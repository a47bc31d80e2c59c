"""A clock that is running: a ring filled by the share of the time that has gone."""

from dataclasses import dataclass
from datetime import datetime

from firstlight.kit.rules.times import Due, due_state

RADIUS, SIZE = 42.0, 100.0


@dataclass(frozen=True)
class ClockFace:
    """`share` is the part of the time gone, 0 to 100; over 100 is drawn full and said as late."""

    size: float
    radius: float
    share: int
    started: datetime
    due: datetime
    stands: Due


def clock(started: datetime, due: datetime, at: datetime) -> ClockFace:
    """The ring at `at`. `started` is when the force was told, not when somebody wrote it down."""
    whole = (due - started).total_seconds()
    gone = (at - started).total_seconds()
    share = 100 if whole <= 0 else round(100 * min(max(gone / whole, 0.0), 1.0))
    return ClockFace(SIZE, RADIUS, share, started, due, due_state(due, at))
