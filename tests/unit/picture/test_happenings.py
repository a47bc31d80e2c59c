from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.picture.rules.facts import Judged
from firstlight.picture.rules.happenings import group

CHILD = "P-1"


def _parts(records, judged=()):
    return {frozenset(one.refs) for one in group(records, judged)}


@pytest.fixture
def night(words):
    """One missing night, told by a log, a home's form, a missing record and a yearly row."""
    child = words.one(CHILD)
    return [
        words.record("LOG", "incident", "2026-03-01T22:10", child, details={"whereabouts_known": "no"}),
        words.record("FORM", "missing_report", "2026-03-01T21:30", child),
        words.record("MIS", "missing_report", "2026-03-02T01:00", child),
        words.record("BACK", "return", "2026-03-02T11:00", child, details={"state": "safe_and_seen"}),
        words.record("ROW", "missing_report", "2026-03-01T00:00", child, precision="day",
                     details={"is_return_row": True, "letter": "M"}),
    ]  # fmt: skip


def test_one_night_told_five_times_is_one(night):
    (one,) = group(night)
    assert (one.family, len(one.records), one.ends) == ("missing", 5, night[3].moment)


def test_its_reference_is_that_of_its_earliest_record(night):
    assert group(night)[0].ref == "H-ROW"
    assert group(night[:4])[0].ref == "H-FORM"


def test_a_second_night_after_a_safe_return_is_another(words, night):
    again = words.record("AGAIN", "missing_report", "2026-03-02T11:30", words.one(CHILD))
    assert len(group([*night, again])) == 2


def test_a_return_that_is_not_safe_ends_nothing(words):
    child = words.one(CHILD)
    records = [
        words.record("A", "missing_report", "2026-03-01T21:00", child),
        words.record("B", "return", "2026-03-02T01:00", child, details={"state": "in_hospital"}),
        words.record("C", "missing_report", "2026-03-02T05:00", child),
    ]
    assert len(group(records)) == 1


def test_two_reports_days_apart_are_two_even_without_a_return(words):
    days = ("2026-03-01T21:00", "2026-03-04T21:00")
    assert (
        len(group([words.record(day, "missing_report", day, words.one(CHILD)) for day in days]))
        == 2
    )


def test_a_return_within_a_day_covers_what_was_reported_between_and_a_later_one_does_not(words):
    child = words.one(CHILD)
    reports = [
        words.record("A", "missing_report", "2026-03-01T21:00", child),
        words.record("B", "missing_report", "2026-03-02T14:00", child),
    ]

    def back(when):
        return words.record("Z", "return", when, child, details={"state": "safe_and_seen"})

    assert len(group([*reports, back("2026-03-02T18:00")])) == 1
    assert len(group([*reports, back("2026-03-03T06:00")])) == 2


def test_a_yearly_row_alone_is_never_a_live_report(night):
    (one,) = group(night[-1:])
    assert one.family == "missing_return_row"


def test_a_shared_job_number_joins_across_time_and_family(words):
    child = words.one(CHILD)
    job = {"job": "OAK-20260301-0001"}
    records = [
        words.record("A", "incident", "2026-03-01T21:00", child, details=job),
        words.record("B", "domestic_abuse_incident", "2026-03-03T09:00", child, details=job),
        words.record("C", "missing_report", "2026-03-05T09:00", child, happening=job["job"]),
    ]
    assert len(group(records)) == 1


def test_events_are_one_only_at_one_place_within_six_hours(words):
    child = words.one(CHILD)

    def made(ref, when, place):
        return words.record(ref, "incident", when, child, places=(("scene", place, ""),))

    first = made("A", "2026-03-01T12:00", "L-1")
    assert len(group([first, made("B", "2026-03-01T18:00", "L-1")])) == 1
    assert len(group([first, made("B", "2026-03-01T18:01", "L-1")])) == 2
    assert len(group([first, made("B", "2026-03-01T12:05", "L-2")])) == 2
    assert len(group([first, made("B", "2026-03-01T12:05", "")])) == 2


def test_a_day_never_bridges_two_events(words):
    child = words.one(CHILD)
    at_home = {"places": (("scene", "L-1", ""),)}
    records = [
        words.record("A", "incident", "2026-03-01T02:00", child, **at_home),
        words.record("B", "incident", "2026-03-01T21:00", child, **at_home),
        words.record("C", "crime", "2026-03-01T00:00", child, precision="day", **at_home),
    ]
    assert _parts(records) == {frozenset({"R-A", "R-C"}), frozenset({"R-B"})}


