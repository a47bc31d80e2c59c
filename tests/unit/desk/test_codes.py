"""Codes of outside systems reach a page as words, once each, and an unknown one as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from firstlight.desk.kin import said_twice
from firstlight.desk.rules import codes
from firstlight.people.selectors import Hit


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("+447700900941", "07700 900941"),
        ("07700 900941", "07700 900941"),
        ("+441632960123", "01632 960123"),
        ("+442079460018", "020 7946 0018"),
        ("+441134960000", "0113 496 0000"),
        ("+15550100", "+15550100"),
        ("not a number", "not a number"),
    ],
)
def test_a_telephone_is_written_as_it_is_read_out(held, said):
    assert codes.phone_of(held) == said


def test_a_number_is_said_once_by_who_issued_it():
    told = [("la:OAKSHIRE", "690050"), ("LA:Oakshire", "690050"), ("upn", "D837490016050")]
    assert codes.numbers_of(told) == (
        "Oakshire council's child number 690050; Unique pupil number D837490016050"
    )


def test_a_scheme_nobody_worded_is_shown_as_it_is():
    assert codes.numbers_of([("xyz", "7")]) == "XYZ 7"


@pytest.mark.parametrize(
    ("told", "seen", "said"),
    [
        ("NOBT", "", "Not known: the council had not obtained it"),
        ("B2", "IC1", "Black African"),
        ("", "IC3", "Black (as an officer saw it)"),
        ("Cornish", "", "Cornish"),
        ("", "", ""),
    ],
)
def test_ethnicity_is_worded_and_the_childs_own_word_comes_first(told, seen, said):
    assert codes.ethnicity_of(told, seen) == said


def test_two_of_one_name_may_be_one_unless_their_birth_dates_differ():
    same = [Hit("P-1", "Lee Stanforth", ""), Hit("P-2", "lee  stanforth", "", date(1990, 1, 2))]
    assert said_twice(same) == {"P-1", "P-2"}
    other = [
        Hit("P-1", "Lee Stanforth", "", date(1991, 1, 2)),
        Hit("P-2", "Lee Stanforth", "", date(1990, 1, 2)),
    ]
    assert said_twice(other) == frozenset()
    assert said_twice([Hit("P-1", "", ""), Hit("P-2", "", "")]) == frozenset()
