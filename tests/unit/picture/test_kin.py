from __future__ import annotations

from datetime import date

from firstlight.picture.rules.facts import PlaceFacts
from firstlight.picture.rules.values import Link, Nearness

IVY, MUM, DAD, BROTHER = "P-IVY", "P-MUM", "P-DAD", "P-BRO"


def _kinds(picture):
    return {(one.other, one.kind) for one in picture.relations}


def test_a_relation_is_told_from_both_sides_by_key_or_reference(words, ivy):
    one, other = words.one(MUM, "carer"), words.one(IVY)
    for ends in ((one.ref, other.ref), (one.key, other.key)):
        told = words.record(
            "A",
            "contact",
            "2026-05-01T10:00",
            one,
            other,
            relations=((ends[0], "parent_of", ends[1]),),
        )
        assert (MUM, "parent_of") in _kinds(ivy(told))
        assert (IVY, "child_of") in _kinds(ivy(told, person=MUM))


def test_a_parent_named_by_role_is_the_childs_and_not_the_suspects(words, ivy):
    online = words.record(
        "A", "online_referral", "2026-05-01T10:00",
        words.one(DAD), words.one(MUM, "parent"), words.one(IVY, "child"),
    )  # fmt: skip
    assert (MUM, "parent_of") in _kinds(ivy(online))
    assert ivy(online, person=DAD).relations == ()
    grown = words.record(
        "B", "contact", "2026-05-01T10:00", words.one(DAD, age_stated=40), words.one(MUM, "carer")
    )
    assert ivy(grown, person=DAD).relations == ()


def test_children_of_one_parent_are_siblings(words, ivy):
    born = [
        words.record(ref, "contact", "2026-05-01T10:00", words.one(MUM, "parent"), words.one(child))
        for ref, child in (("A", IVY), ("B", BROTHER))
    ]
    (sibling,) = [one for one in ivy(*born).relations if one.kind == "sibling_of"]
    assert (sibling.other, sibling.nearness, sibling.current) == (BROTHER, Nearness.RELATED, True)


def test_living_at_one_address_now_makes_a_household_and_moving_away_ends_it(words, ivy):
    here = [
        words.home("A", "2026-05-01T10:00", IVY, "L-1"),
        words.home("B", "2026-05-02T10:00", MUM, "L-1"),
        words.home("C", "2026-05-02T10:00", DAD, "L-1"),
    ]
    gone = words.home("D", "2026-09-02T10:00", DAD, "L-7")
    assert ivy(*here).household == (DAD, MUM)
    picture = ivy(*here, gone)
    assert picture.household == (MUM,)
    (dad,) = [one for one in picture.relations if one.other == DAD]
    assert (dad.kind, dad.current, dad.nearness) == ("lived_with", False, Nearness.FORMERLY)


def test_an_earlier_tenant_was_never_of_the_household(words, ivy):
    records = [
        words.home("A", "2026-05-01T10:00", IVY, "L-1"),
        words.home("B", "2022-05-02T10:00", DAD, "L-1"),
    ]
    assert ivy(*records).relations == ()


def test_a_home_for_many_makes_no_household(words, ivy):
    records = [
        words.home("A", "2026-05-01T10:00", IVY, "L-9", how="placement"),
        words.home("B", "2026-05-02T10:00", BROTHER, "L-9", how="placement"),
    ]
    assert ivy(*records).household == (BROTHER,)
    assert ivy(*records, places={"L-9": PlaceFacts("L-9", institution="care_home")}).household == ()


def test_a_may_be_never_makes_a_household(words, ivy):
    records = [
        words.home("A", "2026-05-01T10:00", IVY, "L-1"),
        words.record("B", "contact", "2026-05-02T10:00", words.maybe(DAD, place="L-1")),
    ]
    picture = ivy(*records)
    assert picture.household == ()
    (dad,) = picture.relations
    assert (dad.other, dad.link, dad.nearness) == (DAD, Link.MAY_BE, Nearness.HOUSEHOLD)


def test_a_relation_that_ended_is_not_current_until_told_again(words, ivy):
    pair = (words.one(DAD, "associate"), words.one(IVY))
    told = ((pair[0].key, "lives_with", pair[1].key),)
    ended = words.record(
        "A",
        "contact",
        "2026-05-01T10:00",
        *pair,
        relations=told,
        relation_ends=((*told[0], date(2026, 6, 1)),),
    )
    assert [one.current for one in ivy(ended).relations] == [False]
    again = words.record("B", "contact", "2026-08-01T10:00", *pair, relations=told)
    assert [one.current for one in ivy(ended, again).relations] == [True]
