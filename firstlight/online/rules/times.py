"""The case's own time, by the suspect's level: 1, 7, 14 or 30 days from receipt.

Source: reference notes on online abuse, section 3 (timescales as an inspection of 2023 reported
them; a force sets its own). Measured from when the force was told, never from allocation. A level
that is not known has the shortest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.deadline import due


def case_due(told_at: datetime, level: str) -> datetime:
    """Give the moment (UTC) by which there should be action on the suspect."""
    limit = CLOCKS["ONLINE_CASE"].limit
    until = due(told_at, limit, limit.of_level(level))
    if until is None:  # the table gives this clock a number of days
        message = "the clock of a case has no limit"
        raise ValueError(message)
    return until


@dataclass(frozen=True, slots=True)
class Lateness:
    """How a case stands to its own time."""

    due_at: datetime
    done_at: datetime | None
    days: int  # whole days late, 0 where it is not, or by less than a day
    late: bool


def lateness(told_at: datetime, level: str, acted_at: datetime | None, at: datetime) -> Lateness:
    """Tell how many days late a case is by its own times; whole days are counted."""
    until = case_due(told_at, level)
    over = ((acted_at or at) - until).total_seconds()
    return Lateness(until, acted_at, max(0, int(over // 86400)), over > 0)
