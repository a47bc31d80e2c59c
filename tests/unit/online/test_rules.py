"""Order of cases and devices, what stops a case, lateness, five questions: pure functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firstlight.online.rules import standing, steps
from firstlight.online.rules.devices import Device, ordered, why
from firstlight.online.rules.images import five
from firstlight.online.rules.standing import Child, rank, stops
from firstlight.online.rules.times import case_due, lateness
from firstlight.records.rules.kinds.concern import ImageSharing

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
CHILD = Child("M-1", "P-1", "household", may_be=False, gone=False, told_at=AT, due_at=AT + timedelta(hours=4),
              done_at=None, acting=False, has_line=False, has_tonight=False, clocks_open=2)  # fmt: skip
DONE = replace(CHILD, acting=True, has_line=True, has_tonight=True, done_at=AT, clocks_open=0)
DEVICE = Device(
    "R-1", "O-1", "phone", "A/1", "no", "no", "no", victims_own=False, enforcement_due=AT
)


def test_a_child_nobody_acts_for_comes_before_everything():
    assert rank((CHILD,), asked=True, at=AT) == 0
    late = replace(CHILD, acting=True, due_at=AT - timedelta(hours=1))
    assert rank((late,), asked=True, at=AT) == 1
    assert rank((), asked=False, at=AT) == 2
    assert rank((replace(CHILD, nearness="related"),), asked=True, at=AT) == 3
    assert rank((replace(CHILD, acting=True),), asked=True, at=AT) == 4
    assert rank((DONE,), asked=True, at=AT) == 5
    assert len(standing.RANKS) == 6


def test_nobody_asked_is_not_nobody_there():
    assert rank((), asked=False, at=AT) < rank((), asked=True, at=AT)
    assert stops((), asked=False, group_line=False)
    assert stops((), asked=True, group_line=False) == ()


@pytest.mark.parametrize("lacking", ["has_line", "has_tonight", "clocks_open"])
def test_each_thing_alone_stops_a_case(lacking):
    assert stops((DONE,), asked=True, group_line=False) == ()
    one = replace(DONE, **{lacking: 1 if lacking == "clocks_open" else False})
    assert len(stops((one,), asked=True, group_line=False)) == 1


def test_place_only_asks_for_one_line_for_the_group_and_formerly_for_none():
    flat = replace(DONE, nearness="place_only", has_line=False, has_tonight=False)
    assert len(stops((flat, flat), asked=True, group_line=False)) == 1
    assert stops((flat, flat), asked=True, group_line=True) == ()
    assert stops((replace(flat, nearness="formerly"),), asked=True, group_line=False) == ()


def test_a_child_no_longer_near_still_holds_a_case_while_its_clock_runs():
    assert stops((replace(DONE, gone=True, clocks_open=1),), asked=True, group_line=False)


@pytest.mark.parametrize(
    ("level", "days"), [("very_high", 1), ("high", 7), ("medium", 14), ("low", 30), ("", 1)]
)
def test_the_cases_time_goes_by_level_from_receipt_and_not_known_is_the_shortest(level, days):
    assert case_due(AT, level) == AT + timedelta(days=days)


def test_lateness_is_counted_in_whole_days():
    assert not lateness(AT, "high", None, AT + timedelta(days=7)).late
    late = lateness(AT, "high", None, AT + timedelta(days=98))
    assert (late.late, late.days) == (True, 91)
    assert not lateness(AT, "high", AT + timedelta(days=2), AT + timedelta(days=98)).late


@pytest.mark.parametrize("first", [
    {"child_risk": "yes"}, {"child_risk": "unknown"}, {"victim_unidentified": "yes"},
    {"trust_or_access": "yes"}, {"victims_own": True}, {"enforcement_due": AT - timedelta(days=1)},
])  # fmt: skip
def test_one_question_after_another_orders_devices(first):
    ahead = replace(DEVICE, record="R-9", **first)
    assert ordered([DEVICE, ahead])[0] is ahead


def test_risk_to_a_child_stands_before_all_the_rest_together():
    rest = replace(
        DEVICE, record="R-0", victim_unidentified="yes", trust_or_access="yes", victims_own=True
    )
    risk = replace(DEVICE, record="R-9", child_risk="yes")
    assert ordered([rest, risk])[0] is risk
    assert "immediate risk" in why(risk)


def test_a_victims_own_device_is_due_back_in_a_day():
    own = replace(DEVICE, victims_own=True, seized_at=AT)
    assert own.return_by == AT + timedelta(hours=24)
    assert replace(own, completed_at=AT).return_by is None


def test_not_known_counts_as_yes_and_a_later_answer_stands():
    no = dict.fromkeys(
        ("adult_involved", "coerced", "unusual_for_age", "under_13", "immediate_risk"), "no"
    )
    assert five([]).refer
    assert five([ImageSharing(**no | {"coerced": "unknown"})]).refer
    assert not five([ImageSharing(**no)]).refer
    assert five([ImageSharing(**no), ImageSharing(coerced="yes")]).refer
    assert not five([ImageSharing(**no), ImageSharing()]).refer


def test_every_state_is_named_reached_and_left_and_no_step_says_a_childs_clock():
    befores = {state for row in steps.STEPS for state in row.before}
    afters = {row.after for row in steps.STEPS}
    assert befores | afters == set(steps.STATES)
    assert afters - befores == {"closed"}
