"""Whoever is near is pictured alone, and a record is read once: a brief says the same for less."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstlight.kernel.values.viewer import system_viewer
from firstlight.picture import selectors as pictures

pytestmark = pytest.mark.once
SYSTEM = system_viewer("test")
HOME = {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}


@pytest.fixture(scope="module")
def household(saddler_row, take, at):
    """Keeley, Ryan and Poppy, and a dog told of at their address: a marker that names nobody."""
    take(
        "oak-orders", "warning_marker", 30, [], places=[{"role": "scene", "address": HOME}],
        details={
            "marker": "officer_safety", "reason": "a dog", "owner": "Oakshire",
            "begins_at": (at - timedelta(days=30)).isoformat(),
        },
    )  # fmt: skip
    return set(saddler_row["form"].people.values())


def test_somebody_pictured_alone_is_told_the_same_but_for_how_others_stand_to_them(household, at):
    together = pictures.persons(household, viewer=SYSTEM, at=at)
    alone = pictures.persons_alone(household, viewer=SYSTEM, at=at)
    assert any(one.relations for one in together.values())
    assert any(marker.person is None for one in alone.values() for marker in one.markers)
    assert alone == {ref: replace(one, relations=(), household=()) for ref, one in together.items()}


def test_a_record_is_read_once_for_one_answer_and_afresh_for_the_next(household, at):
    def read():
        with CaptureQueriesContext(connection) as asked:
            pictures.persons_alone(household, viewer=SYSTEM, at=at)
        return any('FROM "records_version"' in one["sql"] for one in asked)

    with pictures.reading_once():
        assert (read(), read()) == (True, False)
    assert read()
