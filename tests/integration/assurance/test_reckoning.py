"""The child at the address whom the record does not mention: reckoned, sealed, prompted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.assurance import selectors, services
from firstlight.assurance.models import Considered
from firstlight.assurance.tasks import after_record, reckon_now
from firstlight.audit.selectors import due_moment
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
HOME = {"number": "8", "street": "Gantry Lane", "town": "Wexcombe", "postcode": "ZX1 4GL"}
CHILD = {"given": "Orla", "family": "Fenwick", "born_on": "2015-02-03", "address": HOME}
ADULT = {"given": "Damian", "family": "Fenwick", "born_on": "1986-07-09", "address": HOME}
STRANGER = {"given": "Tobias", "family": "Quillan", "born_on": "1970-01-05", "role": "suspect"}


@pytest.fixture
def home(take):
    """A child of the house, told by the school a month ago; then ordinary records of the house."""
    child = take("school_enrolment", CHILD, days=30, department="")
    silent = take("crime", STRANGER, at_home=True, days=3)
    asked = take(
        "incident", STRANGER, at_home=True, days=2, children_asked="yes", department="control_room"
    )
    return child, silent, asked


def states():
    return {row.record: row.state for row in Considered.objects.all()}


def test_each_ordinary_record_is_answered_and_a_concern_since_is_told(home, take, at):
    _, silent, asked = home
    by_person = take("stop_search", ADULT | {"role": "suspect"}, days=4)
    named = take("arrest", STRANGER, CHILD | {"role": "mentioned"}, days=5, department="custody")
    concern = take("vulnerability_report", CHILD, days=1)
    assert services.reckon(by=SYSTEM, at=at) == 4, (
        "a school's list and a concern are no ordinary records"
    )
    assert states() == {
        silent.ref: "not_mentioned", asked.ref: "asked", by_person.ref: "not_mentioned", named.ref: "mentioned",
    }  # fmt: skip
    row = Considered.objects.get(record=silent.ref)
    assert row.followed == concern.ref
    assert row.children
    assert all(ref.startswith("M-") for ref in row.children), (
        "appearances, so that a split is followed"
    )


def test_what_came_before_the_child_did_is_not_held_against_anybody(take, at):
    early = take("crime", STRANGER, at_home=True, days=60)
    take("school_enrolment", CHILD, days=30)
    services.reckon(by=SYSTEM, at=at)
    assert states() == {early.ref: "none_known"}


def test_a_sealed_child_is_in_no_number_of_an_outsider_and_in_the_custodians(home, viewer, at):
    child, silent, _ = home
    services.reckon(by=SYSTEM, at=at)
    chief, keeper = viewer("chief", "chief"), viewer("keeper", "superintendent")
    assert selectors.measure("unmentioned", chief, at).numbers[0].words == "1 of 2"
    restrict(
        target=child.people["p1"], level="sealed", custodians=(keeper.ref,), reason="At risk", by=SYSTEM, at=at
    )  # fmt: skip
    selectors.forget()
    told = selectors.measure("unmentioned", chief, at)
    assert told.numbers[0].words == "0 of 1"
    assert child.people["p1"] not in str(told)
    assert selectors.measure("unmentioned", keeper, at).numbers[0].words == "1 of 2"
    assert selectors.considered(silent.ref, chief).state == "none_known"


def test_reckoning_again_replaces_and_asks_to_be_done_within_the_hour(home, at):
    reckon_now((), at)
    reckon_now((), at)
    assert Considered.objects.count() == 2
    assert due_moment("assurance.reckon") == at + timedelta(hours=1)
    assert selectors.reckoning().records == 2


def test_nothing_is_reckoned_where_nothing_came(home, take, at):
    reckon_now((), at)
    first = selectors.reckoning().known_seq
    reckon_now((), at + timedelta(hours=1))
    assert selectors.reckoning().known_seq == first
    take("incident", STRANGER, at_home=True)
    reckon_now((), at + timedelta(hours=2))
    assert selectors.reckoning().records == 3


def test_a_record_that_comes_in_has_it_reckoned_once(home, at):
    after_record(("R-0000000000",), at)
    after_record(("R-0000000000",), at + timedelta(minutes=30))
    assert due_moment("assurance.reckon") == at + timedelta(hours=1)


def test_the_page_of_a_silent_record_asks_and_one_press_prefills_a_concern(home, browse):
    _, silent, asked = home
    client = browse("hale", "response")
    page = client.get(f"/records/{silent.ref}").content.decode()
    assert "A child lives here: was the child considered?" in page
    assert f"/concern?record={silent.ref}" in page
    assert "Orla" in page
    assert "was the child considered?" not in client.get(f"/records/{asked.ref}").content.decode()
