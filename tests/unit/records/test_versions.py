from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.records.rules.versions import Version, current_version, place_version


def version(arrival, content="a", number=None, day=None):
    modified = datetime(2026, 3, day, tzinfo=UTC) if day else None
    return Version(arrival, content, number, modified)


@pytest.mark.parametrize(
    ("existing", "incoming", "placed"),
    [
        ([], version(1), "current"),
        ([version(1, "a", 1)], version(2, "b", 2), "current"),
        ([version(1, "b", 2)], version(2, "a", 1), "older"),
        ([version(1, "a", 1)], version(2, "a", 1), "same"),
        ([version(1, "a", 1)], version(2, "b", 1), "conflict"),
        ([version(1, "a", 1), version(2, "b", 2)], version(3, "x", 1), "conflict"),
        ([version(1, "a", day=2)], version(2, "b", day=3), "current"),
        ([version(1, "b", day=3)], version(2, "a", day=2), "older"),
        ([version(1, "a", day=2)], version(2, "b", day=2), "conflict"),
        ([version(1, "a", day=2)], version(2, "a", day=2), "same"),
        ([version(1, "a", 1, day=9)], version(2, "b", 2, day=1), "current"),
        ([version(1, "a")], version(2, "b"), "current"),
        ([version(1, "a"), version(2, "b")], version(3, "a"), "same"),
        ([version(1, "a", 7)], version(2, "b"), "current"),
        ([version(1, "a", 7), version(2, "b")], version(3, "c", 6), "older"),
    ],
)
def test_what_an_incoming_version_is(existing, incoming, placed):
    assert place_version(existing, incoming) == placed


def test_a_late_older_version_never_becomes_current():
    held = [version(1, "b", 2), version(2, "a", 1)]
    assert current_version(held).source_version == 2


def test_there_is_none_where_none_is_held():
    assert current_version([]) is None


@given(st.permutations(range(1, 7)))
def test_numbered_versions_end_the_same_in_any_order(numbers):
    held = []
    for arrival, number in enumerate(numbers):
        incoming = version(arrival, str(number), number)
        placed = place_version(held, incoming)
        held.append(incoming)
        assert (placed == "current") == (current_version(held) is incoming)
    assert current_version(held).source_version == 6
