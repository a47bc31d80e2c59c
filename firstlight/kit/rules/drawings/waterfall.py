"""How a match came to its weight: each part for or against, one after another."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, LEFT, RIGHT, ROW, TOP = 760.0, 230.0, 690.0, 34.0, 8.0


@dataclass(frozen=True)
class Part:
    """One comparison and its weight in bits (log2 of the Bayes factor): above 0 for, below 0 against."""

    label: str
    weight: float
    detail: str = ""


@dataclass(frozen=True)
class Step:
    """A part placed between the sum before it and the sum after it; `side` is "for", "against" or "neither"."""

    x: float
    y: float
    length: float
    side: str
    words: str
    after: float
    part: Part


@dataclass(frozen=True)
class Waterfall:
    """All that the template draws; `total` in bits."""

    width: float
    height: float
    left: float
    right: float
    zero_x: float
    total: float
    total_x: float
    steps: tuple[Step, ...]


def waterfall(parts: Iterable[Part]) -> Waterfall:
    """Parts in the order given, the prior first; the scale holds every sum on the way."""
    table = tuple(parts)
    sums = [0.0]
    for part in table:
        sums.append(sums[-1] + part.weight)
    low, high = min(sums), max(sums)
    scale = (RIGHT - LEFT) / ((high - low) or 1.0)
    places = [round(LEFT + (value - low) * scale, 1) for value in sums]
    steps = tuple(
        _step(part, i, places[i], places[i + 1], sums[i + 1]) for i, part in enumerate(table)
    )
    height = TOP * 2 + ROW * (len(table) + 1)
    return Waterfall(WIDTH, height, LEFT, RIGHT, places[0], round(sums[-1], 1), places[-1], steps)


def _step(part: Part, index: int, start: float, end: float, after: float) -> Step:
    side = "for" if part.weight > 0 else "against" if part.weight < 0 else "neither"
    words = (f"{part.weight:+.1f}" if part.weight else "0").replace("-", "\N{MINUS SIGN}")
    left, length = min(start, end), max(abs(end - start), 1.0)
    return Step(left, TOP + index * ROW, round(length, 1), side, words, round(after, 1), part)
