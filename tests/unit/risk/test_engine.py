"""An assessment: floors from rules alone, `may be` never as yes, duties and the next change."""

import json
from cProfile import Profile
from dataclasses import replace
from datetime import timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import Link
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import BY_CODE, RULES
from firstlight.risk.rules.telling import (
    NOTHING,
    changes_sentence,
    fall_reasons,
    floor_sentence,
    unknown_sentences,
)
from unit.risk.cases import domestic, missing
from unit.risk.cases.table import CASES
from unit.risk.making import (
    AT,
    adult,
    ago,
    grade,
    lives_with,
    marker,
    maybe,
    named,
    person,
    record,
    relation,
    situation,
)

NONE_ON = Settings()
HOUR = timedelta(hours=1)
ALL_ON = Settings(switched_on=frozenset(rule.code for rule in RULES))
EXPLOITER = Settings(switched_on=frozenset({"MISS_EXPLOITER"}))


def _gone(hours=2, **details):
    return record("missing_report", days_ago=0, hours_ago=hours, **details)


MAYA = situation(person(_gone(named_exploiter="yes")))


def test_a_named_exploiter_holds_missing_at_high_where_the_force_switched_it_on():
    assert assess(MAYA, EXPLOITER).level("missing") == "high"
    off = assess(MAYA, NONE_ON)
    assert off.level("missing") is None
    assert off.answers()["MISS_EXPLOITER"] is Answer.YES


def test_neither_a_low_grade_nor_a_protective_fact_nor_care_lowers_a_floor():
    subject = replace(MAYA.subject, grades=(grade(level="low"),))
    calm = record("care_placement", home="Larkspur House")
    seen = record("sighting", days_ago=0, hours_ago=1, confirmed="yes", with_unknown_adult="no")
    subject = replace(subject, records=(*subject.records, calm, seen))
    assert assess(situation(subject), EXPLOITER).level("missing") == "high"


def test_a_safe_and_seen_return_ends_the_episode_and_the_fall_says_why():
    back = record("return", days_ago=0, hours_ago=1, state="safe_and_seen")
    before = assess(MAYA, EXPLOITER)
    after = assess(situation(person(*MAYA.subject.records, back)), EXPLOITER)
    assert after.level("missing") is None
    assert "Missing with a named exploiter" in fall_reasons(before, after)["missing"][0]


@pytest.mark.parametrize("state", ["sighted", "located_not_safe"])
def test_less_than_safe_and_seen_does_not_end_the_search(state):
    back = record("return", days_ago=0, hours_ago=1, state=state)
    after = assess(situation(person(*MAYA.subject.records, back)), EXPLOITER)
    assert after.level("missing") == "high"


def test_away_with_whereabouts_known_becomes_missing_when_its_contact_time_passes():
    away = _gone(
        whereabouts_known="yes", how_known="video call by the home", spoken_to="yes",
        next_contact_at=AT + timedelta(hours=1),
    )  # fmt: skip
    one = situation(person(away))
    first = assess(one, ALL_ON)
    assert first.level("missing") is None
    assert first.changes_at == AT + timedelta(hours=1)
    later = assess(replace(one, at=AT + timedelta(hours=1)), ALL_ON)
    assert later.level("missing") == "medium"


def test_away_without_saying_how_is_missing_at_once():
    away = _gone(whereabouts_known="yes", next_contact_at=AT + timedelta(hours=1))
    assert assess(situation(person(away)), ALL_ON).level("missing") == "medium"


def test_a_yearly_returns_row_is_no_report_and_reassures_nobody():
    rows = [record("missing_report", days_ago=d, is_return_row=True) for d in (3, 4, 5)]
    answers = assess(situation(person(*rows)), ALL_ON).answers()
    assert answers["MISS_3_90"] is Answer.UNKNOWN
    assert "MISS_CHILD" not in answers


