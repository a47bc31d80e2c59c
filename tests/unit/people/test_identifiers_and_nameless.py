"""Identifiers link only when sound; a mention without a name asks nobody."""

import pytest

from firstlight.people.rules.identifiers import checked
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.model import load_model
from firstlight.people.rules.standardise import standardise
from firstlight.people.rules.zones import judge, scored

NHS, OTHER_NHS = "9434765919", "4010232137"
UPN = "H801200001001"


def mention(given="", family="", born_on=None, **told):
    return standardise({"given": given, "family": family, "born_on": born_on, **told})


def zone(a, b):
    model = load_model()
    people = {"a": a, "b": b}
    fresh = [scored("a", "b", a, b, model)]
    return judge(fresh, people, {"a": ["b"], "b": ["a"]}, model)[0].zone


@pytest.mark.parametrize(
    ("scheme", "value", "kept"),
    [
        ("nhs", "943 476 5919", "9434765919"),
        ("nhs", "9434765918", ""),
        ("nhs", "9999999999", ""),
        ("pnc", "2004/0046583U", "04/0046583U"),
        ("pnc", "04/46583U", "04/0046583U"),
        ("pnc", "2004/0046583V", ""),
        ("cro", "265416/21G", "265416/21G"),
        ("cro", "265416/21H", ""),
        ("la:E10000099", " 00123 ", "00123"),
        ("la:", "00123", ""),
        ("passport", "123456789", ""),
    ],
)
def test_only_identifiers_that_pass_their_check_are_used(scheme, value, kept):
    assert checked(scheme, value) == kept


def test_a_upn_is_checked_by_its_letter():
    good = [c + "801200001001" for c in "ABCDEFGHJKLMNPQRTUVWXYZ"]
    assert sum(bool(checked("upn", u)) for u in good) == 1


def test_nameless_links_on_the_councils_own_child_id_with_the_date_agreeing():
    told = {"identifiers": {"la:E10000099": "8812"}}
    assert (
        zone(mention(born_on="2011-04-03", **told), mention("Ivy", "Marsh", "2011-04-03", **told))
        == "link"
    )


@pytest.mark.parametrize("born", [None, "2011-04-30", "2009-04-03"])
def test_nameless_with_the_date_missing_or_unlike_stands_alone_and_asks_nobody(born):
    told = {"identifiers": {"la:E10000099": "8812"}}
    assert (
        zone(mention(born_on=born, **told), mention("Ivy", "Marsh", "2011-04-03", **told))
        == "apart"
    )


def test_two_councils_ids_are_not_one_number():
    one = mention(born_on="2011-04-03", identifiers={"la:E10000099": "8812"})
    other = mention(born_on="2011-04-03", identifiers={"la:E10000098": "8812"})
    assert zone(one, other) == "apart"


def test_nameless_does_not_link_by_home_telephone_and_date_together():
    told = {"phones": ["07700 900111"], "address": {"text": "14 Larch Court, ZX4 2AB"}, "sex": "F"}
    assert (
        zone(mention(born_on="2011-04-03", **told), mention("Ivy", "Marsh", "2011-04-03", **told))
        == "apart"
    )


@pytest.mark.parametrize("given", ["Unknown", "unknown male", "N/K", "Baby", "", "not known"])
@pytest.mark.parametrize("family", ["Unknown", "male", "N/K", ""])
def test_an_unknown_male_is_nobodys_double(given, family):
    one = mention(given, family, "2011-04-03", phones=["07700 900111"], sex="M")
    assert one.nameless
    assert zone(one, one) == "apart"
    assert blocking_keys(one) == ()


def test_nameless_has_only_the_keys_of_its_identifiers():
    one = mention(born_on="2011-04-03", phones=["07700 900111"], identifiers={"nhs": NHS})
    assert blocking_keys(one) == (f"id:nhs:{NHS}",)


@pytest.mark.parametrize(
    "other", [("Tobias", "2011-04-03"), ("Ivy", "2009-08-30"), ("Ivy", "2011-09-17")]
)
def test_an_equal_number_with_conflicting_name_or_date_goes_to_a_person(other):
    given, born = other
    a = mention("Ivy", "Marsh", "2011-04-03", identifiers={"nhs": NHS})
    b = mention(given, "Dale", born, identifiers={"nhs": NHS})
    assert zone(a, b) == "ask"


def test_an_equal_nhs_number_carries_a_changed_surname_and_home():
    a = mention(
        "Ivy",
        "Marsh",
        "2011-04-03",
        identifiers={"nhs": NHS},
        address={"text": "14 Larch Court, ZX4 2AB"},
    )
    b = mention(
        "Ivy",
        "Dale",
        "2011-04-03",
        identifiers={"nhs": NHS},
        address={"text": "9 Mill Road, ZX9 9ZZ"},
    )
    assert zone(a, b) == "link"


def test_two_nhs_numbers_keep_two_records_apart():
    a = mention("Ivy", "Marsh", "2011-04-03", identifiers={"nhs": NHS})
    b = mention("Ivy", "Marsh", "2011-04-03", identifiers={"nhs": OTHER_NHS})
    assert zone(a, b) == "apart"


def test_never_on_a_upn_alone():
    good = next(
        c + "801200001001" for c in "ABCDEFGHJKLMNPQRTUVWXYZ" if checked("upn", c + "801200001001")
    )
    a = mention("Ivy", "Marsh", None, identifiers={"upn": good})
    b = mention("Ivy", "Dale", "2011-04-03", identifiers={"upn": good})
    assert zone(a, b) != "link"
    assert zone(mention(born_on="2011-04-03", identifiers={"upn": good}), b) == "link"
