"""The tables of clocks, posts and steps are whole."""

from __future__ import annotations

import pytest

from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.doing import DEEDS
from firstlight.duties.rules.steps import STATES, STEPS, buttons, can
from firstlight.force.rules.posts import FIM, KINDS, LAST, SHIPPED, read
from firstlight.force.rules.settings import SETTINGS

POSTS = read(SHIPPED)
ladder, in_area = POSTS.ladder, POSTS.in_area
# Posts that keep what colleagues must not know of.
KEEPS = frozenset({"professional_standards"})
PRACTICE = """ENC_SCHOOL MISS_HIGH_CSC MISS_UKMPU UNIDENT_UKMPU RHI MISS_VLOW_REVIEW MISS_MA_MEETING_7D
S46 REF_DECISION ICPC CORE_GROUP NRM_RG DVDS DVDS_CHECK DVDS_F2F PLACEMENT_NOTICE CPP_S17_ASSESS
CP_REVIEW"""


def test_every_deadline_of_practice_has_a_clock():
    assert set(PRACTICE.split()) <= set(CLOCKS)


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_a_clock_names_things_that_exist(clock):
    assert clock.source
    assert clock.tag in {"P", "S", "M", "L", "UNCONFIRMED"}
    assert clock.queue in POSTS.queues
    assert clock.post in KINDS, "a force's table is asked for what the clocks ask for"
    assert in_area(clock.post, "Wexcombe") in POSTS
    assert clock.acknowledge_setting in SETTINGS
    assert not clock.limit.setting or clock.limit.setting in SETTINGS
    if clock.tag in {"L", "UNCONFIRMED"}:
        assert clock.demo_value, "a local clock is set by nobody until somebody sets it"


@pytest.mark.parametrize("post", POSTS)
def test_every_ladder_ends_with_the_manager_and_then_the_superintendent(post):
    steps = ladder(post)
    assert POSTS[steps[-1]].role, "its last post is never silent"
    assert set(steps) <= set(POSTS)
    if post not in KEEPS:
        assert steps[-1] == LAST
        assert post == LAST or FIM in steps


def test_what_one_role_alone_may_know_of_climbs_to_nobody_else():
    for clock in (one for one in CLOCKS.values() if one.only):
        assert clock.post in KEEPS
        assert [POSTS[step].role for step in ladder(clock.post)] == [clock.only]


@pytest.mark.parametrize(
    ("kind", "place", "post"),
    [
        ("duty_inspector", "Wexcombe", "duty_inspector_north"),
        ("duty_inspector", "east", "duty_inspector_east"),
        ("duty_inspector", "", "duty_inspector_central"),
        ("custody", "Tarnley", "custody_tarnley"),
        ("fim", "Tarnley", "fim"),
    ],
)
def test_the_post_of_a_place(kind, place, post):
    assert in_area(kind, place) == post


def test_what_its_deed_ends_has_a_clock_and_no_button_to_close_it():
    assert set(DEEDS) <= set(CLOCKS)
    for clock in DEEDS:
        assert "close" not in {row.verb for state in STATES for row in buttons(state, clock)}


def test_every_open_state_has_a_way_out_and_closed_has_none():
    for state in STATES:
        assert bool(buttons(state, "MISS_HIGH_CSC")) is (state != "closed")
    assert not can("accept", "closed")
    assert {row.after for row in STEPS} == set(STATES)
