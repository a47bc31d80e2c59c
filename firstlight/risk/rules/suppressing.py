"""Small numbers in a published table are left out, and so are those that would give them away.

A count from 1 to `LEAST` - 1 is suppressed (primary). What is left must not let a reader work it
out from the totals (secondary): a table with its margins is a set of sums, and a suppressed cell is
known exactly where the graph of suppressed cells, rows at one side and columns at the other, falls
apart without it. Totals are suppressed first and by themselves alone, so that the same total is
told, or not told, in every table it stands in.
Source: the Government Statistical Service's guidance on disclosure control, in our own words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A table as it may be told: None where a number is left out. The last row and column are totals."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]


def suppress(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[tuple[str, str], int]
) -> Suppressed:
    """Give the table of counts by row and column, with its totals, so that it may be told."""
    inner = [[counts.get((row, column), 0) for column in columns] for row in rows]
    table = [[*line, sum(line)] for line in inner]
    table.append([sum(line[i] for line in table) for i in range(len(columns) + 1)])
    gone = _totals(table)
    gone |= {(r, c) for r, line in enumerate(inner) for c, n in enumerate(line) if 0 < n < LEAST}
    gone |= _secondary(table, gone)
    cells = tuple(
        tuple(None if (r, c) in gone else n for c, n in enumerate(line))
        for r, line in enumerate(table)
    )
    return Suppressed((*rows, "All"), (*columns, "All"), cells)


def _totals(table: list[list[int]]) -> set[Cell]:
    """Suppress totals: the small ones, and enough others that the whole does not give them away."""
    last_row, last = len(table) - 1, len(table[0]) - 1
    columns = _line([table[last_row][c] for c in range(last)])
    rows = _line([table[r][last] for r in range(last_row)])
    gone = {(last_row, c) for c in columns} | {(r, last) for r in rows}
    if 0 < table[last_row][last] < LEAST:
        gone.add((last_row, last))
    return gone


def _line(values: list[int]) -> set[int]:
    """Give which numbers of one sum are left out: the small, then the smallest others until it holds."""
    gone = {i for i, n in enumerate(values) if 0 < n < LEAST}
    others = sorted((n, i) for i, n in enumerate(values) if n >= LEAST)
    while gone and (len(gone) < 2 or sum(values[i] for i in gone) < LEAST) and others:
        gone.add(others.pop(0)[1])
    return gone


def _secondary(table: list[list[int]], primary: set[Cell]) -> set[Cell]:
    """Suppress further cells until none that is left out can be worked out."""
    gone = set(primary)
    while True:
        weak = next((cell for cell in sorted(gone) if _is_known(cell, gone)), None)
        if weak is None:
            return gone - primary
        more = _partner(weak, table, gone)
        if more is None:
            return {
                (r, c) for r, line in enumerate(table) for c, n in enumerate(line) if n
            } - primary
        gone.add(more)


def _is_known(cell: Cell, gone: set[Cell]) -> bool:
    """Tell whether a suppressed cell follows from the rest: no other way leads from its row to its column."""
    rest = gone - {cell}
    reached, edge = {("r", cell[0])}, [("r", cell[0])]
    while edge:
        side, at = edge.pop()
        for r, c in rest:
            here, there = (("r", r), ("c", c)) if side == "r" else (("c", c), ("r", r))
            if here == (side, at) and there not in reached:
                reached.add(there)
                edge.append(there)
    return ("c", cell[1]) not in reached


def _partner(weak: Cell, table: list[list[int]], gone: set[Cell]) -> Cell | None:
    """Give a cell that is no total: in the weak one's row or column first, the smallest, a nought last."""
    inner = [
        (r != weak[0] and c != weak[1], not table[r][c], table[r][c], (r, c))
        for r in range(len(table) - 1)
        for c in range(len(table[0]) - 1)
        if (r, c) not in gone
    ]
    return min(inner)[3] if inner else None
