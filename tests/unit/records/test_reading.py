"""A time that cannot be told in another zone is a fault of its record, and of nothing beside it."""

from datetime import UTC, datetime

import pytest

from firstlight.records.rules.publishing import example_of
from firstlight.records.rules.reading import read

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"])
@pytest.mark.parametrize("place", ["told_at", "recorded_at", "modified_at", "occurred"])
def test_a_time_at_the_end_of_the_calendar_waits(moment, place):
    told = {place: {"begins": moment}} if place == "occurred" else {place: moment}
    found = read(example_of("incident") | told, AT)
    assert any("is in no year" in one.problem for one in found.faults)


def test_a_version_no_reader_of_json_keeps_whole_waits():
    assert read(example_of("incident") | {"source_version": 2**53}, AT).faults
    assert not read(example_of("incident") | {"source_version": 2**53 - 1}, AT).faults


def test_what_happened_long_ago_is_taken():
    long_ago = {
        "people": [],
        "relations": [],
        "occurred": {"begins": "1962-05-01T00:00:00Z", "precision": "month"},
    }
    assert not read(example_of("incident") | long_ago, AT).faults


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_time_of_the_details_at_the_end_of_the_calendar_waits(moment):
    found = read(_released(moment), AT)
    assert [(one.field, one.problem) for one in found.faults] == [
        ("details.released_at", "is in no year this can be of")
    ]


def test_a_time_of_the_details_without_a_zone_waits():
    found = read(_released("2026-11-22T01:00:00"), AT)
    assert [(one.field, one.problem) for one in found.faults] == [
        ("details.released_at", "has no zone")
    ]
    assert not read(_released("2026-11-22T01:00:00Z"), AT).faults


def _released(moment):
    arrest = example_of("arrest")
    return arrest | {"details": arrest["details"] | {"released_at": moment}}
