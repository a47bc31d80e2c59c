"""What was not opened before the unit was there is read as a fault of delivery first, by team."""

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.domestic.rules.arriving import FAULTS, WHY, Reached, team_of, why_not

THERE = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
BEFORE, AFTER = THERE - timedelta(minutes=5), THERE + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("reached", "arrived_at", "why"),
    [
        (Reached(BEFORE, BEFORE, BEFORE, 2), THERE, ""),
        (Reached(BEFORE, BEFORE, THERE, 2), THERE, ""),
        (Reached(BEFORE, BEFORE, AFTER, 2), THERE, "not_opened"),
        (Reached(BEFORE, AFTER, AFTER, 2), THERE, "not_delivered"),
        (Reached(BEFORE, None, None, 2), THERE, "not_delivered"),
        (Reached(BEFORE, None, None, 0), THERE, "nobody"),
        (Reached(AFTER, AFTER, AFTER, 2), THERE, "not_sent"),
        (Reached(), THERE, "not_sent"),
        (Reached(BEFORE, BEFORE, BEFORE, 2), None, "not_told"),
    ],
)
def test_the_first_thing_that_failed_is_told(reached, arrived_at, why):
    assert why_not(reached, arrived_at) == why


def test_faults_of_delivery_stand_before_what_was_not_opened():
    assert list(WHY).index("not_opened") > max(list(WHY).index(one) for one in FAULTS)


@pytest.mark.parametrize(
    ("unit", "team"), [("ST21", "ST"), ("WX-4", "WX"), ("", "No unit told"), ("77", "No unit told")]
)
def test_a_team_is_the_letters_of_a_call_sign(unit, team):
    assert team_of(unit) == team
