"""Figures of missing episodes, grouped: pure, from values; every share has its denominator beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

# The shape of the return; a reader of an older file sees which it is. Raised when a column changes.
RETURN_VERSION = 2
LOWEST = frozenset({"very_low", "low"})
DIMENSIONS: Mapping[str, str] = {
    "home": "Home", "area": "Area", "level": "Level last graded", "care": "Care",
}  # fmt: skip
COLUMNS = (
    "group", "incidents", "individuals", "reports", "repeat", "recorded_minutes", "first_action_minutes",
    "graded_minutes", "reviewed", "reviewed_minutes", "found", "interviewed", "interview_minutes", "return_interview_asked",
    "lowest_level", "graded",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One episode as figures need it. `level` is the last graded, empty where nobody graded.

    `reviewed_at` is when it was first graded again.
    """

    person: str
    home: str
    area: str
    care: bool
    level: str
    reports: int
    told_at: datetime
    recorded_at: datetime
    first_action_at: datetime | None
    graded_at: datetime | None
    reviewed_at: datetime | None
    returned_at: datetime | None
    interviewed_at: datetime | None
    offered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one group. Medians are minutes, None where there is nothing to reckon from."""

    name: str
    incidents: int
    individuals: int
    reports: int
    repeat: int
    recorded_minutes: float | None
    first_action_minutes: float | None
    graded_minutes: float | None
    reviewed: int
    reviewed_minutes: float | None
    found: int
    interviewed: int
    interview_minutes: float | None
    return_interview_asked: int
    lowest_level: int
    graded: int

    def row(self) -> tuple[object, ...]:
        """Give the columns of the return, empty where there is nothing to reckon from."""
        told = (self.name, *(getattr(self, name) for name in COLUMNS[1:]))
        return tuple("" if one is None else one for one in told)


_KEYS: Mapping[str, Callable[[Fact], str]] = {
    "home": lambda one: one.home or "No home told",
    "area": lambda one: one.area,
    "level": lambda one: one.level or "not graded",
    "care": lambda one: "from a care home" if one.care else "not told to be from a care home",
}


def grouped(facts: Iterable[Fact], by: str) -> tuple[Group, ...]:
    """Give the figures by home, area, level or care, the largest group first, and all together last."""
    listed = list(facts)
    key = _KEYS.get(by, _KEYS["area"])
    names = sorted({key(one) for one in listed})
    groups = [_group(name, [one for one in listed if key(one) == name]) for name in names]
    groups.sort(key=lambda one: (-one.incidents, one.name))
    return (*groups, _group("All", listed))


def _group(name: str, rows: list[Fact]) -> Group:
    people = [one.person or str(place) for place, one in enumerate(rows)]
    graded = [one for one in rows if one.level and one.level != "unknown"]
    return Group(
        name, len(rows), len(set(people)), sum(one.reports for one in rows),
        len(people) - len(set(people)),
        _median((one.told_at, one.recorded_at) for one in rows),
        _median((one.told_at, one.first_action_at) for one in rows),
        _median((one.told_at, one.graded_at) for one in rows),
        sum(one.reviewed_at is not None for one in rows),
        _median((one.told_at, one.reviewed_at) for one in rows),
        sum(one.returned_at is not None for one in rows),
        sum(one.interviewed_at is not None for one in rows),
        _median((one.returned_at, one.interviewed_at) for one in rows),
        sum(one.offered_at is not None for one in rows),
        sum(one.level in LOWEST for one in graded), len(graded),
    )  # fmt: skip


def _median(spans: Iterable[tuple[datetime | None, datetime | None]]) -> float | None:
    found = [max(0, int((e - b).total_seconds() // 60)) for b, e in spans if b and e]
    return float(median(found)) if found else None
