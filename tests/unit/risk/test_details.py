"""What a rule must not get wrong in the small: windows, ends, joins and who is who."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.happenings import group
from firstlight.picture.rules.values import Nearness
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import BY_CODE
from unit.risk.cases.domestic import SUSPECT, VICTIM
from unit.risk.cases.table import CASES
from unit.risk.making import (
    AT,
    adult,
    ago,
    lives_with,
    named,
    order,
    person,
    record,
    relation,
    residence,
    situation,
)

NONE_ON = Settings()


def answer(code, one):
    return BY_CODE[code].condition(one, NONE_ON).answer


def alone(code, one):
    return assess(one, NONE_ON, rules=(BY_CODE[code],))


def test_a_return_from_an_earlier_episode_does_not_end_this_one():
    back = record("return", days_ago=30, state="safe_and_seen")
    gone = record("missing_report", days_ago=4)
    assert answer("MISS_72H", situation(person(gone, back))) is Answer.YES


@pytest.mark.parametrize(("code", "days"), [("MISS_3_90", 90), ("MISS_3_12M", 366)])
def test_a_count_wakes_when_its_oldest_report_leaves_the_window(code, days):
    one = CASES[code]["yes"]
    oldest = min(r.moment for r in one.subject.records)
    result = alone(code, one)
    assert result.changes_at is not None
    then = replace(one, at=oldest + timedelta(days=days))
    assert answer(code, replace(then, at=then.at - timedelta(seconds=1))) is Answer.YES
    assert answer(code, then) is Answer.NO
    assert result.changes_at <= then.at


def test_the_18th_birthday_is_a_moment_of_change():
    born = date(2008, 12, 1)
    one = situation(person(born_on=born, births=((born, ()),)))
    assert alone("CUM_CHILD_HIGH", one).changes_at == AT.replace(month=12, day=1, hour=0, minute=0)


def test_a_job_after_the_order_ended_is_no_breach():
    one = CASES["ORDER_BREACH"]["yes"]
    (told,) = one.people[VICTIM].orders
    ended = replace(told, ends_at=ago(10))
    victim = replace(one.people[VICTIM], orders=(ended,))
    later = replace(one, people={**one.people, VICTIM: victim})
    assert answer("ORDER_BREACH", later) is Answer.NO


def test_released_under_investigation_has_no_terms_to_breach_and_bail_has():
    people = [named(VICTIM, "victim"), named(SUSPECT, "suspect")]
    bail = record("bail", days_ago=20, people=people, begins_at=ago(20))
    job = record("domestic_abuse_incident", people=people)
    told = order(
        bail.ref, binds=(SUSPECT,), protects=(VICTIM,), is_bail=True, served=Answer.UNKNOWN
    )
    on_bail = lives_with(person(), adult(job, bail, orders=(told,)))
    assert answer("ORDER_BREACH", on_bail) is Answer.YES
    bare = lives_with(person(), adult(job, bail, orders=(replace(told, conditions=()),)))
    assert answer("ORDER_BREACH", bare) is Answer.UNKNOWN


def test_abuse_more_than_a_year_after_the_marac_is_no_repeat():
    people = [named(VICTIM, "victim"), named(SUSPECT, "suspect"), named(role="child")]
    heard = record(
        "domestic_abuse_incident", days_ago=500, people=people, marac_heard_on="2025-08-01"
    )
    now = record("domestic_abuse_incident", people=people)
    assert answer("MARAC_REP", lives_with(person(now), adult(heard, now))) is Answer.NO


def test_a_plan_that_was_closed_later_no_longer_stands():
    one = CASES["CUM_PLAN"]["yes"]
    closed = record("social_care", days_ago=10, involvement="closed")
    assert answer("CUM_PLAN", situation(person(*one.subject.records, closed))) is Answer.NO


def test_a_yearly_returns_row_is_not_a_system_of_its_own():
    row = record("missing_report", source="council", is_return_row=True)
    others = [record("crime", role="victim", source=name) for name in ("niche", "school")]
    assert answer("CUM_SYSTEMS", situation(person(row, *others))) is Answer.NO


def test_a_vague_date_never_drops_a_fact_before_its_window_surely_ended():
    exact = [record("missing_report", days_ago=d) for d in (3, 40)]
    month = record("missing_report", days_ago=110, precision="month")
    assert answer("MISS_3_90", situation(person(*exact, month))) is Answer.YES
    day = record("missing_report", days_ago=110)
    assert answer("MISS_3_90", situation(person(*exact, day))) is Answer.NO


def test_two_records_of_one_incident_count_once_whoever_tells_of_it():
    people = [named(VICTIM, "victim"), named(SUSPECT, "suspect"), named(role="child")]
    made = [record("domestic_abuse_incident", days_ago=d, people=people) for d in (2, 9)]
    crime = record("crime", days_ago=2, people=people, domestic="yes")
    joined = [(made[0], crime)]
    child = person(*made, crime)
    one = lives_with(child, adult(*made, crime, together=joined))
    assert answer("MARAC_ESC", one) is Answer.NO
    apart = lives_with(child, adult(*made, crime))
    assert answer("MARAC_ESC", apart) is Answer.YES


def test_a_grave_crime_at_home_is_asked_about_and_a_theft_is_not():
    people = [named("P-ADULT", "victim")]
    beaten = record("crime", people=people, offence_group="violence")
    robbed = record("crime", people=people, offence_group="theft")
    told = record("crime", people=people, offence_group="violence", domestic="no")
    assert answer("DA_CHILD", lives_with(person(), adult(beaten))) is Answer.UNKNOWN
    assert answer("DA_CHILD", lives_with(person(), adult(robbed))) is Answer.NO
    assert answer("DA_CHILD", lives_with(person(), adult(told))) is Answer.NO
    assert answer("DA_CHILD", lives_with(person(age=30), adult(beaten))) is Answer.NO


@pytest.mark.parametrize("details", [{}, {"grade": "green", "disclosed_by_child": "yes"}])
def test_a_report_without_a_grade_or_without_a_kind_is_asked_about(details):
    report = record("vulnerability_report", **details)
    assert answer("CUM_HARM", situation(person(report))) is Answer.UNKNOWN


def test_a_referral_that_names_no_suspect_by_role_is_about_its_subject():
    man = adult(record("online_referral", people=[named("P-ADULT", "subject")]))
    assert answer("ONL_ACCESS", lives_with(person(), man)) is Answer.YES
    wife = [named("P-ADULT", "subject"), named("P-X", "suspect")]
    other = adult(record("online_referral", people=wife))
    assert answer("ONL_ACCESS", lives_with(person(), other)) is Answer.NO


def test_a_check_still_unanswered_leaves_the_children_not_looked_for():
    referral = record("online_referral", role="suspect", household_children_checked="yes")
    asked = record("check", question="Children at the address", answer="no_answer_yet")
    assert answer("ONL_UNCHECKED", situation(adult(referral, ref="P-SUBJECT"))) is Answer.NO
    assert answer("ONL_UNCHECKED", situation(adult(referral, asked, ref="P-SUBJECT"))) is Answer.YES


def test_a_child_found_at_a_risky_adults_address_counts_whoever_was_there():
    found = replace(
        record("return", found_with_adult="no"), places=(("found", "L-1", "Quarry Lane"),)
    )
    risky = record("offender_management", people=[named("P-ADULT")])
    home = residence("L-1")
    man = adult(risky, offender=(risky.ref,), residences=(home,))
    assert answer("CE_FOUND_WITH", situation(person(found), man)) is Answer.YES
    assert answer("CE_FOUND_WITH", situation(person(found), replace(man, offender=()))) is Answer.NO


def test_a_suspect_who_teaches_or_cares_elsewhere_has_access_as_one_at_home_has():
    suspect = adult(record("online_referral", days_ago=10, people=[named("P-ADULT", "suspect")]))
    for tie in ("professional_of", "carer_of"):
        teaches = relation(kind=tie, nearness=Nearness.CONTACT)
        one = situation(person(relations=(teaches,)), suspect)
        told = [answer(code, one) for code in ("ONL_ACCESS", "ONL_UNSEEN")]
        assert told == [Answer.YES, Answer.YES], tie


@pytest.mark.parametrize(
    "question", ["adult_involved", "coerced", "unusual_for_age", "under_13", "immediate_risk"]
)
def test_each_of_the_five_questions_alone_is_enough(question):
    said = dict.fromkeys(
        ("adult_involved", "coerced", "unusual_for_age", "under_13", "immediate_risk"), "no"
    )
    assert answer("IMG_FIVE", situation(person(record("image_sharing", **said)))) is Answer.NO
    told = record("image_sharing", **{**said, question: "yes"})
    assert answer("IMG_FIVE", situation(person(told))) is Answer.YES


def test_a_concern_that_nobody_graded_is_no_concern_of_a_low_grade():
    def said(grade):
        told = record(
            "vulnerability_report", concern=["neglect"], disclosed_by_child="no", grade=grade
        )
        return answer("CUM_HARM", situation(person(told)))

    assert (said(""), said("green"), said("red")) == (Answer.UNKNOWN, Answer.NO, Answer.YES)


def test_one_evening_that_a_job_and_a_crime_tell_without_a_place_in_common_is_no_escalation():
    def evening(days):
        people = [named(role="child"), named("P-MUM", "victim")]
        return [
            record("domestic_abuse_incident", days_ago=days, people=people, source="cad"),
            record("crime", days_ago=days, people=people, source="rms", domestic="yes"),
        ]

    def counted(*days):
        told = [one for day in days for one in evening(day)]
        grouped = group(told)
        child = replace(person(*told), happenings=grouped)
        return answer("MARAC_ESC", situation(child))

    assert counted(5, 40) is Answer.NO, "two evenings, four records"
    assert counted(5, 40, 80) is Answer.YES


@pytest.mark.parametrize(("age", "told"), [(11, Answer.YES), (12, Answer.YES), (13, Answer.NO)])
def test_signs_of_a_child_of_twelve_are_of_one_under_thirteen(age, told):
    signs = record("partner_concern", concern=["county_lines"])
    assert answer("CE_U13", situation(person(signs, age=age))) is told