def test_one_night_told_twice_is_one_episode():
    jobs = [record("incident", days_ago=d, whereabouts_known="no") for d in (2, 20)]
    reports = [record("missing_report", days_ago=d) for d in (2.1, 20.1)]
    third = record("incident", days_ago=9, whereabouts_known="no")
    two = assess(situation(person(*jobs, *reports)), ALL_ON)
    three = assess(situation(person(*jobs, *reports, third)), ALL_ON)
    assert "MISS_3_90" not in two.answers()
    assert three.answers()["MISS_3_90"] is Answer.YES


def test_what_only_may_be_hers_is_not_known_and_raises_nothing():
    result = assess(missing.MAY_BE, ALL_ON)
    (found,) = [one for one in result.floors["missing"].unknowns if one.rule == "MISS_3_90"]
    assert found.if_same
    assert found.would_be == "medium"
    assert found.finding.because.startswith("If the records that may be")
    assert not [one for one in result.opens if one.rule == "MISS_3_90"]


def test_a_may_be_father_who_is_an_image_suspect_is_not_known():
    suspect = adult(record("online_referral", people=[named("P-ADULT", "suspect")]))
    child = person(relations=(relation(link=Link.MAY_BE),))
    result = assess(situation(child, suspect), NONE_ON)
    assert result.level("online") is None
    assert result.answers()["ONL_ACCESS"] is Answer.UNKNOWN


def test_a_man_who_only_may_be_the_suspect_makes_it_not_known():
    suspect = adult(may_be=[record("online_referral", people=[maybe("P-ADULT", "suspect")])])
    result = assess(lives_with(person(), suspect), NONE_ON)
    assert result.level("online") is None
    assert result.answers()["ONL_ACCESS"] is Answer.UNKNOWN
    assert result.asks[0].rule == "ONL_ACCESS"


def test_children_with_an_image_suspect_are_high_on_day_0_whatever_the_suspect_was_graded():
    result = assess(CASES["ONL_ACCESS"]["yes"], NONE_ON)
    assert result.level("online") == "high"
    clocks = {one.clock for one in result.opens}
    assert {"STRATEGY_DISCUSSION", "CSC_REFERRAL"} <= clocks


def test_not_known_counts_as_yes_for_the_five_questions():
    unknown = CASES["IMG_FIVE"]["unknown"]
    assert [o.clock for o in assess(unknown, NONE_ON).opens if o.rule == "IMG_FIVE"] == [
        "CSC_REFERRAL"
    ]
    assert assess(unknown, NONE_ON).level("images") is None
    assert assess(unknown, ALL_ON).level("images") == "medium"


def test_a_doubt_about_one_more_record_does_not_take_away_a_gap_that_counts():
    unknown = CASES["IMG_FIVE"]["unknown"]
    more = record("image_sharing", people=[maybe()], adult_involved="yes")
    doubtful = replace(unknown, subject=replace(unknown.subject, may_be=(more,)))
    assert assess(doubtful, ALL_ON).level("images") == "medium"


def test_a_marker_of_self_harm_counts_while_missing_and_until_it_ends():
    ends = AT + timedelta(hours=1)
    one = situation(person(_gone(), markers=(marker("suicidal", ends_at=ends),)))
    now = assess(one, ALL_ON)
    assert now.level("missing") == "high"
    assert now.changes_at == ends
    assert "MISS_SELF_HARM" not in assess(situation(person(markers=(marker(),))), ALL_ON).answers()


def test_a_child_absent_from_the_incident_is_a_victim_and_the_school_is_told():
    result = assess(domestic.ABSENT_CHILD, NONE_ON)
    assert result.level("domestic") == "standard"
    assert "ENC_SCHOOL" in {one.clock for one in result.opens}


def test_each_incident_opens_a_notice_of_its_own_from_when_the_force_was_told():
    incidents = CASES["MARAC_ESC"]["yes"]
    notices = [one for one in assess(incidents, NONE_ON).opens if one.clock == "ENC_SCHOOL"]
    assert len({one.key for one in notices}) == 3
    assert {one.told_at for one in notices} == {ago(2), ago(100), ago(364)}


def test_another_victim_is_no_repeat_of_the_case_that_was_heard():
    assert "MARAC_REP" not in assess(domestic.OTHER_VICTIM, NONE_ON).answers()


