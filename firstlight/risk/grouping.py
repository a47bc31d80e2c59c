"""Floors and grades of children counted by group, a part at a time; told with small numbers left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.access.selectors import sealed_targets
from firstlight.kernel.values.when import london_date
from firstlight.picture.selectors import situations
from firstlight.risk.models import Run
from firstlight.risk.rules import levels
from firstlight.risk.rules.groups import DIMENSIONS, groups_of
from firstlight.risk.rules.suppressing import Suppressed, suppress
from firstlight.risk.standing import grades_of
from firstlight.risk.stored import latest_of, read_back

NONE = ""  # no level: no rule holds one, or nobody has graded
Counts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One table as it may be told."""

    dimension: str
    title: str
    table: Suppressed


def count(persons: tuple[str, ...], counts: Mapping[str, Any], at: datetime) -> Counts:
    """Add these people to counts already made; who is sealed is counted for nobody."""
    told: Counts = dict(counts)
    sealed = sealed_targets()
    held = latest_of(persons)
    for person, situation in situations([p for p in persons if p not in sealed], at=at).items():
        if not situation.subject.may_be_child(at):
            continue
        floors = read_back(held[person].content, at).floors
        graded = {g.framework: g.level for g in reversed(grades_of(person)) if _counts(g)}
        for framework in levels.FRAMEWORKS:
            floor = floors[framework].level if framework in floors else None
            for dimension, group in groups_of(situation).items():
                _add(told, f"{framework} floor {dimension}", group, floor or NONE)
                _add(told, f"{framework} grade {dimension}", group, graded.get(framework, NONE))
    return told


def _counts(grade: Any) -> bool:
    return grade.state == "standing" and not grade.provisional


def _add(told: Counts, key: str, group: str, level: str) -> None:
    row = told.setdefault(key, {}).setdefault(group, {})
    row[level] = row.get(level, 0) + 1


def newest() -> tuple[datetime, Counts] | None:
    """Give the newest counts that are whole, with when they were made."""
    row = Run.objects.filter(what="groups", finished_at__isnull=False).order_by("-pk").first()
    return (row.finished_at, row.counts) if row and row.finished_at else None


def tables(counts: Counts, framework: str, what: str, on: datetime) -> tuple[Told, ...]:
    """Give a framework's tables of floors or grades, each with small numbers left out."""
    scale = levels.scale(framework, london_date(on)).levels
    none = "No level" if what == "floor" else "Nobody has graded"
    words = {NONE: none, **dict(scale)}
    if what == "grade":
        words[levels.UNKNOWN] = "Not known"
    found = []
    for dimension, title in DIMENSIONS.items():
        told = counts.get(f"{framework} {what} {dimension}", {})
        cells = {(group, words[code]): n for group, row in told.items() for code, n in row.items()}
        table = suppress(sorted(told), tuple(words.values()), cells)
        found.append(Told(dimension, title, table))
    return tuple(found)


def reckoning() -> bool:
    """Tell whether counting is under way."""
    return Run.objects.filter(what="groups", finished_at__isnull=True).exists()
