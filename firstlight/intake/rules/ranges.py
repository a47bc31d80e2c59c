"""Lines of a file by what became of them, kept as ranges: a million lines are a few numbers."""

from __future__ import annotations

from collections.abc import Sequence

# Of a file whose lines change from one outcome to another more often, only counts are kept.
MOST = 2000

Ranges = dict[str, list[list[int]]]


def noted(ranges: Ranges, outcome: str, place: int) -> None:
    """Add a line to its outcome's ranges; lines come in the order of the file."""
    held = ranges.setdefault(outcome, [])
    if held and held[-1][0] <= place <= held[-1][1] + 1:
        held[-1][1] = max(held[-1][1], place)
    elif len(held) < MOST:
        held.append([place, place])


def said(ranges: Sequence[Sequence[int]], most: int = 40) -> str:
    """Write ranges as a person reads them: `2 to 41, 43`."""
    parts = [f"{a}" if a == b else f"{a} to {b}" for a, b in ranges[:most]]
    more = " and more" if len(ranges) > most else ""
    return ", ".join(parts) + more