def test_turning_18_drops_nothing():
    grown = assess(domestic.GROWN, NONE_ON)
    (found,) = [one for one in grown.floors["domestic"].findings if one.rule == "DA_CHILD"]
    assert found.adult_now
    assert grown.level("domestic") == "standard"


def test_a_record_from_before_the_live_date_raises_floors_and_opens_nothing():
    old = situation(person(_gone(hours=100, before_live=True, named_exploiter="yes")))
    result = assess(old, EXPLOITER)
    assert result.level("missing") == "high"
    assert result.opens == ()


def test_a_child_at_high_missing_opens_the_notice_to_childrens_services():
    clocks = [one.clock for one in assess(MAYA, EXPLOITER).opens]
    assert "MISS_HIGH_CSC" in clocks


def test_there_are_at_most_two_questions_and_what_could_raise_a_floor_most_comes_first():
    asks = assess(situation(person(_gone())), ALL_ON).asks
    assert len(asks) == 2
    assert {one.would_be for one in asks} == {"high"}


def test_a_rule_not_yet_in_force_is_not_run():
    early = replace(CASES["DA_ENCOMPASS"]["yes"], at=AT - timedelta(days=400))
    assert "DA_ENCOMPASS" not in assess(early, NONE_ON).answers()


def test_an_assessment_tells_itself_as_json_without_a_name():
    result = assess(
        lives_with(person(_gone(), name="Maya Fictional"), adult(name="Ed Fictional")), ALL_ON
    )
    text = json.dumps(result.to_json())
    assert "Fictional" not in text
    assert json.loads(text)["floors"]["missing"]["level"] == "medium"


def test_sentences_say_at_least_and_never_that_all_is_well():
    result = assess(MAYA, EXPLOITER)
    sentence = floor_sentence(result.floors["missing"], AT.date())
    assert sentence.startswith("Missing: High, at least, because: ")
    assert NOTHING in floor_sentence(result.floors["online"], AT.date())
    told = unknown_sentences(result.floors["missing"], AT.date())
    assert any("Ask: Is there anything to suggest self-harm" in line for line in told)
    assert "could next change at" in changes_sentence(result)


def test_the_72_hours_wake_the_assessment_by_themselves():
    one = situation(person(_gone(hours=71)))
    result = assess(one, NONE_ON)
    assert result.changes_at == AT + timedelta(hours=1, seconds=1)
    assert assess(replace(one, at=result.changes_at), NONE_ON).answers()["MISS_72H"] is Answer.YES


def test_a_force_may_set_another_level_of_the_same_scale():
    chosen = Settings(switched_on=frozenset({"MISS_CHILD"}), values={"MISS_CHILD.level": "high"})
    assert assess(situation(person(_gone())), chosen).level("missing") == "high"


def test_a_situation_of_fifty_records_is_read_in_few_steps():
    """Counted in calls, not in time: another process on the machine changes none of them."""
    kinds = [
        "missing_report",
        "incident",
        "crime",
        "vulnerability_report",
        "domestic_abuse_incident",
    ]
    records = [record(kinds[n % 5], days_ago=n * 7 + 1) for n in range(50)]
    one = situation(person(*records))
    watched = Profile()
    watched.runcall(assess, one, NONE_ON)
    calls = sum(row.callcount for row in watched.getstats())
    assert calls < 12_000, f"{calls} calls"


def test_every_rule_belongs_to_the_table_once():
    assert len(BY_CODE) == len(RULES) == 50


@pytest.mark.parametrize(
    "refs", [("R-AAAAAAAAAA", "R-ZZZZZZZZZZ"), ("R-ZZZZZZZZZZ", "R-AAAAAAAAAA")]
)
def test_of_one_moment_the_last_to_be_written_down_opens_the_duty_whatever_its_reference(refs):
    held, live = (
        replace(_gone(named_exploiter="yes"), ref=ref, before_live=before, recorded_at=AT - since)
        for ref, before, since in zip(refs, (True, False), (HOUR, HOUR / 2), strict=True)
    )
    found = assess(situation(person(held, live)), EXPLOITER)
    assert f"MISS_EXPLOITER:MISS_HIGH_CSC:{live.ref}" in {one.key for one in found.opens}
