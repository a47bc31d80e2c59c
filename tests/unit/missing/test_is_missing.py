"""Is somebody missing? Yes, no and unknown, for every kind of record and under every word."""

from datetime import UTC, date, datetime, timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import Occurred
from firstlight.missing.rules.is_missing import is_missing, verdict
from firstlight.picture.rules.values import AppearanceView, Link, RecordView
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.kinds.care import CarePlacement
from firstlight.records.rules.parts import Statement

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
CONTACT = {
    "whereabouts_known": "yes",
    "how_known": "rang home",
    "spoken_to": "yes",
    "next_contact_at": AT,
}


def who(role="subject", born=date(2012, 6, 4), age=None, ref="M-1"):
    return AppearanceView(
        ref=ref, key=ref, role=role, person=f"P-{ref}", link=Link.OWN, born_on=born, age_stated=age
    )


def record(kind, *people, narrative="", title="", **details):
    return RecordView(
        ref="R-1", version=1, kind=kind, source="s", source_name="S", department="", occurred=Occurred(AT),
        told_at=AT, recorded_at=AT, received_at=AT, known_seq=1, details=KINDS[kind].details(**details),
        statement=Statement(), people=people or (who(),), narrative=narrative, title=title,
    )  # fmt: skip


def states(view, known=None):
    return [one.state for one in is_missing(view, known)]


MISSING = [
    ("missing_report", {}),
    ("missing_report", {"words_used": "unauthorised absence"}),
    ("missing_report", {"words_used": "absent", "from_care_home": True}),
    ("missing_report", {"whereabouts_known": "yes"}),
    ("missing_report", {**CONTACT, "spoken_to": "no"}),
    ("missing_report", {**CONTACT, "spoken_to": "unknown"}),
    ("missing_report", {**CONTACT, "how_known": ""}),
    ("missing_report", {**CONTACT, "next_contact_at": None}),
    ("incident", {"job_type": "anything at all", "whereabouts_known": "no"}),
    ("incident", {"job_type": "absent"}),
    ("incident", {"job_type": "Unauthorised Absence", "from_care_home": True}),
    ("incident", {"job_type": "concern for safety", "from_care_home": True}),
    (
        "incident",
        {"job_type": "concern for safety", "from_care_home": True, "whereabouts_known": "unknown"},
    ),
    ("incident", {"job_type": "absent", "whereabouts_known": "yes"}),
    ("partner_concern", {"whereabouts_known": "no"}),
    ("partner_concern", {"concern": ["missing"], "whereabouts_known": "unknown"}),
    ("vulnerability_report", {"concern": ["missing"], "grade": "green"}),
]


@pytest.mark.parametrize(("kind", "details"), MISSING)
def test_a_child_whose_whereabouts_are_not_established_is_missing_whatever_it_is_called(
    kind, details
):
    assert states(record(kind, **details)) == ["missing"]


@pytest.mark.parametrize(("kind", "details"), MISSING)
def test_being_in_care_never_lowers_it(kind, details):
    if "from_care_home" in KINDS[kind].details.model_fields:
        assert states(record(kind, **{**details, "from_care_home": True})) == ["missing"]


@pytest.mark.parametrize(("kind", "details"), MISSING)
@pytest.mark.parametrize("person", [
    who(born=None), who(born=None, age=17), who(born=None, age=18), who(born=None, age=14),
])  # fmt: skip
def test_an_age_not_known_or_loose_near_eighteen_counts_as_a_child(kind, details, person):
    assert states(record(kind, person, **details)) == ["missing"]


def test_ages_that_differ_are_disputed_and_count_as_a_child():
    adult = record("incident", who(born=date(2000, 1, 1)), job_type="x", whereabouts_known="no")
    (said,) = is_missing(adult, {"P-M-1": Answer.YES})
    assert (said.state, said.child) == ("missing", Answer.UNKNOWN)
    assert states(adult, {"P-M-1": Answer.NO}) == ["to_read"]


def test_away_needs_how_spoken_to_and_a_next_contact():
    (said,) = is_missing(record("missing_report", **CONTACT))
    assert (said.state, said.next_contact_at, said.finding.answer) == ("away", AT, Answer.NO)


@pytest.mark.parametrize(("kind", "details"), [
    ("missing_report", {"is_return_row": True, "letter": "A"}),
    ("incident", {"job_type": "concern for safety", "whereabouts_known": "yes", "spoken_to": "yes"}),
    ("incident", {"job_type": "missing property"}),
    ("incident", {"job_type": "burglary", "from_care_home": True}),
    ("partner_concern", {"concern": ["other"], "whereabouts_known": "yes"}),
    ("vulnerability_report", {"concern": ["neglect"]}),
    ("care_placement", {"home": "Larkspur House"}),
    ("check", {"asked_of": "school", "answer": "found"}),
])  # fmt: skip
def test_what_does_not_ask_where_somebody_is_says_nothing(kind, details):
    assert states(record(kind, **details)) == []


@pytest.mark.parametrize(("kind", "more"), [
    ("contact", {"narrative": "Home do not know where she is."}),
    ("crime", {"narrative": "Victim was reported missing from her placement."}),
    ("arrest", {"narrative": "He has not been seen at home since Monday."}),
    ("incident", {"title": "not missing"}),
    ("partner_concern", {"title": "absent from school"}),
    ("vulnerability_report", {"seen": "She ran away again last night."}),
])  # fmt: skip
def test_words_alone_ask_a_person_to_read_and_are_never_a_yes(kind, more):
    details = {k: v for k, v in more.items() if k not in {"narrative", "title"}}
    plain = {k: v for k, v in more.items() if k in {"narrative", "title"}}
    (said,) = is_missing(record(kind, **plain, **details))
    assert (said.state, said.finding.answer) == ("to_read", Answer.UNKNOWN)


def test_a_contact_typed_as_missing_is_missing():
    assert states(record("contact", title="whereabouts unknown")) == ["missing"]


def test_an_adult_is_missing_by_a_missing_report_and_is_marked():
    (said,) = is_missing(record("missing_report", who(born=date(1951, 2, 2))))
    assert (said.state, said.child) == ("missing", Answer.NO)


def test_a_report_that_names_nobody_is_read_by_a_person():
    view = record("incident", who(role="informant"), job_type="absent")
    (said,) = is_missing(view)
    assert (said.state, said.appearance) == ("to_read", "")


def test_who_reports_or_minds_a_child_is_not_the_one_missing():
    people = (who(), who("parent", date(1985, 1, 1), ref="M-2"), who("informant", ref="M-3"))
    assert [one.appearance for one in is_missing(record("missing_report", *people))] == ["M-1"]


def test_each_of_two_children_of_one_report_is_missing():
    people = (who(), who(ref="M-2"))
    assert states(record("missing_report", *people)) == ["missing", "missing"]


EXPECTED = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(("arrived", "hours", "state"), [
    ("yes", 9, "not"), ("no", 0, "missing"), ("not_asked", 0.9, "not"), ("not_asked", 1.1, "to_read"),
    ("unknown", 9, "to_read"),
])  # fmt: skip
def test_a_planned_child_who_did_not_arrive_is_missing_and_silence_is_asked_about(
    arrived, hours, state
):
    placed = CarePlacement(home="Larkspur House", expected_at=EXPECTED, arrived=arrived)
    told = verdict("care_placement", placed, at=EXPECTED + timedelta(hours=hours))
    assert told.state == state
