"""Words of a text are offered to be read; they raise no floor, and what they deny is not offered."""

from dataclasses import replace

import pytest

from firstlight.records.rules.parts import Statement
from firstlight.risk.rules.engine import assess
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES
from firstlight.risk.rules.unseen import without
from unit.risk.making import named, person, record, situation

ALL_ON = Settings(switched_on=frozenset(rule.code for rule in RULES))
SPEAKS = {
    "strangulation": "He put his hands round her neck last week.",
    "a threat to kill": "Texted that he is going to kill her.",
    "a pregnancy": "She is six months pregnant.",
    "exploitation": "Picked up from school by her older boyfriend.",
    "self-harm or suicide": "Mum found a note about suicide.",
    "images of a child": "A naked picture of her is on several phones.",
    "a child afraid or hurt": "Says she is scared of him.",
}
DENIES = (
    "No strangulation. Denies any threats to kill. She is not pregnant.",
    "There is nothing to suggest exploitation or grooming. Suicide was ruled out.",
    "She isn't afraid of anybody. No nudes were sent.",
    "Hands round her neck: denied by both.",
)


def _job(text, **more):
    return replace(record("incident", role="child", people=[named(role="child")]), narrative=text, **more)  # fmt: skip


def offered(*records):
    return assess(situation(person(*records)), ALL_ON)


@pytest.mark.parametrize("about", SPEAKS)
def test_a_text_is_offered_and_raises_no_floor(about):
    found = offered(_job(SPEAKS[about]))
    assert [one.about for one in found.to_read] == [about]
    assert {floor.level for floor in found.floors.values()} == {None}
    assert "to_read" in found.to_json()


@pytest.mark.parametrize("text", DENIES)
def test_what_a_text_denies_is_not_offered(text):
    found = offered(_job(text))
    assert found.to_read == ()
    assert "to_read" not in found.to_json()


def test_a_denial_in_one_clause_does_not_hide_what_another_says():
    found = offered(_job("Denies a knife was used but he strangled her before."))
    assert [one.about for one in found.to_read] == ["strangulation"]


def test_what_a_form_says_already_is_not_offered_again():
    form = record("domestic_abuse_incident", people=[named(role="child")], strangulation="yes")
    told = offered(replace(form, narrative="He strangled her and is going to kill her."))
    assert [one.about for one in told.to_read] == ["a threat to kill"]


def test_an_owners_line_an_old_text_and_a_hidden_record_are_not_offered():
    text = SPEAKS["strangulation"]
    kept = _job(text, statement=Statement(nature="intelligence", handling="C"))
    old = replace(record("incident", days_ago=400, people=[named(role="child")]), narrative=text)
    assert offered(kept, old).to_read == ()
    seen = _job(text)
    assert without(offered(seen), {seen.ref}).to_read == ()
