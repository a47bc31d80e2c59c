from __future__ import annotations

from datetime import date

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.facts import Facts, PlaceFacts
from firstlight.picture.rules.nearness import concerned
from firstlight.picture.rules.place import build_place
from firstlight.picture.rules.reworked import reworked
from firstlight.picture.rules.values import Link, Nearness

MUM, DAD, IVY, HALF, PUPIL, OLD = "P-MUM", "P-DAD", "P-IVY", "P-HALF", "P-PUPIL", "P-OLD"
UP, CARE_HOME = "P-UP", "P-LARK"
PLACES = {
    "L-1": PlaceFacts("L-1", "Flat 1", "ZX1 1AA", building="B-1"),
    "L-2": PlaceFacts("L-2", "Flat 2", "ZX1 1AA", building="B-1"),
    "L-9": PlaceFacts("L-9", "Larkspur House", institution="care_home"),
}


@pytest.fixture
def town(words):
    """A flat with a family, the flat above, a home; a father with a child elsewhere."""

    def lives(ref, person, place, when="2026-10-01T10:00", **more):
        return words.record(ref, "contact", when, words.one(person, place=place, **more))

    def tie(ref, one, kind, other):
        ends = (words.one(one, "associate"), words.one(other, "associate"))
        return words.record(
            ref, "contact", "2026-10-02T10:00", *ends, relations=((ends[0].ref, kind, ends[1].ref),)
        )

    return [
        lives("MUM", MUM, "L-1", born_on=date(1990, 1, 1)), lives("DAD", DAD, "L-1", born_on=date(1985, 1, 1)),
        lives("IVY", IVY, "L-1", born_on=date(2012, 5, 14)), lives("OLD", OLD, "L-1", "2026-02-01T10:00"),
        lives("OLD2", OLD, "L-5", "2026-09-01T10:00"), lives("UP", UP, "L-2"),
        lives("LARK", CARE_HOME, "L-9"),
        tie("T1", DAD, "parent_of", HALF), tie("T2", DAD, "professional_of", PUPIL),
    ]  # fmt: skip


def _event(words, *more, place="L-1"):
    people = (words.one(MUM, "victim"), words.one(DAD, "suspect"), *more)
    return words.record(
        "EVENT",
        "domestic_abuse_incident",
        "2026-11-20T20:00",
        *people,
        places=(("scene", place, ""),),
    )


def _classes(found):
    return {one.person: one.nearness for one in found}


def test_each_person_is_told_once_in_the_nearest_class(words, town, at):
    event = _event(words)
    found = concerned(event, Facts((*town, event), PLACES), at)
    assert _classes(found) == {
        MUM: Nearness.HOUSEHOLD, DAD: Nearness.HOUSEHOLD, IVY: Nearness.HOUSEHOLD,
        HALF: Nearness.RELATED, PUPIL: Nearness.CONTACT, OLD: Nearness.FORMERLY, UP: Nearness.PLACE_ONLY,
    }  # fmt: skip
    assert len(found) == 7
    assert [one.nearness for one in found] == sorted(
        (one.nearness for one in found), key=list(Nearness).index
    )


def test_a_child_nobody_named_and_one_of_unknown_age_both_count(words, town, at):
    event = _event(words)
    by_person = {one.person: one for one in concerned(event, Facts((*town, event), PLACES), at)}
    assert by_person[IVY].child is Answer.YES
    assert (by_person[HALF].child, by_person[HALF].counts_as_child) == (Answer.UNKNOWN, True)
    assert by_person[MUM].counts_as_child is False
    assert not by_person[IVY].named


def test_an_unborn_child_is_counted(words, town, at):
    event = _event(words, words.one("P-BUMP", "child", unborn=True))
    (bump,) = [
        one for one in concerned(event, Facts((*town, event), PLACES), at) if one.person == "P-BUMP"
    ]
    assert (bump.unborn, bump.child) == (True, Answer.YES)


def test_who_lives_in_an_institution_is_place_only(words, town, at):
    event = words.record(
        "EVENT", "incident", "2026-11-20T20:00", words.one("P-NEW"), places=(("scene", "L-9", ""),)
    )
    assert (
        _classes(concerned(event, Facts((*town, event), PLACES), at))[CARE_HOME]
        is Nearness.PLACE_ONLY
    )


def test_a_may_be_is_concerned_as_a_may_be(words, town, at):
    event = words.record("EVENT", "incident", "2026-11-20T20:00", words.maybe(DAD, role="suspect"))
    found = {one.person: one.link for one in concerned(event, Facts((*town, event), PLACES), at)}
    assert found[DAD] is Link.MAY_BE
    assert found[HALF] is Link.MAY_BE


