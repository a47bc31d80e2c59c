"""How a level went over time: the floor and the grade as two stepped lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kit.rules.drawings.axis import Axis, Tick
from firstlight.kit.rules.levels import level_sign, level_steps

WIDTH, LEFT, RIGHT, TOP, ROW = 760.0, 96.0, 740.0, 20.0, 40.0


@dataclass(frozen=True)
class LevelPoint:
    """From `at` the floor and a person's grade were these; None or "unknown" where there was none."""

    at: datetime
    floor: str | None
    grade: str | None
    because: str = ""


@dataclass(frozen=True)
class Rung:
    """A level's line across the drawing."""

    word: str
    y: float


@dataclass(frozen=True)
class LevelHistory:
    """All that the template draws; a path breaks where the level was not known, never falls to low."""

    width: float
    height: float
    left: float
    right: float
    axis_y: float
    rungs: tuple[Rung, ...]
    floor_path: str
    grade_path: str
    ticks: tuple[Tick, ...]
    table: tuple[LevelPoint, ...]


def level_history(points: Iterable[LevelPoint], framework: str, at: datetime) -> LevelHistory:
    """Stepped lines up to `at` on the framework's own scale."""
    table = tuple(sorted(points, key=lambda point: point.at))
    steps = level_steps(framework)
    axis_y = TOP + ROW * len(steps)
    heights = {key: axis_y - ROW * i - ROW / 2 for i, key in enumerate(steps)}
    rungs = tuple(Rung(level_sign(key, framework).word, heights[key]) for key in steps)
    start = table[0].at if table else at - timedelta(days=1)
    axis = Axis(start, max(at, start + timedelta(hours=1)), LEFT, RIGHT)
    moments = [*(point.at for point in table[1:]), max(at, start)]
    floor = _path([heights.get(p.floor or "") for p in table], table, moments, axis, 0)
    grade = _path([heights.get(p.grade or "") for p in table], table, moments, axis, 5)
    return LevelHistory(
        WIDTH, axis_y + 34, LEFT, RIGHT, axis_y, rungs, floor, grade, axis.ticks(), table
    )


def _path(
    heights: Sequence[float | None],
    table: Sequence[LevelPoint],
    ends: Sequence[datetime],
    axis: Axis,
    nudge: float,
) -> str:
    parts, drawing = [], False
    for y, point, end in zip(heights, table, ends, strict=True):
        if y is None:
            drawing = False
            continue
        place = round(y + nudge, 1)
        parts.append(f"V{place}" if drawing else f"M{axis.place(point.at)} {place}")
        parts.append(f"H{axis.place(end)}")
        drawing = True
    return " ".join(parts)
