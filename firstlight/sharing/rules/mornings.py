"""A morning's steps on notices to schools, in UK time across clock changes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from firstlight.kernel.values.when import LONDON, london


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its moment on the clock on the wall, and what is said of it."""

    code: str
    clock: time
    said: str


# Design: the first list is made at six, each notice has an owner by seven, the manager is told at half past.
STAGES: tuple[Stage, ...] = (
    Stage("list", time(6), "First list made"),
    Stage("owner", time(7), "Owners looked for"),
    Stage("fim", time(7, 30), "Force incident manager told"),
)


def stage_at(at: datetime) -> Stage | None:
    """Give the last step of the day that has begun; None before the first."""
    now = london(at).time()
    begun = [one for one in STAGES if one.clock <= now]
    return begun[-1] if begun else None


def next_moment(at: datetime) -> datetime:
    """Give the moment of the next step after this one, in UTC."""
    day = london(at).date()
    moments = [
        datetime.combine(day + timedelta(days=more), one.clock, LONDON).astimezone(UTC)
        for more in (0, 1)
        for one in STAGES
    ]
    return min(moment for moment in moments if moment > at)
