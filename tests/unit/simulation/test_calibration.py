"""How large a county the families stand for, and the page that sets both simulators beside England."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.book import parse
from simulation.calibration import calibrated
from simulation.generate import generate, world
from simulation.served import A_MILLION_A_YEAR, MILLION, Yearly, yearly

UNTIL = parse("2026-11-22T06:00:00Z")
PAGE = Path(__file__).resolve().parents[3] / "simulation" / "calibration.md"


@pytest.mark.timeout(240)
def test_the_calibration_page_is_what_its_command_writes():
    assert PAGE.read_text(encoding="utf-8") == calibrated(), "python -m simulation calibrate --out"


def test_a_county_is_as_large_as_one_with_so_many_calls_with_children():
    year = Yearly(*(0.0,) * len(Yearly.__slots__))
    assert year.residents == 0
    told = dict.fromkeys(Yearly.__slots__, 0.0) | {"abuse_with_children": A_MILLION_A_YEAR}
    assert Yearly(**told).residents == MILLION


def test_calls_are_counted_once_a_happening_and_those_with_children_among_them():
    county, book, stories = world(seed=3, people=300, years=3, until=UNTIL, set_pieces=False)
    year = yearly(county, book)
    evenings = {e.event for e in book.entries if "/da/" in e.event and e.received <= UNTIL}
    assert stories == []
    assert round(year.abuse * 3) == len(evenings)
    assert 0 < year.abuse_with_children <= year.abuse
    assert 0 < year.for_conference < year.forms < year.abuse


def test_without_set_pieces_no_story_is_told_and_the_residents_are_written(tmp_path):
    generate(seed=3, people=100, years=3, until=UNTIL, out=tmp_path, set_pieces=False)
    assert (tmp_path / "served.json").exists()
    assert (tmp_path / "stories.json").read_text("utf-8").strip() == "{}"
