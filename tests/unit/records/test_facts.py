"""Every field of every kind is marked adverse, protective or neutral, once, in one table."""

import pytest

from firstlight.records.rules.facts import FACTS
from firstlight.records.rules.kinds import KINDS


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_field_of_a_kind_is_marked_and_nothing_else_is(code):
    assert set(FACTS[code]) == set(KINDS[code].details.model_fields)


def test_the_marked_values_are_ones_that_the_kinds_take():
    for code, rows in FACTS.items():
        for field, fact in rows.items():
            for value in (*fact.worse, *fact.denied):
                KINDS[code].details.model_validate({field: value})


def test_an_adverse_fact_has_a_worse_value_and_a_neutral_or_protective_one_has_none():
    odd = [
        (code, field)
        for code, rows in FACTS.items()
        for field, fact in rows.items()
        if bool(fact.worse) != (fact.character == "adverse")
    ]
    assert odd == []
