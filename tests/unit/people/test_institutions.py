"""Which addresses are institutions: by placement, by class, by name; whatever is not surely one is a dwelling."""

import pytest

from firstlight.people.rules.institutions import of_address, of_class, of_name, of_placement
from firstlight.records.rules.parts import Address


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("K2", "care_home"), ("children's home (K2)", "care_home"), ("secure children's home (K1)", "care_home"),
        ("R2", "hospital"), ("R5", "prison"), ("S1", "school"), ("H5", "care_home"),
        ("Residential care", "care_home"), ("Semi-independent", "care_home"),
        ("U6", ""), ("foster care (U6)", ""), ("Foster carer, secure base", ""), ("P1", ""),
        ("placed with parents", ""), ("A3", ""), ("", ""), ("other", ""),
    ],
)  # fmt: skip
def test_a_placement_makes_its_address_an_institution_by_code_or_by_word(told, kind):
    assert of_placement(told) == kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [("RI01", "care_home"), ("RI", "care_home"), ("CE04", "school"), ("CM03", "hospital"), ("CC03", "prison"),
     ("RD04", ""), ("RH02", ""), ("CH01", ""), ("CC06", ""), ("C", ""), ("", "")],
)  # fmt: skip
def test_the_class_of_an_address_says_it_and_dwellings_stay_dwellings(code, kind):
    assert of_class(code) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("HMP Thornwick", "prison"), ("Larkmoor Children's Home", "care_home"), ("St Osric's Hospital", "hospital"),
        ("The Willows Nursing Home", "care_home"), ("Harrowmere Primary School", "school"),
        ("Old School", ""), ("The Old Hospital", ""), ("The School", ""), ("School House", ""),
        ("Hospital Cottage", ""), ("Former Harrowmere School", ""), ("12 Old Prison", ""), ("Kestrel House", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_buildings_own_name_says_it_and_one_that_was_something_once_does_not(name, kind):
    assert of_name(name) == kind


def test_a_flat_of_an_institution_is_a_dwelling_and_a_street_named_after_one_says_nothing():
    assert of_address(Address(text="St Osric's Hospital, 4 Mill Lane, ZX1 1AA")) == "hospital"
    assert of_address(Address(flat="3", building="St Osric's Hospital", street="Mill Lane")) == ""
    assert of_address(Address(text="4 Hospital Road, Harrowmere, ZX1 1AA")) == ""
    assert of_address(Address(number="4", street="Mill Lane", classification="RI01")) == "care_home"
