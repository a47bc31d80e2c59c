"""Silence climbs at known times, passes over empty posts, and never falls off the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.duties.rules.ladder import climb_times, climbs_by, handed_over_rung, rung_at
from firstlight.force.rules.posts import SHIPPED, read

POSTS = read(SHIPPED)
ladder = POSTS.ladder
ALL = frozenset(POSTS)
POST = "missing_coordinator"


def rung(at, minutes, staffed=ALL, post=POST):
    return rung_at(
        ladder(post), at, at + timedelta(minutes=minutes), acknowledge=10, every=30,
        staffed=frozenset(staffed).__contains__,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "post", "next_minutes"),
    [
        (0, "missing_coordinator", 10),
        (9, "missing_coordinator", 10),
        (10, "fim", 30),
        (30, "on_call_superintendent", 60),
        (60, "on_call_superintendent", 90),
        (600, "on_call_superintendent", 630),
    ],
)
def test_nobody_acts(at, minutes, post, next_minutes):
    found = rung(at, minutes)
    assert (found.post, found.next_at) == (post, at + timedelta(minutes=next_minutes))


def test_an_empty_post_is_the_managers_at_once(at):
    assert rung(at, 0, ALL - {POST}).post == "fim"
    assert rung(at, 10, ALL - {POST}).post == "on_call_superintendent"


def test_an_empty_manager_is_passed_over(at):
    assert rung(at, 10, ALL - {"fim"}).post == "on_call_superintendent"


def test_with_nobody_anywhere_the_last_post_is_told(at):
    assert rung(at, 0, ()).post == "on_call_superintendent"


def test_a_handed_over_duty_goes_to_the_manager_again_after_fifteen_minutes(at):
    def told(minutes, staffed):
        return handed_over_rung(
            ladder(POST), at, at + timedelta(minutes=minutes), again=15, every=30,
            staffed=frozenset(staffed).__contains__,
        ).post  # fmt: skip

    assert [told(m, ALL - {POST}) for m in (0, 15, 30)] == ["fim", "fim", "on_call_superintendent"]
    assert [told(m, ALL) for m in (0, 15)] == [POST, "fim"]


@given(
    st.sampled_from(sorted(POSTS)), st.frozensets(st.sampled_from(sorted(POSTS))),
    st.integers(0, 5000), st.integers(5, 240), st.integers(5, 240),
)  # fmt: skip
def test_a_rung_is_always_somebodys_or_the_last(post, staffed, minutes, acknowledge, every):
    start = datetime(2026, 11, 22, tzinfo=UTC)
    found = rung_at(
        ladder(post), start, start + timedelta(minutes=minutes), acknowledge=acknowledge, every=every,
        staffed=staffed.__contains__,
    )  # fmt: skip
    assert found.post in staffed or found.post == ladder(post)[-1] or found.post == post
    assert found.next_at > start + timedelta(minutes=minutes)


def test_climbs_are_at_whole_spans_after_the_first():
    assert [climb_times(10, 30)(n) for n in range(1, 5)] == [10, 30, 60, 90]
    assert [climb_times(30, 30)(n) for n in range(1, 4)] == [30, 60, 90]
    assert [climb_times(45, 30)(n) for n in range(1, 4)] == [45, 60, 90]


@given(st.integers(0, 20_000), st.integers(1, 240), st.integers(1, 240))
def test_climbs_are_counted_as_they_come_one_by_one(passed, acknowledge, every):
    minutes, climbs = climb_times(acknowledge, every), 0
    while minutes(climbs + 1) <= passed:
        climbs += 1
    assert climbs_by(timedelta(minutes=passed), acknowledge, every) == climbs
