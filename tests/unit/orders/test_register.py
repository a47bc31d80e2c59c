"""What the register says of orders and of the kinds of bail; unknown is never told as no."""

from datetime import timedelta

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.orders.rules.register import BAIL, row_of
from firstlight.records.rules.kinds.orders import Bail, Order


@pytest.mark.parametrize("kind", BAIL)
def test_each_kind_of_bail_and_release_is_told_by_its_own_name(kind, at):
    row = row_of(
        Bail(bail_type=kind, conditions=["no contact"], ends_at=at + timedelta(days=1)), at
    )
    assert row.title == BAIL[kind]
    assert row.served is None
    assert row.is_bail


def test_release_under_investigation_carries_no_conditions_whatever_was_typed(at):
    row = row_of(Bail(bail_type="released_under_investigation", conditions=["no contact"]), at)
    assert row.conditions == ()
    assert row.conditions_said == "carries no conditions"


def test_conditions_not_told_are_not_none(at):
    assert row_of(Bail(bail_type="court"), at).conditions_said == "conditions not told"


@pytest.mark.parametrize(
    ("served", "listed"), [("yes", False), ("no", True), ("unknown", True), ("not_asked", True)]
)
def test_an_order_not_shown_as_served_is_listed_until_it_is(served, listed, at):
    order = Order(order_type="restraining", served=served, ends_at=at + timedelta(days=90))
    assert row_of(order, at).unserved is listed


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (1, True), (14, True), (15, False)])
def test_what_ends_within_fourteen_days_ends_soon(days, soon, at):
    order = Order(order_type="restraining", served="yes", ends_at=at + timedelta(days=days))
    assert row_of(order, at).ends_soon(at) is soon


def test_an_order_whose_power_of_arrest_is_not_told_says_unknown(at):
    assert row_of(Order(), at).power_of_arrest is Answer.UNKNOWN


def test_a_discharged_order_is_in_no_list_of_what_stands(at):
    order = Order(order_type="restraining", discharged_at=at - timedelta(days=1))
    assert not row_of(order, at).unserved
