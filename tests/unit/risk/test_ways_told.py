"""What a rule asks about may be told in several ways: each of them is heard."""

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import BY_CODE
from unit.risk.making import adult, lives_with, named, person, record, situation

SIGNED = record("intelligence", indicators=["X03", "X09"])


def abuse(**details):
    people = [named("P-ADULT", "victim"), named("P-OTHER", "suspect"), named(role="child")]
    job = record("domestic_abuse_incident", days_ago=2, people=people, **details)
    return lives_with(person(age=9), adult(job))


@pytest.mark.parametrize("field", ["grade", "secondary_grade"])
def test_a_first_and_a_second_grade_of_high_are_both_a_judgement(field):
    assert answer("MARAC_PJ", abuse(**{field: "high"})) is Answer.YES


@pytest.mark.parametrize("field", ["strangulation", "weapon", "firearm", "threat_to_kill"])
def test_each_of_the_gravest_signs_is_enough(field):
    assert answer("DA_GRAVE", abuse(**{field: "yes"})) is Answer.YES


def test_a_learning_disability_nobody_asked_about_is_an_open_question():
    assert answer("CE_LD", situation(person(SIGNED))) is Answer.UNKNOWN


def answer(code, told):
    return BY_CODE[code].condition(told, Settings()).answer
