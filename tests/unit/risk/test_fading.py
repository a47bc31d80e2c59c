"""One event holds the top of a scale while it is fresh; then one level less, with the day and the reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.frameworks.domestic import FRESH_DAYS
from firstlight.risk.rules.frameworks.online import CONFERENCE_DAYS
from firstlight.risk.rules.heights import heights, raising
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import BY_CODE
from firstlight.risk.rules.telling import fall_reasons
from unit.risk.making import AT, adult, lives_with, named, person, record, situation

AS_DELIVERED = Settings()
DASH = {"tool": "DASH_SAFELIVES", "tool_yes": 15}
GRAVE = {"strangulation": "yes"}
JUDGED = {"professional_judgement_high": "yes", "judgement_rationale": "Afraid to go home."}


def form(days, **details):
    return record(
        "domestic_abuse_incident", days_ago=days, people=(named(role="child"),), **details
    )


def held(*records, at=AT, settings=AS_DELIVERED):
    return assess(situation(person(*records), at=at), settings)


@pytest.mark.parametrize("details", [DASH, GRAVE, JUDGED])
def test_what_one_form_tells_holds_high_for_three_weeks_and_medium_until_a_year_has_passed(details):
    assert held(form(FRESH_DAYS - 1, **details)).level("domestic") == "high"
    assert held(form(FRESH_DAYS + 1, **details)).level("domestic") == "medium"
    assert held(form(360, **details)).level("domestic") == "medium"
    assert held(form(367, **details)).level("domestic") is None


def test_what_was_found_stays_found_with_its_record():
    old = form(100, **GRAVE)
    (grave,) = [f for f in held(old).floors["domestic"].findings if f.rule == "DA_GRAVE"]
    assert grave.finding.answer is Answer.YES
    assert grave.finding.evidence == (old.ref,)


def test_a_newer_event_holds_it_whole_again_and_an_older_one_learnt_late_never_takes_it_away():
    assert held(form(100, **GRAVE), form(3, **GRAVE)).level("domestic") == "high"
    assert held(form(3, **GRAVE), form(300, **GRAVE)).level("domestic") == "high"


def test_the_day_it_fades_is_known_beforehand_and_the_fall_says_so():
    told = form(10, **GRAVE)
    before = held(told)
    ends = AT + timedelta(days=FRESH_DAYS - 10)
    assert before.changes_at == ends
    after = held(told, at=ends)
    (reason,) = fall_reasons(before, after)["domestic"]
    assert reason.startswith(BY_CODE["DA_GRAVE"].title)
    assert reason.endswith("it holds medium since.")


def test_what_the_force_was_told_late_is_looked_at_anew():
    late = replace(form(100, **GRAVE), recorded_at=AT - timedelta(days=2))
    assert held(late).level("domestic") == "high"


def test_three_in_twelve_months_is_high_for_as_long_as_three_are_in_twelve_months():
    on = Settings(switched_on=frozenset({"MARAC_ESC"}))
    three = [form(days) for days in (60, 200, 300)]
    assert held(*three, settings=on).level("domestic") == "high"


def test_a_force_may_have_it_whole_for_longer():
    longer = Settings(values={"domestic.fresh_days": 90})
    assert held(form(80, **GRAVE), settings=longer).level("domestic") == "high"


@pytest.mark.parametrize("days", [1, FRESH_DAYS - 1, FRESH_DAYS + 1, 200, 367])
def test_a_look_back_says_the_same_levels_as_an_assessment_now_and_when_they_next_move(days):
    told = person(form(days, **GRAVE))
    back = heights(situation(told), AS_DELIVERED, raising(AS_DELIVERED))
    for at in (AT, back.changes_at or AT):
        one = situation(told, at=at)
        live = {
            f: floor.level for f, floor in assess(one, AS_DELIVERED).floors.items() if floor.level
        }
        assert heights(one, AS_DELIVERED, raising(AS_DELIVERED)).levels == live
    assert back.changes_at is None or live != back.levels


def online(referred, *seen, looked="not_asked"):
    """A child whose parent was referred so many days ago; who looked or saw them, and when."""
    referral = record(
        "online_referral", days_ago=referred, people=[named("P-ADULT", "suspect")],
        household_children_checked=looked,
    )  # fmt: skip
    one = lives_with(person(*seen), adult(referral))
    return assess(one, AS_DELIVERED)


def check(days, answer="found"):
    return record("check", days_ago=days, question="Children at the address?", answer=answer)


def seen(days, spoken="alone"):
    return record("voice_of_child", days_ago=days, people=(named(role="child"),), spoken=spoken)


def test_a_child_near_an_online_suspect_stands_at_high_for_as_long_as_nobody_has_looked():
    for days in (1, 98, 400, 900):
        assert online(days).level("online") == "high"
        assert online(days, check(days - 1, "no_answer_yet")).level("online") == "high"
        assert online(days, seen(days - 1, "not_seen")).level("online") == "high"
    assert online(98, check(99)).level("online") == "high", "asked before the referral"


@pytest.mark.parametrize("made", [check, seen])
def test_after_somebody_looked_it_holds_whole_for_three_weeks_more_and_never_falls_at_once(made):
    assert online(400, made(0)).level("online") == "high"
    assert online(400, made(CONFERENCE_DAYS - 1)).level("online") == "high"
    assert online(400, made(CONFERENCE_DAYS + 1)).level("online") == "medium"
    assert online(CONFERENCE_DAYS - 1, looked="yes").level("online") == "high"
    assert online(CONFERENCE_DAYS + 1, looked="yes").level("online") == "medium"


@pytest.mark.parametrize("concern", ["sexual", "physical", "fgm", "honour"])
def test_what_a_child_disclosed_of_grave_harm_holds_high_though_nobody_called_it_exploitation(
    concern,
):
    def told(days, said="yes"):
        about = record(
            "partner_concern", days_ago=days, people=(named(role="child"),), concern=[concern],
            disclosed_by_child=said,
        )  # fmt: skip
        return held(about)

    assert told(CONFERENCE_DAYS - 1).level("cumulative") == "high"
    assert told(CONFERENCE_DAYS + 1).level("cumulative") == "medium"
    assert told(3, "no").level("cumulative") is None
    assert Answer.UNKNOWN is told(3, "not_asked").answers()["CUM_DISCLOSED"]