def test_a_witness_brings_in_no_family_and_an_officer_nobody(words, town, at):
    event = words.record(
        "EVENT",
        "incident",
        "2026-11-20T20:00",
        words.one(MUM, "witness"),
        words.one(DAD, "officer"),
    )
    assert _classes(concerned(event, Facts((*town, event), PLACES), at)) == {
        MUM: Nearness.HOUSEHOLD
    }


def test_an_empty_record_concerns_nobody(words, town, at):
    event = words.record("EVENT", "incident", "2026-11-20T20:00")
    assert concerned(event, Facts((*town, event), PLACES), at) == ()


def test_named_and_household_are_reworked_first_then_one_step(words, town, at):
    event = _event(words)
    other = words.record(
        "OTHER",
        "crime",
        "2025-11-20T20:00",
        words.one(DAD, "suspect"),
        words.one("P-VIC", "victim"),
    )
    touched = reworked(event, Facts((*town, event, other), PLACES), at)
    assert touched.named == (MUM, DAD)
    assert set(touched.household) == {IVY, OLD}
    assert set(touched.wider) == {HALF, "P-VIC"}
    assert (touched.background, touched.crowds) == ((), ())


@pytest.mark.parametrize(("people", "crowds"), [(20, ()), (21, (("+441632960001", 21),))])
def test_a_telephone_of_more_than_twenty_people_is_worked_in_the_background(
    words, at, people, crowds
):
    phone = "+441632960001"
    users = [
        words.record(
            f"{n:02d}", "contact", "2026-10-01T10:00", words.one(f"P-{n:02d}", phones=(phone,))
        )
        for n in range(people)
    ]
    touched = reworked(users[0], Facts(tuple(users)), at)
    assert touched.named == ("P-00",)
    assert touched.crowds == crowds
    assert len(touched.background if crowds else touched.wider) == people - 1
    assert len(touched.wider if crowds else touched.background) == 0


def test_a_flat_tells_its_own_people_and_only_names_the_others_of_the_building(words, town, at):
    event = _event(words)
    place = build_place(Facts((*town, event), PLACES), "L-1", at)
    assert {one.person for one in place.now()} == {MUM, DAD, IVY}
    assert [one.person for one in place.people if one.nearness is Nearness.FORMERLY] == [OLD]
    assert ([r.ref for r in place.records], place.same_building) == (["R-EVENT"], ("L-2",))


def test_a_place_tells_orders_and_markers_of_those_who_live_there(words, town, at):
    order = words.record(
        "ORD", "order", "2026-11-01T10:00", words.one(DAD, "respondent"), details={"served": "yes"}
    )
    marker = words.record(
        "MRK", "warning_marker", "2026-11-01T10:00", words.one(DAD), details={"marker": "weapons"}
    )
    place = build_place(Facts((*town, order, marker), PLACES), "L-1", at)
    assert [one.record for one in place.orders] == ["R-ORD"]
    assert [(one.marker, one.person, one.in_force) for one in place.markers] == [
        ("weapons", DAD, True)
    ]
    upstairs = build_place(Facts((*town, order, marker), PLACES), "L-2", at)
    assert (upstairs.orders, upstairs.markers) == ((), ())


def test_an_event_without_a_place_is_told_at_the_home_of_those_it_names(words, town, at):
    event = words.record(
        "EVENT", "incident", "2026-11-20T20:00", words.one(IVY, "victim", place="L-1")
    )
    assert [r.ref for r in build_place(Facts((*town, event), PLACES), "L-1", at).records] == [
        "R-EVENT"
    ]


def test_a_place_of_work_is_no_home_even_for_a_may_be(words, town, at):
    works = words.record(
        "WORK", "contact", "2026-10-01T10:00",
        words.maybe("P-X", place="L-1", address_is="place_of_work"),
    )  # fmt: skip
    facts = Facts((*town, works), PLACES)
    assert "P-X" not in {one.person for one in build_place(facts, "L-1", at).people}


def test_a_may_be_is_told_on_a_place_and_is_not_among_those_who_live_there_surely(words, town, at):
    stays = words.record("STAY", "contact", "2026-10-01T10:00", words.maybe("P-X", place="L-1"))
    order = words.record("ORD", "order", "2026-11-01T10:00", words.one("P-X", "respondent"))
    place = build_place(Facts((*town, stays, order), PLACES), "L-1", at)
    assert {one.person: one.link for one in place.now()}["P-X"] is Link.MAY_BE
    assert place.orders == ()
