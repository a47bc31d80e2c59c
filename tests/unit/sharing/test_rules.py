"""Sharing's tables and pure functions."""

from __future__ import annotations

from datetime import date

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.sharing.rules import bases, decisions, gaps, screening
from firstlight.sharing.rules.fields import Told, answered
from firstlight.sharing.rules.schooling import resident, school_year_of

TODAY = date(2026, 11, 22)
REFUGE = screening.Protected("L-1", "Juniper House, 4 Quiet Lane, Tarnley ZX6 9ZZ", "ZX6 9ZZ")


def test_every_basis_has_a_source_and_a_tag():
    assert all(row.source and row.tag and row.statute for row in bases.BASES.values())


def test_a_basis_whose_beginning_nobody_confirmed_is_not_offered_until_the_force_sets_its_day():
    offered = {row.code for row in bases.selectable(TODAY, {})}
    assert "CA2004-16LA" not in offered
    assert bases.DEFAULT in offered
    begun = bases.commenced_of(["CA2004-16LA 2026-11-22", "CA2004-16LA soon", "NOTHING 2026-01-01"])
    assert "CA2004-16LA" in {row.code for row in bases.selectable(TODAY, begun)}
    assert "CA2004-16LA" not in {row.code for row in bases.selectable(date(2026, 11, 21), begun)}


def test_the_school_duty_is_in_force_from_its_day_and_not_before():
    assert bases.why_not("DAA2021-49A", date(2025, 11, 7), {}) == ""
    assert "not in force" in bases.why_not("DAA2021-49A", date(2025, 11, 6), {})


def test_welsh_bases_are_offered_in_wales_alone():
    assert "CA2004-28" not in {row.code for row in bases.selectable(TODAY, {})}
    assert "CA2004-28" in {row.code for row in bases.selectable(TODAY, {}, "Wales")}


@pytest.mark.parametrize("decision", ["not", "deferred"])
def test_what_does_not_leave_is_never_released(decision):
    assert not any(decisions.can(row.verb, "decided", decision) for row in decisions.STEPS)


def test_every_step_leads_from_a_state_to_a_state():
    for row in decisions.STEPS:
        assert {*row.before, row.after} <= set(decisions.STATES)


@pytest.mark.parametrize(
    "text",
    [
        "She is at 4 Quiet Lane now", "juniper house 4 quiet lane tarnley", "zx69zz", "ZX6  9ZZ",
        "Juniper House, 4 Quiet Lane, Tarnley ZX6 9ZZ",
    ],
)  # fmt: skip
def test_a_protected_address_is_taken_out_however_it_is_written(text):
    pattern = screening.pattern_of([REFUGE])
    document = {"told": [{"text": text}], "children": [{"fields": {"address": {"value": text}}}]}
    cleaned = str(screening.clean(document, pattern)).lower()
    assert screening.WITHHELD in cleaned
    assert "zx6" not in cleaned
    assert "quiet" not in cleaned


def test_a_street_told_without_commas_is_taken_out_too():
    place = screening.Protected("L-2", "Flat 3, 9 Ember Row Pellbrook ZX5 1AB", "ZX5 1AB")
    pattern = screening.pattern_of([place])
    assert screening.clean("Seen at 9 Ember Row, flat 3", pattern).startswith("Seen at [address")
    assert screening.clean("Flat 3 is empty", pattern) == "Flat 3 is empty"


def test_other_addresses_stay():
    pattern = screening.pattern_of([REFUGE])
    assert screening.clean("14 Quiet Lane Close", pattern) == "14 Quiet Lane Close"


def test_somebody_hidden_goes_with_every_line_about_them():
    document = {"children": [{"person": "P-1"}, {"person": "P-2"}], "seen": [{"people": ["P-2"]}]}
    assert screening.without(document, frozenset({"P-2"})) == {
        "children": [{"person": "P-1"}],
        "seen": [],
    }


def test_a_blank_is_no_answer_and_three_others_are():
    fields = {"school": Told("").to_json(), "gp": answered("asked_not_known").to_json(),
              "language": answered("not_asked").to_json(), "sex": answered("female").to_json()}  # fmt: skip
    document = {"children": [{"person": "P-1", "fields": fields}], "harm": Told("").to_json()}
    assert [gap.code for gap in gaps.blanks(document)] == ["P-1.school", "harm"]
    new = gaps.marked(document)
    assert gaps.blanks(new) == ()
    assert {gap.code for gap in gaps.owed(new)} == {"P-1.school", "P-1.language", "harm"}


def test_the_school_year_begins_in_september():
    assert school_year_of(date(2026, 8, 31)) == date(2025, 9, 1)
    assert school_year_of(date(2026, 9, 1)) == date(2026, 9, 1)


def test_an_address_without_a_known_town_is_of_no_known_area():
    assert resident("2 Kestrel Rise, Wexcombe", ["wexcombe"], ["Fenmouth"]) is Answer.YES
    assert resident("9 Salt Street, Fenmouth", ["wexcombe"], ["Fenmouth"]) is Answer.NO
    assert resident("The caravan", ["wexcombe"], ["Fenmouth"]) is Answer.UNKNOWN


def test_a_reason_that_says_only_the_grade_is_told_apart():
    assert decisions.only_the_grade("Graded green, below threshold.")
    assert not decisions.only_the_grade("The council holds the same and visits tonight.")
