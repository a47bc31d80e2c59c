"""Demand against people: what waits for the online team, and who is there to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
WEEKS = 8


@dataclass(frozen=True, slots=True)
class OnShift:
    """Somebody on the rota for a post, from when to when; no end is until further notice."""

    user: str
    post: str
    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Demand:
    """Demand beside people, at a moment. `per_person` is None where nobody is on duty."""

    cases: int
    cases_due: int
    cases_late: int
    open: int
    late: int
    due_today: int
    next_due: datetime | None
    next_told: datetime | None
    weeks: tuple[tuple[datetime, int], ...]
    before_live: int
    on_duty: int
    on_books: int
    hours: float
    days_empty: float

    @property
    def per_person(self) -> float | None:
        """Give the open cases for each person on duty now."""
        return round(self.cases / self.on_duty, 1) if self.on_duty else None


def new_by_week(told: Sequence[datetime], at: datetime) -> tuple[tuple[datetime, int], ...]:
    """Count what came in each of the last weeks, the oldest first; weeks end at the moment asked."""
    starts = [at - WEEK * n for n in range(WEEKS, 0, -1)]
    return tuple((begins, sum(begins < one <= begins + WEEK for one in told)) for begins in starts)


def hours_covered(
    shifts: Sequence[OnShift], begins: datetime, ends: datetime
) -> tuple[float, float]:
    """Give the person-hours on the rota between two moments, and the days nobody is there."""
    spans = sorted(
        (max(s.begins_at, begins), min(s.ends_at or ends, ends)) for s in shifts
        if s.begins_at < ends and (s.ends_at is None or s.ends_at > begins)
    )  # fmt: skip
    person = sum((until - since).total_seconds() for since, until in spans) / 3600
    covered, reached = timedelta(), begins
    for since, until in spans:
        if until > reached:
            covered += until - max(since, reached)
            reached = until
    return round(person, 1), round(((ends - begins) - covered).total_seconds() / 86_400, 1)
