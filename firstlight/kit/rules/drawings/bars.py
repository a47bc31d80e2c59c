"""A bar for each row, each with its own denominator."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, LEFT, RIGHT, ROW, TOP = 720.0, 220.0, 600.0, 38.0, 6.0


@dataclass(frozen=True)
class Bar:
    """`count` out of `of`; `of` None where a count has no denominator; `count` None where it is not known."""

    label: str
    count: int | None
    of: int | None = None


@dataclass(frozen=True)
class Placed:
    """A bar placed: its length, and the words at its end."""

    y: float
    length: float
    words: str
    known: bool
    bar: Bar


@dataclass(frozen=True)
class BarChart:
    """All that the template draws."""

    width: float
    height: float
    left: float
    full: float
    rows: tuple[Placed, ...]


def bars(rows: Iterable[Bar]) -> BarChart:
    """Shares where every row has a denominator, else counts on one scale; a row that is not known has no bar."""
    table = tuple(rows)
    shares = all(bar.of is not None for bar in table)
    most = max((bar.count or 0 for bar in table), default=0) or 1
    placed = tuple(_placed(bar, TOP + i * ROW, most, shares=shares) for i, bar in enumerate(table))
    return BarChart(WIDTH, TOP * 2 + ROW * len(table), LEFT, RIGHT - LEFT, placed)


def _placed(bar: Bar, y: float, most: int, *, shares: bool) -> Placed:
    full = RIGHT - LEFT
    if bar.count is None:
        return Placed(y, 0.0, "not known", known=False, bar=bar)
    if bar.of == 0:
        return Placed(y, 0.0, "none to count", known=False, bar=bar)
    share = bar.count / bar.of if shares and bar.of else bar.count / most
    words = f"{bar.count} of {bar.of}" if bar.of is not None else str(bar.count)
    return Placed(y, round(full * min(share, 1.0), 1), words, known=True, bar=bar)
