"""Happenings on a time axis, a lane for each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kit.rules.drawings.axis import Axis, Tick

WIDTH, LEFT, RIGHT, TOP, LANE = 900.0, 150.0, 880.0, 16.0, 44.0
_LANE_COLOURS = 6


@dataclass(frozen=True)
class Happening:
    """Something that happened: `kind` names its lane; `until` makes it a stretch; `may_be` draws it hollow."""

    at: datetime
    kind: str
    label: str
    until: datetime | None = None
    url: str = ""
    may_be: bool = False


@dataclass(frozen=True)
class Mark:
    """A happening placed: a dot when `width` is 0, else a bar."""

    x: float
    y: float
    width: float
    colour: int
    item: Happening


@dataclass(frozen=True)
class Lane:
    """A kind's line across the drawing."""

    name: str
    y: float
    colour: int


@dataclass(frozen=True)
class Timeline:
    """All that the template draws, in drawing units; `table` holds the same in order of time."""

    width: float
    height: float
    left: float
    right: float
    axis_y: float
    now_x: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    table: tuple[Happening, ...]


def timeline(items: Iterable[Happening], at: datetime) -> Timeline:
    """Lanes in order of first happening; the axis runs from the first to `at` or the last, whichever is later."""
    table = tuple(sorted(items, key=lambda item: (item.at, item.kind, item.label)))
    start = min((item.at for item in table), default=at - timedelta(days=1))
    end = max([at, *(item.until or item.at for item in table)])
    pad = max((end - start) * 0.02, timedelta(minutes=30))
    axis = Axis(start - pad, end + pad, LEFT, RIGHT)
    names = tuple(dict.fromkeys(item.kind for item in table))
    lanes = tuple(
        Lane(name, TOP + LANE * i + LANE / 2, i % _LANE_COLOURS + 1) for i, name in enumerate(names)
    )
    by_name = {lane.name: lane for lane in lanes}
    marks = tuple(_mark(item, by_name[item.kind], axis) for item in table)
    axis_y = TOP + LANE * max(len(lanes), 1)
    return Timeline(
        WIDTH, axis_y + 34, LEFT, RIGHT, axis_y, axis.place(at), lanes, marks, axis.ticks(), table
    )


def _mark(item: Happening, lane: Lane, axis: Axis) -> Mark:
    x = axis.place(item.at)
    width = max(axis.place(item.until) - x, 6.0) if item.until else 0.0
    return Mark(x, lane.y, round(width, 1), lane.colour, item)