def test_a_person_parts_and_joins_before_every_rule(words, night):
    parted = [Judged("R-LOG", "R-FORM", same=False)]
    assert not any({"R-LOG", "R-FORM"} <= part for part in _parts(night, parted))
    far = words.record("FAR", "voice_of_child", "2026-05-01T10:00", words.one(CHILD))
    joined = group([*night, far], [Judged("R-FORM", "R-FAR", same=True)])
    assert len(joined) == 1
    assert joined[0].judged


def test_other_kinds_stand_alone_under_their_own_code(words):
    when = "2026-03-01T10:00"
    records = [words.record(ref, "intelligence", when, words.one(CHILD)) for ref in "AB"]
    assert [one.family for one in group(records)] == ["intelligence", "intelligence"]


_KINDS = ("incident", "missing_report", "return", "sighting", "crime", "intelligence", "contact")
_ROW = st.tuples(
    st.sampled_from(_KINDS), st.integers(0, 96), st.sampled_from(["", "L-1", "L-2"]),
    st.sampled_from(["minute", "day", "month"]), st.sampled_from(["", "", "J1", "J2"]),
    st.booleans(), st.sampled_from(["yes", "no", "not_asked"]),
)  # fmt: skip


def _made(words, rows):
    start = words.moment("2026-03-01T00:00")
    for number, (kind, hour, place, precision, job, flag, known) in enumerate(rows):
        details = {
            "missing_report": {"is_return_row": flag},
            "return": {"state": "safe_and_seen" if flag else "sighted"},
            "incident": {"whereabouts_known": known},
        }.get(kind, {})
        yield words.record(
            f"{number:03d}", kind, start + timedelta(hours=hour), words.one(CHILD), details=details,
            precision=precision, happening=job, places=(("scene", place, ""),) if place else (),
        )  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(_ROW, min_size=1, max_size=14), data=st.data())
def test_whatever_order_records_come_in_the_happenings_are_the_same(words, rows, data):
    records = list(_made(words, rows))
    refs = [r.ref for r in records]
    pairs = st.tuples(st.sampled_from(refs), st.sampled_from(refs), st.booleans())
    judged = [
        Judged(*pair) for pair in data.draw(st.lists(pairs, max_size=3)) if pair[0] != pair[1]
    ]
    first = group(records, judged)
    shuffled, other = data.draw(st.permutations(records)), data.draw(st.permutations(judged))
    assert group(shuffled, other) == first
    assert sorted(ref for one in first for ref in one.refs) == sorted(refs)


def _told(words, ref, kind, when, *people, place="", source="oak", **more):
    places = (("scene", place, ""),) if place else ()
    return replace(words.record(ref, kind, when, *people, places=places, **more), source=source)


def test_a_job_and_a_crime_of_one_moment_are_one_though_they_share_no_place_and_no_number(words):
    child, mother = words.one(CHILD), words.one("P-2", "victim")
    job = _told(
        words, "A", "incident", "2026-03-01T21:00", child, mother, place="L-1", source="oak-cad"
    )

    def crime(when="2026-03-01T21:00", *people, **more):
        return _told(words, "B", "crime", when, *(people or (child,)), source="oak-rms", **more)

    assert len(group([job, crime()])) == 1
    assert len(group([job, crime("2026-03-01T21:30")])) == 1
    assert len(group([job, crime("2026-03-01T21:31")])) == 2
    # Two places are two events, unless both name two of the same people.
    assert len(group([job, crime(place="L-2")])) == 2
    assert len(group([job, crime("2026-03-01T21:00", child, mother, place="L-2")])) == 1
    # One system that told of both, or two numbers of one kind, says that there were two.
    assert len(group([job, replace(crime(), kind="incident", source="oak-cad")])) == 2
    numbered = [replace(one, happening=n) for one, n in ((job, "J1"), (crime(), "J2"))]
    assert len(group(numbered)) == 2


_LONE = st.tuples(
    st.sampled_from(("incident", "crime", "domestic_abuse_incident")), st.integers(0, 100),
    st.sampled_from(["", "", "L-1", "L-2"]), st.sampled_from(["oak-cad", "oak-rms"]), st.booleans(),
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(_LONE, min_size=1, max_size=7), more=_LONE)
def test_an_event_told_without_a_place_never_makes_events_fewer(words, rows, more):
    def made(number, kind, minute, place, source, mother):
        people = [words.one(CHILD), *([words.one("P-2", "victim")] if mother else [])]
        when = words.moment("2026-03-01T00:00") + timedelta(minutes=minute)
        return _told(words, f"{number:03d}", kind, when, *people, place=place, source=source)

    held = [made(number, *row) for number, row in enumerate(rows)]
    kind, minute, _, source, mother = more
    assert len(group([*held, made(99, kind, minute, "", source, mother)])) >= len(group(held))
