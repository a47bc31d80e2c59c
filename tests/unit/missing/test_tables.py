"""The tables of missing: steps, what a return does, and who may be one child."""

from datetime import UTC, date, datetime, timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.missing.rules.alike import Told, may_be_one
from firstlight.missing.rules.returning import is_seen
from firstlight.missing.rules.reviews import review_due
from firstlight.missing.rules.steps import OPEN, SEARCH, STATES, STEPS, buttons, step

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


def test_only_safe_and_seen_leads_out_of_a_search():
    out = {
        row.verb
        for row in STEPS
        for state in row.before
        if state in SEARCH and row.after not in OPEN
    }
    assert out == {"safe_and_seen", "join"}


def test_nothing_closes_before_the_prevention_interview():
    before = {state for row in STEPS if row.verb == "close" for state in row.before}
    assert before == {"offered", "interviewed"}
    assert step("close", "interviewed") is None, "a child's return interview is offered first"
    assert step("close", "interviewed", adult=True)
    assert {s for row in STEPS if row.after == "interviewed" for s in row.before} == {"safe"}


@pytest.mark.parametrize("state", [s for s in STATES if s not in {"closed", "joined"}])
def test_every_open_state_has_a_button(state):
    assert buttons(state)


@pytest.mark.parametrize("state", [s for s in SEARCH if s != "safe"])
def test_grading_and_logging_are_never_shut_out_while_somebody_is_missing(state):
    assert step("grade", state)
    assert step("act", state)


@pytest.mark.parametrize(("words", "seen"), [
    ("PC 4417", True), ("home staff", True), ("", False), ("by phone", False),
    ("spoke on the telephone", False), ("text message", False),
])  # fmt: skip
def test_a_call_is_not_seeing(words, seen):
    assert is_seen(words) is seen


def told(  # noqa: PLR0917 -- a child told in one line
    given="Tegan",
    family="Rowbottom",
    born=None,
    age=15,
    sex="female",
    places=("larkspur",),
    hours=0,
):
    return Told(given, family, born, age, sex, frozenset(places), AT + timedelta(hours=hours))


@pytest.mark.parametrize("other", [
    told("Teagan", "Rowbotham"), told(age=None, hours=4), told("", "", age=16), told(age=14),
    told(places=(), hours=20),
])  # fmt: skip
def test_like_names_or_one_home_on_one_evening_may_be_one_child(other):
    assert may_be_one(told(), other).answer is Answer.UNKNOWN


@pytest.mark.parametrize("other", [
    told(sex="male"), told(age=11), told(hours=48), told("Kobby", "Asante"),
    told("Kobby", "Asante", places=()),
])  # fmt: skip
def test_another_sex_age_day_or_name_is_not(other):
    assert may_be_one(told(), other).answer is Answer.NO


def test_twins_of_one_birth_date_stand_side_by_side_and_are_never_joined_by_it():
    born = date(2012, 5, 14)
    assert (
        may_be_one(told("Ivy", "Marsh", born), told("Ira", "Marsh", born)).answer is Answer.UNKNOWN
    )


def test_a_level_not_in_the_table_is_reviewed_soonest_and_nothing_later_than_its_level():
    assert review_due(AT, "never heard of") == AT + timedelta(hours=1)
    assert review_due(AT, "high", AT + timedelta(hours=9)) == AT + timedelta(hours=1)
    assert review_due(AT, "very_low", AT + timedelta(hours=2)) == AT + timedelta(hours=2)
