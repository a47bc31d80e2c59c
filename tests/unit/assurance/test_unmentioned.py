"""An ordinary record at a child's address: considered, silent, or not to be told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from firstlight.assurance.rules.living import Aged, Living, Said
from firstlight.assurance.rules.unmentioned import Named, Ordinary, consider
from firstlight.kernel.values.answer import Answer

DAY = date(2026, 11, 22)
HOME, OTHER = "L-HOME", "L-OTHER"
CHILD, ADULT = "P-CHILD", "P-ADULT"


def said(person, place, on=date(2026, 9, 1), address_is="home"):
    return Said(person, f"M-{person[2:]}", place, address_is, on)


def living(*statements, ages=()):
    known = [
        (CHILD, Aged(date(2014, 1, 1), None, DAY)),
        (ADULT, Aged(date(1985, 1, 1), None, DAY)),
        *ages,
    ]
    return Living(statements, known)


def record(*people, places=(HOME,), asked=False):
    moment = datetime(2026, 11, 22, 2, tzinfo=UTC)
    return Ordinary("R-1", "incident", "response", moment, DAY, asked, people, places)


def test_a_record_at_the_home_of_a_child_that_names_nobody_is_silent():
    found = consider(record(), living(said(CHILD, HOME)))
    assert found.state == "not_mentioned"
    assert found.children == ((CHILD, "M-CHILD"),)
    assert "One child lives" in found.because


def test_a_record_elsewhere_about_somebody_who_lives_with_a_child_is_silent_too():
    found = consider(
        record(Named(ADULT, "suspect"), places=()), living(said(CHILD, HOME), said(ADULT, HOME))
    )
    assert found.state == "not_mentioned"
    assert found.places == (HOME,)


@pytest.mark.parametrize("role", ["officer", "professional"])
def test_somebody_there_for_their_work_does_not_bring_their_own_household(role):
    found = consider(
        record(Named(ADULT, role), places=()), living(said(CHILD, HOME), said(ADULT, HOME))
    )
    assert found.state == "no_address"


def test_naming_a_child_or_asking_is_considering():
    homes = living(said(CHILD, HOME))
    assert consider(record(Named(CHILD, "mentioned")), homes).state == "mentioned"
    assert consider(record(asked=True), homes).state == "asked"
    assert consider(record(Named("", "child")), homes).state == "mentioned"


def test_who_may_be_the_child_is_never_counted_as_silence_nor_as_considering():
    homes = living(said(CHILD, HOME))
    assert consider(record(Named("P-X", "witness", (CHILD,))), homes).state == "may_be"
    assert consider(record(Named("P-X", "witness")), homes).state == "may_be", "an age nobody said"
    known = living(said(CHILD, HOME), ages=[("P-X", Aged(None, 44, DAY))])
    assert consider(record(Named("P-X", "witness")), known).state == "not_mentioned"


def test_unknown_is_told_apart_from_none():
    assert consider(record(), living(said("P-X", HOME))).state == "age_unknown"
    assert consider(record(), living(said(ADULT, HOME))).state == "none_known"
    assert consider(record(places=()), living()).state == "no_address"


def test_a_child_who_moved_before_is_not_there_and_one_who_moved_after_was():
    moved = living(said(CHILD, HOME, date(2026, 3, 1)), said(CHILD, OTHER, date(2026, 10, 1)))
    assert consider(record(), moved).state == "none_known"
    later = living(said(CHILD, HOME, date(2026, 3, 1)), said(CHILD, OTHER, date(2026, 11, 23)))
    assert consider(record(), later).state == "not_mentioned"


def test_a_temporary_stay_stands_beside_the_home_and_a_home_of_two_years_ago_does_not_stand():
    stay = living(
        said(CHILD, OTHER, date(2026, 10, 1)), said(CHILD, HOME, date(2026, 11, 1), "temporary")
    )
    assert consider(record(), stay).state == "not_mentioned"
    assert consider(record(), living(said(CHILD, HOME, date(2024, 10, 1)))).state == "none_known"


def test_eighteen_is_no_child_from_the_birthday_and_a_stated_age_grows():
    index = Living(
        (),
        [("P-A", Aged(date(2008, 11, 22), None, DAY)), ("P-B", Aged(None, 16, date(2024, 1, 1)))],
    )
    assert index.is_child("P-A", DAY) is Answer.NO
    assert index.is_child("P-A", date(2026, 11, 21)) is Answer.YES
    assert index.is_child("P-B", DAY) is Answer.NO
    assert index.is_child("P-C", DAY) is Answer.UNKNOWN
