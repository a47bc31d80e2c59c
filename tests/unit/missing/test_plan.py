"""The rows a search and a return ask, by level, and what settles each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.duties.rules.clocks import CLOCKS
from firstlight.missing.rules.plan import ASKS, Answered, Search, ask_of, holding, plan

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


def search(level="high", *, adult=False, located=None, graded=None, searching=True):
    return Search(adult, level, searching, AT, graded, located)


def codes(rows):
    return {row.ask.code for row in rows}


def test_every_row_has_an_answer_that_settles_it_and_clocks_that_exist():
    for one in ASKS:
        assert any(settles for _, _, settles in one.outcomes), one.code
        assert set(one.clocks) <= set(CLOCKS), one.code


def test_a_higher_level_never_asks_less():
    asked = [codes(plan(search(level), {}, AT)) for level in ("low", "medium", "high")]
    assert asked[0] < asked[1] < asked[2]


@pytest.mark.parametrize("level", ["", "unknown"])
def test_a_level_nobody_knows_asks_what_medium_asks(level):
    assert codes(plan(search(level), {}, AT)) == codes(plan(search("medium"), {}, AT))


def test_an_adult_nobody_named_is_answered_and_still_holds_the_closing():
    located = search(located=AT, searching=False)
    told = {"adult": Answered("unidentified", "Ran off.", "PC 4417", AT)}
    assert "adult" in codes(holding(plan(located, told, AT)))
    told["adult"] = Answered("identified", "Named, checked.", "PC 4417", AT)
    assert "adult" not in codes(holding(plan(located, told, AT)))


def test_what_was_answered_stays_to_be_read_when_the_level_falls():
    told = {"appeal": Answered("done", "With the press office.", "PC 4417", AT)}
    assert "appeal" in codes(plan(search("low"), told, AT))


def test_a_row_is_late_after_its_minutes_from_told_and_never_before():
    row = ask_of("home_search")
    due = AT + timedelta(minutes=row.minutes)
    states = {at: {r.ask.code: r.state for r in plan(search(), {}, at)}["home_search"]
              for at in (due, due + timedelta(seconds=1))}  # fmt: skip
    assert list(states.values()) == ["open", "late"]
