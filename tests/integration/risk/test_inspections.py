"""Cases of inspections, on whole records of a force unlike the demonstration's: what must be held."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.picture.selectors import person as picture_of
from firstlight.risk.services import assess
from tests.integration.risk.told import NOW
from tests.integration.risk.valeshire import SYSTEM, valeshire

__all__ = ["valeshire"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(120)]


@pytest.fixture
def floors(valeshire, db):
    """Work out somebody's floors: by case, place of the record and key."""

    def worked(case, place, key, at=NOW):
        return assess(person=valeshire[case, place, key], by=SYSTEM, at=at)

    return worked


def said_yes(found):
    return {code for code, answer in found.answers().items() if answer is Answer.YES}


def clocks(found, rule):
    return {one.clock for one in found.opens if one.rule == rule}


@pytest.mark.parametrize("place", [1, 2, 3])
def test_t1_each_child_of_an_image_suspect_is_at_high_whatever_the_suspect_was_graded(
    floors, place
):
    found = floors("T1", place, "c")
    assert found.level("online") == "high"
    assert clocks(found, "ONL_ACCESS") == {"STRATEGY_DISCUSSION", "CSC_REFERRAL"}
    told_at = {one.told_at for one in found.opens if one.rule == "ONL_ACCESS"}
    assert told_at == {NOW - timedelta(days=98)}, "the clock runs from the referral's own day"


def test_t1_fourteen_weeks_more_lower_nothing(floors):
    assert floors("T1", 1, "c", at=NOW + timedelta(weeks=14)).level("online") == "high"


@pytest.mark.parametrize("key", ["b", "g"])
def test_t2_both_children_are_referred_and_an_answer_not_known_counts(floors, key):
    assert clocks(floors("T2", 0, key), "IMG_FIVE") == {"CSC_REFERRAL"}


@pytest.mark.parametrize("case", ["T3", "T4"])
def test_t3_t4_whatever_it_was_called_a_child_not_found_is_missing(floors, case):
    found = floors(case, 0, "c")
    assert found.level("missing") == "medium"
    assert "MISS_CHILD" in said_yes(found)


def test_t5_what_two_teams_told_of_one_child_is_one_floor(floors, valeshire):
    assert valeshire["T5", 0, "c"] == valeshire["T5", 1, "c"]
    found = floors("T5", 0, "c")
    (signs,) = [f for f in found.floors["exploitation"].findings if f.rule == "CE_NRM"]
    assert len(signs.finding.evidence) == 2
    assert "NRM_CONSIDER" in clocks(found, "CE_NRM")


def test_t7_a_green_report_and_a_low_grade_stop_neither_the_floor_nor_the_referral(floors):
    found = floors("T7", 0, "c")
    assert found.level("cumulative") == "high"
    assert {"CUM_HARM", "CUM_DISCLOSED"} <= said_yes(found)
    assert clocks(found, "CUM_HARM") == {"CSC_REFERRAL"}


def test_3b_an_exploiter_whom_only_intelligence_names_holds_the_search_at_high(floors):
    found = floors("3B", 0, "c")
    assert found.level("missing") == "high"
    assert "MISS_STRAT" in said_yes(found)
    assert "MISS_HIGH_CSC" in {one.clock for one in found.opens}


def test_t15_absent_and_said_to_be_with_somebody_is_missing_after_four_weeks_too(floors):
    found = floors("T15", 0, "c")
    assert {"MISS_CHILD", "MISS_72H", "MISS_7D"} <= said_yes(found)
    assert [one.about for one in found.to_read] == ["exploitation"], "a boyfriend is read about"


@pytest.mark.parametrize("key", ["t", "i"])
def test_t20_each_child_is_a_victim_and_the_broken_bail_holds_their_floor(floors, key):
    found = floors("T20", 0, key)
    assert {"DA_CHILD", "DA_GRAVE", "ORDER_BREACH"} <= said_yes(found)
    assert found.level("domestic") == "high"
    assert clocks(found, "ORDER_BREACH") == {"BREACH_ACTION"}


def test_t26_a_child_groomed_is_referred_before_any_computer_is_looked_at(floors):
    assert clocks(floors("T26", 0, "c"), "ONL_VICTIM") == {"CSC_REFERRAL"}


def test_t29_a_child_arrested_with_drugs_away_from_home_is_screened_as_a_victim(floors):
    found = floors("T29", 0, "c")
    assert found.level("exploitation") == "medium"
    assert {"EXPL_SCREEN", "NRM_CONSIDER", "CSC_REFERRAL"} <= clocks(found, "CE_ARREST")


@pytest.mark.parametrize("case", ["T32 court", "T32 police"])
def test_t32_bail_of_either_kind_is_broken_by_contact_and_says_which_it_is(floors, valeshire, case):
    assert "ORDER_BREACH" in said_yes(floors(case, 0, "v"))
    held = picture_of(valeshire[case, 0, "v"], viewer=SYSTEM, at=NOW).orders
    assert {one.what for one in held} == {"court", "police_post_charge"}


def test_t32_release_without_conditions_forbids_nothing_and_is_asked_about(floors):
    found = floors("T32 none", 0, "v")
    assert found.answers()["ORDER_BREACH"] is Answer.UNKNOWN
    assert found.level("domestic") is None
