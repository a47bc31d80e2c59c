"""The minimum POLE standard tells gaps; it never refuses a record."""

from datetime import date

import pytest

from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.pole import REQUIREMENTS, gaps

ON = date(2026, 11, 22)
CHILD = {
    "key": "c", "given": "Perrin", "family": "Okell", "born_on": "2012-05-14", "sex": "male",
    "phones": ["07700900123"], "address": {"postcode": "ZX1 1AA"},
}  # fmt: skip
MOTHER = {"key": "m", "role": "parent", "given": "Wren", "family": "Okell"}
PARENT = {"one": "m", "kind": "parent_of", "other": "c"}


def _gaps(*people, relations=()):
    envelope = Envelope.model_validate(
        {
            "source": "s",
            "source_ref": "1",
            "kind": "incident",
            "people": people,
            "relations": relations,
        }
    )
    return {code for _, code in gaps(envelope, ON)}


def test_a_child_told_whole_has_no_gap():
    assert _gaps(CHILD, MOTHER, relations=[PARENT]) == set()


@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        ("given", "GIVEN"), ("family", "FAMILY"), ("sex", "GENDER"), ("address", "CHILD_HOME"),
        ("phones", "CHILD_REACHED"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_child_is_a_gap(left_out, code):
    one = {name: value for name, value in CHILD.items() if name != left_out}
    assert _gaps(one, MOTHER, relations=[PARENT]) == {code}


def test_a_child_without_a_named_parent_has_that_gap():
    assert _gaps(CHILD) == {"CHILD_GUARDIAN"}
    assert _gaps(CHILD, MOTHER | {"given": ""}, relations=[PARENT]) == {"CHILD_GUARDIAN"}


def test_an_adult_needs_four_and_one_and_no_guardian():
    adult = CHILD | {"born_on": "1980-01-01"}
    assert _gaps(adult) == set()
    bare = {"key": "c", "family": "Okell"}
    assert _gaps(bare) == {"GIVEN", "BORN", "GENDER", "CONTACT"}


def test_an_unborn_child_needs_a_mother_a_day_and_a_home():
    assert _gaps({"key": "c", "unborn": True}) == {"UNBORN_MOTHER", "UNBORN_DUE", "UNBORN_HOME"}
    told = {"key": "c", "unborn": True, "due_on": "2027-02-01", "address": {"postcode": "ZX1 1AA"}}
    assert _gaps(told, MOTHER, relations=[PARENT]) == set()


def test_somebody_named_in_passing_need_not_be_complete():
    assert _gaps({"key": "o", "role": "officer"}) == set()


def test_each_requirement_names_its_element():
    assert all(one.element.startswith(("DS_", "P_0")) for one in REQUIREMENTS)
    assert len({one.code for one in REQUIREMENTS}) == len(REQUIREMENTS)
