"""Each framework has its own words, by date, and is never compared with another."""

from datetime import date

import pytest

from firstlight.risk.rules import levels


def test_the_lowest_missing_level_changed_its_name():
    assert levels.word("missing", "very_low", date(2023, 5, 1)) == "No apparent risk (absent)"
    assert levels.word("missing", "very_low", date(2026, 5, 1)) == "Very low risk"


def test_a_level_of_another_scale_cannot_be_compared():
    with pytest.raises(ValueError, match="not a level"):
        levels.is_below("missing", "standard", "high")
    with pytest.raises(ValueError, match="not a level"):
        levels.highest("domestic", ["low", "high"])
    with pytest.raises(ValueError, match="not a framework"):
        levels.scale("weather", date(2026, 1, 1))


def test_within_a_scale_the_order_holds():
    assert levels.highest("missing", ["low", "high", "very_low"]) == "high"
    assert levels.highest("missing", []) is None
    assert levels.is_below("domestic", "standard", "medium")
    assert not levels.is_below("domestic", "standard", None)


def test_no_level_is_said_as_not_known_and_never_as_low():
    assert levels.word("missing", None, date(2026, 1, 1)) == "Not known"
    assert levels.word("missing", "unknown", date(2026, 1, 1)) == "Not known"


def test_a_child_at_high_missing_starts_the_notice_to_childrens_services():
    assert levels.opened_by_level("missing", "high", child=True) == ("MISS_HIGH_CSC",)
    assert levels.opened_by_level("missing", "high", child=False) == ()
    assert levels.opened_by_level("domestic", "high", child=True) == ()
