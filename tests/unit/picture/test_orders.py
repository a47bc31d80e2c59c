from __future__ import annotations

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.orders import order_view
from firstlight.records.rules.kinds import KINDS

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
MADE = {"made_at": "2026-11-01T10:00Z"}
NEXT_YEAR, LAST_WEEK = "2027-11-01T10:00Z", "2026-11-15T10:00Z"


@pytest.mark.parametrize(
    ("details", "in_force"),
    [
        ({"order_type": "non_molestation", "served": "yes", "ends_at": NEXT_YEAR, **MADE}, YES),
        ({"order_type": "non_molestation", "served": "unknown", "ends_at": NEXT_YEAR, **MADE}, UNKNOWN),
        ({"order_type": "non_molestation", "served": "no", "ends_at": NEXT_YEAR, **MADE}, UNKNOWN),
        ({"order_type": "non_molestation", "served_at": LAST_WEEK, **MADE}, YES),
        ({"order_type": "non_molestation", "served_at": NEXT_YEAR, **MADE}, UNKNOWN),
        ({"order_type": "non_molestation", "served": "yes", "ends_at": LAST_WEEK, **MADE}, NO),
        ({"order_type": "non_molestation", "served": "yes", "discharged_at": LAST_WEEK}, NO),
        ({"order_type": "non_molestation", "served": "yes", "made_at": NEXT_YEAR}, NO),
        ({"order_type": "dvpo", "served": "yes"}, UNKNOWN),
        ({"order_type": "care_order", "served": "not_asked", **MADE}, YES),
        ({"order_type": "emergency_protection", **MADE}, UNKNOWN),
    ],
)  # fmt: skip
def test_an_order_is_in_force_only_where_that_is_told(words, at, details, in_force):
    record = words.record("A", "order", "2026-11-01T10:00", details=details)
    assert order_view(record, at).in_force is in_force


@pytest.mark.parametrize(
    ("details", "in_force"),
    [({"ends_at": NEXT_YEAR}, YES), ({"ends_at": LAST_WEEK}, NO), ({}, UNKNOWN), ({"begins_at": NEXT_YEAR}, NO)],
)  # fmt: skip
def test_bail_without_an_end_told_is_not_known_to_stand(words, at, details, in_force):
    record = words.record("A", "bail", "2026-11-01T10:00", details=details)
    assert order_view(record, at).in_force is in_force


def test_a_later_version_that_varies_an_order_is_what_is_read(words, at):
    first = words.record(
        "A", "order", "2026-11-01T10:00", details={"served": "yes", "conditions": ["no contact"]}
    )
    varied = words.record(
        "A",
        "order",
        "2026-11-01T10:00",
        details={"served": "yes", "conditions": ["contact by letter"]},
    )
    assert order_view(first, at).conditions == ("no contact",)
    assert order_view(varied, at).conditions == ("contact by letter",)


def test_release_under_investigation_has_no_conditions(words, at):
    details = {"bail_type": "released_under_investigation", "conditions": ["no contact"]}
    assert (
        order_view(words.record("A", "bail", "2026-11-01T10:00", details=details), at).conditions
        == ()
    )


def test_who_is_bound_and_who_protected(words, at):
    pair = (words.one("P-D", "respondent"), words.one("P-M", "protected_party"))
    view = order_view(words.record("A", "order", "2026-11-01T10:00", *pair), at)
    assert (view.binds, view.protects) == (("P-D",), ("P-M",))
    care = words.record(
        "B", "order", "2026-11-01T10:00", words.one("P-C"), details={"order_type": "care_order"}
    )
    view = order_view(care, at)
    assert (view.binds, view.protects) == ((), ("P-C",))
    bail = order_view(words.record("C", "bail", "2026-11-01T10:00", words.one("P-D")), at)
    assert (bail.binds, bail.protects) == (("P-D",), ())


def test_a_may_be_is_bound_by_nothing(words, at):
    view = order_view(
        words.record("A", "order", "2026-11-01T10:00", words.maybe("P-D", role="respondent")), at
    )
    assert view.binds == ()


def test_nothing_else_is_an_order(words, at):
    others = set(KINDS) - {"order", "bail"}
    assert all(
        order_view(words.record("A", kind, "2026-11-01T10:00"), at) is None for kind in others
    )
