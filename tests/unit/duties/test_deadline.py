"""Deadlines run from when the force was told, in real time, across the clock change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.duties.rules.clocks import CLOCKS, Limit
from firstlight.duties.rules.deadline import due, elapsed_minutes
from firstlight.kernel.values.when import LONDON, london, said

TOLD = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)  # the first 01:30 of that night, BST


def test_sixty_minutes_after_half_past_one_bst_is_half_past_one_gmt():
    told = TOLD.astimezone(UTC)
    until = due(told, Limit(60, "minutes"), 60)
    assert said(told) == "Sun 25 Oct 2026 01:30 BST"
    assert said(until) == "Sun 25 Oct 2026 01:30 GMT"
    assert elapsed_minutes(TOLD, until) == 60
    assert elapsed_minutes(TOLD, until.astimezone(LONDON)) == 60


def test_the_day_the_clocks_go_back_has_twenty_five_hours():
    midnight = datetime(2026, 10, 25, 0, 0, tzinfo=LONDON)
    until = due(midnight.astimezone(UTC), Limit(1, "days"), 1)
    assert elapsed_minutes(midnight, until) == 25 * 60
    assert london(until).strftime("%d %H:%M %Z") == "26 00:00 GMT"


def test_seventy_two_hours_are_real_hours():
    told = datetime(2026, 10, 24, 12, 0, tzinfo=LONDON)
    until = due(told.astimezone(UTC), Limit(72, "hours"), 72)
    assert london(until).strftime("%a %H:%M %Z") == "Tue 11:00 GMT"


@pytest.mark.parametrize(
    ("unit", "amount", "expected"),
    [
        ("working_days", 1, "Mon 23 Nov 2026 02:10 GMT"),
        ("working_days", 10, "Fri 04 Dec 2026 02:10 GMT"),
        ("before_school", 7, "Mon 23 Nov 2026 07:00 GMT"),
        ("months", 3, "Mon 22 Feb 2027 02:10 GMT"),
        ("immediate", 15, "Sun 22 Nov 2026 02:25 GMT"),
    ],
)
def test_other_units(at, unit, amount, expected):
    assert london(due(at, Limit(amount, unit), amount)).strftime("%a %d %b %Y %H:%M %Z") == expected


def test_three_months_after_the_last_of_november_is_the_last_of_february():
    told = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert london(due(told, Limit(3, "months"), 3)).strftime("%d %b") == "28 Feb"


def test_a_time_that_must_be_given_is_not_made_up(at):
    assert due(at, CLOCKS["MISS_VLOW_REVIEW"].limit, 0) is None


def test_a_suspect_of_unknown_level_has_the_shortest_time():
    limit = CLOCKS["ONLINE_CASE"].limit
    assert [limit.of_level(x) for x in ("very_high", "high", "medium", "low", "")] == [
        1,
        7,
        14,
        30,
        1,
    ]


def test_minutes_elapsed_do_not_go_by_the_wall(at):
    assert elapsed_minutes(at, at + timedelta(minutes=61, seconds=59)) == 61
