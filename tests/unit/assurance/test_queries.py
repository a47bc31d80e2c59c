"""The queries: only the records make one green; nothing to tell it by is not green."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from firstlight.access.rules.predicates import ROLES
from firstlight.assurance.rules.demand import OnShift, hours_covered, new_by_week
from firstlight.assurance.rules.departments import heads
from firstlight.assurance.rules.measure import Case, Status, share, worst
from firstlight.assurance.rules.queries.briefs import Job, briefs
from firstlight.assurance.rules.queries.departments import by_department, unmentioned
from firstlight.assurance.rules.queries.devices import Among, Device, among_children, devices
from firstlight.assurance.rules.queries.missing import Counted, missing
from firstlight.assurance.rules.queries.online import Online, online
from firstlight.assurance.rules.queries.sharing import AtHigh, Decision, sharing
from firstlight.assurance.rules.recommendations import RECOMMENDATIONS, SOURCE_NOTE
from firstlight.assurance.rules.tour import STOPS

AT = datetime(2026, 11, 22, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT = {"period": "now"}


def number(measure, words):
    return next(n for n in measure.numbers if words in n.label)


def case(state, department="response", because="x."):
    return Case("R-1", "/records/R-1", state, because, AT, department)


def test_five_demands_three_of_them_at_once_each_with_owner_query_and_the_honest_note():
    rows = RECOMMENDATIONS.values()
    assert [r.when for r in rows] == ["immediately"] * 3 + ["within three months"] * 2
    assert all(r.owner in ROLES and r.queries and r.source_note == SOURCE_NOTE for r in rows)
    received = date(2026, 11, 16)
    assert {r.due_on(received) for r in rows} == {received, date(2027, 2, 15)}


def test_nothing_to_tell_it_by_is_not_known_and_never_green():
    counted = Counted(0, 0, 0, None, None, 0, 0, 0, 0, 10)
    found = (
        missing(counted, [], [], at=AT, **KEPT), briefs([], minutes=10, **KEPT),
        sharing([], hours=4, grade_alone=(0, 0), at=AT, **KEPT), online([], minutes=240, at=AT, **KEPT),
        devices([], at=AT, **KEPT), among_children([], **KEPT), unmentioned([], reckoned=True, **KEPT),
    )  # fmt: skip
    assert {m.status for m in found} == {Status.NOT_KNOWN}
    assert worst([Status.GREEN, Status.NOT_KNOWN]) is Status.NOT_KNOWN
    assert worst([Status.AMBER, Status.RED]) is Status.RED


def test_one_unrecorded_report_is_red_and_all_in_time_is_green():
    whole = Counted(4, 2, 6, 3.0, 20, 4, 4, 4, 4, 10)
    assert missing(whole, [], [], at=AT, **KEPT).status is Status.GREEN
    assert missing(whole, [case("unrecorded")], [], at=AT, **KEPT).status is Status.RED
    assert missing(whole, [case("to_read")], [], at=AT, **KEPT).status is Status.AMBER
    late = Counted(4, 2, 6, 3.0, 20, 4, 3, 4, 4, 10)
    assert missing(late, [], [], at=AT, **KEPT).status is Status.AMBER


def job(pushed=0, opened=None, brief="B-1", *, crew=True):
    when = None if pushed is None else AT + timedelta(minutes=pushed)
    return Job(
        "R-1", AT, brief, when, None if opened is None else AT + timedelta(minutes=opened), crew
    )


@pytest.mark.parametrize(
    ("one", "status", "state"),
    [
        (job(1, 5), Status.GREEN, "opened"),
        (job(1, 11), Status.GREEN, "opened"),
        (job(1, 12), Status.AMBER, "opened_late"),
        (job(1), Status.AMBER, "unopened"),
        (job(None), Status.RED, "not_pushed"),
        (job(None, brief=""), Status.RED, "none"),
        (job(1, 5, crew=False), Status.AMBER, "opened"),
    ],
)
def test_a_job_is_green_only_when_its_known_crew_opened_the_brief_in_time(one, status, state):
    found = briefs([one], minutes=10, **KEPT)
    assert found.status is status
    assert found.cases[0].state == state
    assert number(found, "before arrival").words == "not known", "no feed tells of arrival"


def high(*decisions, since=AT - 10 * HOUR, first=None):
    return AtHigh("P-1", since, ("Missing",), decisions, first)


@pytest.mark.parametrize(
    ("child", "state"),
    [
        (high(Decision("R-1", "not", AT - 7 * HOUR)), "in_time"),
        (high(Decision("R-1", "shared", AT - 5 * HOUR)), "late"),
        (high(Decision("R-1", "deferred", AT - 9 * HOUR)), "overdue"),
        (high(Decision("R-1", "not", AT - 40 * DAY)), "overdue"),
        (high(since=AT - HOUR), "owed"),
    ],
)
def test_an_old_or_deferred_decision_does_not_answer_for_a_child_who_reached_high(child, state):
    found = sharing([child], hours=4, grade_alone=(0, 0), at=AT, **KEPT)
    assert found.cases[0].state == state
    assert (found.status is Status.GREEN) == (state == "in_time")
    assert number(found, "Not decided, overdue").words == f"{int(state == 'overdue')} of 1"


def test_days_are_counted_from_the_first_concern_to_the_first_sharing_after_it():
    shared = Decision("R-2", "part", AT - DAY)
    found = sharing([high(shared, first=AT - 11 * DAY)], hours=4, grade_alone=(2, 3), at=AT, **KEPT)
    assert number(found, "first sharing").words == "10 days"
    assert number(found, "grade as the only reason").words == "2 of 3"


def device(ref="R-1", risk="unknown", seized=AT - timedelta(days=40)):
    return Device(ref, seized, None, child_risk=risk, victims_own=False)


def referral(*children, told=AT, asked=False, warrant=""):
    return Online(
        "R-1", told, asked=asked, children=children, seen_at=None, referred_at=None, warrant=warrant
    )


def test_fourteen_weeks_are_told_and_the_warrant_excuses_nothing():
    told = AT - timedelta(weeks=14)
    case_ = referral("P-1", "P-2", "P-3", told=told, warrant="sought")
    found = online([case_], minutes=240, at=AT, **KEPT)
    assert found.status is Status.RED
    assert number(found, "worst case").words == "98 days"
    assert "3 known; 98 days" in found.cases[0].because
    assert "changes nothing for a child" in found.cases[0].because


def test_not_asked_is_red_although_no_child_is_known():
    assert online([referral()], minutes=240, at=AT, **KEPT).status is Status.RED
    assert online([referral(asked=True)], minutes=240, at=AT, **KEPT).status is Status.GREEN


def test_a_device_nobody_assessed_waits_as_one_that_may_endanger_a_child():
    assert devices([device()], at=AT, **KEPT).status is Status.RED
    assert devices([device(risk="no")], at=AT, **KEPT).status is Status.GREEN
    order = devices([device(risk="no"), device("R-2", "yes", AT)], at=AT, **KEPT)
    assert [c.ref for c in order.cases] == ["R-2", "R-1"], "the child first, not the oldest"


def test_sender_and_shown_each_need_a_referral():
    half = among_children([Among("R-1", AT, ("P-1", "P-2"), ("P-1",))], **KEPT)
    assert (half.status, half.cases[0].state) == (Status.RED, "partly")
    assert among_children([Among("R-1", AT, ("P-1",), ("P-1",))], **KEPT).status is Status.GREEN
    assert among_children([Among("R-1", AT, (), ())], **KEPT).cases[0].state == "nobody_named"


def test_departments_keep_what_cannot_be_told_out_of_the_denominator():
    cases = [
        case("not_mentioned"),
        case("mentioned"),
        case("age_unknown"),
        case("none_known"),
        case("asked", "hub"),
    ]
    (first, second) = by_department(cases)
    assert (first.title, first.not_mentioned, first.of, first.cannot_tell, first.records) == (
        "Response",
        1,
        2,
        1,
        4,
    )
    assert (second.title, second.not_mentioned, second.of) == ("Safeguarding hub", 0, 1)
    found = unmentioned(cases, reckoned=True, **KEPT)
    assert number(found, "says nothing of a child").words == "1 of 3"
    assert found.status is Status.AMBER
    assert "have not been reckoned" in unmentioned([], reckoned=False, **KEPT).said


def test_a_share_just_short_of_all_is_not_told_as_all():
    assert share(999, 1000) == 99
    assert share(1, 1) == 100


def test_only_who_leads_a_department_speaks_for_it():
    assert heads(frozenset({"online"}), "DS") == ("online",)
    assert heads(frozenset({"online"}), "DC") == ()
    assert heads(frozenset({"missing"}), "Missing coordinator") == ("missing",)
    assert heads(frozenset({"response"}), "Insp") == ()


def test_weeks_and_hours_of_the_rota_count_gaps():
    assert [n for _, n in new_by_week([AT - DAY, AT - 8 * DAY, AT - 90 * DAY], AT)][-2:] == [1, 1]
    shift = OnShift("U-1", "online_duty_sergeant", AT - HOUR, AT + 12 * HOUR)
    same = OnShift("U-2", "online_duty_sergeant", AT, AT + 12 * HOUR)
    assert hours_covered([shift, same], AT, AT + DAY) == (24.0, 0.5)


def test_the_tour_has_at_most_seven_stops_each_with_its_source():
    assert len(STOPS) <= 7
    assert all(stop.tag in "PNOI" and stop.source and stop.do and stop.targets for stop in STOPS)
