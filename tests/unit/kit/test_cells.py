"""A cell of a CSV that leaves is never a formula."""

import csv
import io

import pytest

from firstlight.kit.rules.cells import csv_of


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44", "-2", "@SUM(A1)", " =1", "\t=1", "\r=1", "\uff1d1", "=cmd|'/c calc'!A0"]
)
def test_what_begins_a_formula_gets_an_apostrophe(cell):
    (row,) = csv.reader(io.StringIO(csv_of([[cell, "plain"]]), newline=""))
    assert row == [f"'{cell}", "plain"]
