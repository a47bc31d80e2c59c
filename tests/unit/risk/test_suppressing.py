"""No number from 1 to 4 is told in a table, and none that is left out can be worked out from the rest."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from firstlight.risk.rules.suppressing import LEAST, suppress

COUNTS = st.one_of(st.integers(0, 9), st.sampled_from([0, 0, 1, 4, 5, 40, 300]))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return [[draw(COUNTS) for _ in range(columns)] for _ in range(rows)]


def told(counts):
    rows, columns = [f"r{i}" for i in range(len(counts))], [f"c{i}" for i in range(len(counts[0]))]
    cells = {(rows[r], columns[c]): n for r, line in enumerate(counts) for c, n in enumerate(line)}
    return suppress(rows, columns, cells).cells


def whole(counts):
    table = [[*line, sum(line)] for line in counts]
    return [*table, [sum(column) for column in zip(*table, strict=True)]]


def worked_out(cells):
    """Give the suppressed cells that follow from the sums: solve them, as an attacker would."""
    height, width = len(cells), len(cells[0])
    gone = [(r, c) for r, c in product(range(height), range(width)) if cells[r][c] is None]
    sums = [[(r, c) for c in range(width)] for r in range(height)]
    sums += [[(r, c) for r in range(height)] for c in range(width)]
    system = [[Fraction(int(cell in line)) for cell in gone] for line in sums]
    for row, line in zip(system, sums, strict=True):
        for i, (r, c) in enumerate(gone):
            if (r, c) in line and (
                (line in sums[:height] and c == width - 1)
                or (line in sums[height:] and r == height - 1)
            ):
                row[i] = Fraction(-1)
    reduced, at = [row for row in system if any(row)], 0
    for column in range(len(gone)):
        pivot = next((i for i in range(at, len(reduced)) if reduced[i][column]), None)
        if pivot is None:
            continue
        reduced[at], reduced[pivot] = reduced[pivot], reduced[at]
        reduced[at] = [value / reduced[at][column] for value in reduced[at]]
        for i, row in enumerate(reduced):
            if i != at and row[column]:
                reduced[i] = [a - row[column] * b for a, b in zip(row, reduced[at], strict=True)]
        at += 1
    return [
        gone[next(i for i, v in enumerate(row) if v)] for row in reduced if sum(map(bool, row)) == 1
    ]


@settings(max_examples=150, deadline=None)
@given(tables())
@example([[3, 50], [40, 60]])
@example([[3, 9, 0], [0, 60, 70], [0, 8, 90]])
@example([[1, 0], [0, 0]])
def test_no_small_number_is_told_and_none_left_out_follows_from_the_sums(counts):
    cells = told(counts)
    for told_line, line in zip(cells, whole(counts), strict=True):
        for shown, real in zip(told_line, line, strict=True):
            assert shown in (None, real)
            assert not (0 < real < LEAST and shown is not None)
    assert worked_out(cells) == []


def test_where_nothing_is_small_all_is_told():
    assert told([[50, 60], [0, 80]]) == ((50, 60, 110), (0, 80, 80), (50, 140, 190))


@given(tables(), st.randoms())
@settings(max_examples=50, deadline=None)
def test_the_same_total_is_told_or_not_told_whatever_the_cells_it_is_the_total_of(counts, random):
    """Column totals stand in a table for each dimension: one that is left out here stands nowhere."""
    columns = list(zip(*counts, strict=True))
    moved = []
    for column in columns:
        first = random.randint(0, sum(column))
        moved.append([first, sum(column) - first])
    other = [list(line) for line in zip(*moved, strict=True)]
    assert told(counts)[-1] == told(other)[-1]
