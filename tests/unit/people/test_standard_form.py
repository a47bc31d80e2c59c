"""One standard form for names of many scripts, dates, telephones and addresses."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.people.rules.addresses import address_key
from firstlight.people.rules.folding import fold, fold_name
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.model import load_model
from firstlight.people.rules.scoring import score
from firstlight.people.rules.standardise import phone_of, standardise


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łukasz", "LUKASZ"), ("Søren", "SOREN"), ("Strauß", "STRAUSS"), ("I\u015f\u0131l", "ISIL"),
        ("Đặng", "DANG"), ("Þóra", "THORA"), ("Æthel", "AETHEL"), ("Zoë", "ZOE"),
        ("O’Brien", "OBRIEN"), ("Anne-Marie", "ANNE MARIE"), ("  de  la Cruz ", "DE LA CRUZ"),
        ("Nguyễn", "NGUYEN"), ("Şahin", "SAHIN"), ("Ștefan", "STEFAN"), ("Ọlá", "OLA"),
    ],
)  # fmt: skip
def test_latin_names_fold_to_ascii(written, folded):
    assert fold_name(written) == folded


@pytest.mark.parametrize("written", ["Юлія", "مريم", "ਗੁਰਪ੍ਰੀਤ", "李娜", "Ελένη", "שרה", "অনিতা"])
def test_names_of_another_script_keep_their_letters(written):
    folded = fold_name(written)
    assert folded
    assert not folded.isascii()
    assert fold_name(folded) == folded


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_folding_is_settled_after_one_turn(text):
    assert fold_name(fold_name(text)) == fold_name(text)
    assert fold(text) == fold(fold(text)) or not fold(text).isascii()


def test_another_script_has_exact_keys_only_and_no_conflict_with_latin():
    one = standardise({"given": "Юлія", "family": "Іваненко", "born_on": "2011-04-03"})
    same = standardise({"given": "ЮЛІЯ", "family": "іваненко", "born_on": "2011-04-03"})
    latin = standardise({"given": "Yuliia", "family": "Ivanenko", "born_on": "2011-04-03"})
    assert one == same
    assert {k.split(":")[0] for k in blocking_keys(one)} == {"nm", "fb", "gb"}
    assert score(one, latin, load_model()).levels[:2] == (0, 0)


@pytest.mark.parametrize(
    ("born", "precision", "kept"),
    [
        ("2012-02-12", "day", date(2012, 2, 12)),
        ("1900-01-01", "day", None),
        ("1970-01-01", "", None),
        ("1970-01-01", "day", date(1970, 1, 1)),
        ("9999-12-31", "", None),
        ("12/02/2012", "", None),
        ("2012-02-30", "", None),
        (None, "", None),
    ],
)
def test_placeholder_dates_are_missing(born, precision, kept):
    assert standardise({"born_on": born, "born_precision": precision}).born_on == kept


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("07700 900123", "+447700900123"), ("+44 (0)7700 900123", "+447700900123"),
        ("01632 960 123", "+441632960123"), ("020 7946 0123", "+442079460123"),
        ("0044 7700 900123", "+447700900123"), ("+48 601 234 567", "+48601234567"),
        ("none", ""), ("123", ""),
    ],
)  # fmt: skip
def test_telephones_become_e164_and_drama_numbers_count(written, e164):
    assert phone_of(written) == e164


@pytest.mark.parametrize(
    "address",
    [
        {"text": "Flat 2, 14 Larch Court, Wexcombe ZX4 2AB"},
        {"text": "14 Larch Ct, Flat 2, Wexcombe, zx42ab"},
        {"text": "2/14 Larch Court ZX4 2AB"},
        {"flat": "Flat 2", "number": "14", "street": "Larch Court", "postcode": "ZX4 2AB"},
        {"flat": "2", "street": "14 Larch Ct", "postcode": "ZX42AB"},
        {"building": "Flat 2", "number": "14", "street": "Larch Court", "postcode": "ZX4 2AB"},
        {"postcode": "ZX4 2AB", "text": "Flat 2, 14 Larch Court"},
    ],
)
def test_one_flat_however_it_is_written(address):
    key = address_key(address)
    assert (key.normal, key.building_normal, key.postcode) == (
        "2|14 LARCH COURT", "14 LARCH COURT", "ZX42AB",
    )  # fmt: skip


def test_the_flat_level_matters():
    flats = [address_key({"text": f"Flat {n}, 14 Larch Court, ZX4 2AB"}) for n in (2, 3)]
    assert flats[0].normal != flats[1].normal
    assert flats[0].building_normal == flats[1].building_normal


@pytest.mark.parametrize(
    "address",
    [{"text": "Wexcombe"}, {"text": "Mill Lane, Wexcombe"}, {"street": "Mill Lane"}, {},
     {"text": "No fixed abode"}, {"postcode": "ZX4 2AB"}, {"text": "14"}],
)  # fmt: skip
def test_what_is_no_dwelling_is_no_home(address):
    assert address_key(address).normal == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=12))
def test_nothing_told_makes_the_standardiser_fail(text, name, number):
    told = {"given": name, "family": text, "born_on": number, "sex": name, "phones": [number]}
    told |= {"address": {"text": text, "flat": number}, "identifiers": {"nhs": number, "cro": text}}
    who = standardise(told)
    assert blocking_keys(who) == blocking_keys(who)
    assert len(blocking_keys(who)) <= 40
