"""What the pages of risk show: floor and grade side by side, reasons first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.kit.rules.drawings import LevelPoint
from firstlight.people.selectors import who
from firstlight.risk import selectors
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Found
from firstlight.risk.rules.telling import floor_sentence, unknown_sentences
from firstlight.risk.selectors import GradeRow, Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One framework as the page tells it."""

    standing: Standing
    sentence: str
    unknowns: tuple[str, ...]
    may_agree: bool
    points: tuple[LevelPoint, ...]
    fell: tuple[tuple[datetime, tuple[str, ...]], ...] = ()

    @property
    def holding(self) -> tuple[Found, ...]:
        """Give the findings that hold the floor where it is, then the rest."""
        return tuple(sorted(self.standing.floor.findings, key=lambda one: one.level is None))


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a list shows them: a restricted one without a name."""

    ref: str
    name: str


def named(persons: Iterable[str], viewer: Viewer) -> tuple[Named, ...]:
    """Name people as a viewer may know them and note them as seen; who is not theirs is left out."""
    wanted = tuple(dict.fromkeys(persons))
    told = who(wanted, viewer=viewer)
    viewer.seen.add(*told)
    return tuple(Named(ref, told[ref].name) for ref in wanted if ref in told)


def rows(person: str, viewer: Viewer, at: datetime) -> tuple[Row, ...]:
    """Give each framework that has a floor, a question or a grade, the gravest first."""
    found = selectors.standing(person, viewer=viewer, at=at)
    past = selectors.history(person)
    grades = selectors.grades_of(person)
    shown = [_row(one, viewer, at, past, grades) for one in found]
    return tuple(sorted(shown, key=_gravity, reverse=True))


def _gravity(row: Row) -> tuple[bool, bool, bool]:
    standing = row.standing
    top = bool(standing.working and levels.is_top(standing.framework, standing.working))
    return top, standing.working is not None, standing.grade is not None


def _row(
    one: Standing,
    viewer: Viewer,
    at: datetime,
    past: list[selectors.Past],
    grades: list[GradeRow],
) -> Row:
    on = london_date(at)
    waiting = one.grade if one.provisional else None
    agrees = bool(waiting and waiting.by != viewer.ref and may(viewer, "risk.agree"))
    return Row(
        standing=one,
        sentence=floor_sentence(one.floor, on),
        unknowns=unknown_sentences(one.floor, on),
        may_agree=agrees,
        points=_points(one.framework, past, grades),
        fell=tuple((p.at, tuple(p.fell[one.framework])) for p in past if one.framework in p.fell),
    )


def _points(
    framework: str, past: list[selectors.Past], grades: list[GradeRow]
) -> tuple[LevelPoint, ...]:
    """Give the steps of floor and grade over time; an unagreed grade below the floor is none."""
    moments: list[tuple[datetime, str | None, str | None]] = [
        (one.at, one.levels.get(framework), None) for one in past
    ]
    counted = [g for g in grades if g.framework == framework and not g.provisional]
    moments += [(g.agreed_at or g.at, None, g.level) for g in counted]
    floor: str | None = None
    grade: str | None = None
    points = []
    for at, moved, set_to in sorted(moments, key=lambda m: m[0]):
        floor, grade = (moved, grade) if set_to is None else (floor, set_to)
        points.append(LevelPoint(at, floor, grade))
    return tuple(points)
