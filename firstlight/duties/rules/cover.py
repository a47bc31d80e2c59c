"""Who acts for a post, hour by hour, and when nobody does. Pure; every moment is UTC.

Exactly one person acts for a post at a moment, the one who came on last, or nobody does and that
is an alarm with its time. Hours are real hours: the day the clocks go back has 25.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

HOUR = 3600


@dataclass(frozen=True, slots=True)
class OnPost:
    """Somebody on a post from a time to a time; without an end, until further notice."""

    user: str
    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which one person acts, with others beside them; nobody where `acts` is empty."""

    begins_at: datetime
    ends_at: datetime
    acts: str
    beside: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        """Give its length in real hours."""
        return (self.ends_at - self.begins_at).total_seconds() / HOUR


def spans(shifts: Iterable[OnPost], begins: datetime, ends: datetime) -> tuple[Span, ...]:
    """Lay a post's shifts out from `begins` to `ends` without a hole; neighbours alike are one."""
    rows = sorted(shifts, key=lambda one: one.begins_at)
    inside = {m for one in rows for m in (one.begins_at, one.ends_at) if m and begins < m < ends}
    cuts = sorted({begins, ends, *inside})
    found: list[Span] = []
    for cut, until in pairwise(cuts):
        since, there = cut, [one.user for one in rows if _covers(one, cut)]
        acts, others = (there[-1], tuple(dict.fromkeys(there[:-1]))) if there else ("", ())
        others = tuple(one for one in others if one != acts)
        if found and (found[-1].acts, found[-1].beside) == (acts, others):
            since = found.pop().begins_at
        found.append(Span(since, until, acts, others))
    return tuple(found)


def _covers(one: OnPost, moment: datetime) -> bool:
    return one.begins_at <= moment and (one.ends_at is None or one.ends_at > moment)


def gaps(found: Sequence[Span]) -> tuple[Span, ...]:
    """Give the times in which nobody acts."""
    return tuple(one for one in found if not one.acts)


def filled_hours(found: Sequence[Span]) -> float:
    """Count the real hours in which somebody acts."""
    return round(sum(one.hours for one in found if one.acts), 1)
