"""However many records a batch holds, the same people come of them."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest
from django.db import transaction

from firstlight.kernel.values.viewer import system_viewer
from firstlight.people import selectors as people
from firstlight.people.services import loading, take_in_many
from firstlight.picture.selectors import person as picture_of
from firstlight.records.selectors import history, record
from firstlight.records.services import register_source

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
HOME = {"text": "4 Kestrel Rise, Wexcombe ZX4 2AB"}
FAMILY = [
    ("Ivy", "2012-05-14"),
    ("Ira", "2012-05-14"),
    ("Ivy", None),
    ("I", None),
    ("Rosa", "1986-01-02"),
]


def crime(place, given, born, version=1):
    return {
        "source": "rms", "source_ref": f"c{place}", "source_version": version, "kind": "crime",
        "recorded_at": "2026-11-20T10:00:00Z",
        "people": [{"key": "s", "role": "victim", "given": given, "family": "Marsh",
                    "born_on": born, "address": HOME if place % 3 else None}],
    }  # fmt: skip


def county():
    rows = [crime(place, *FAMILY[place % len(FAMILY)]) for place in range(25)]
    return [*rows, crime(3, "Rosa", "1986-01-02", version=2)]


@pytest.fixture(autouse=True)
def source():
    register_source(code="rms", name="rms", owner="x", by=SYSTEM, at=AT)


def people_of(size):
    """Take the county in by batches of a size; give who stands together, then forget it all."""
    rows, before = county(), transaction.savepoint()
    with loading():
        for place in range(0, len(rows), size):
            take_in_many(rows[place : place + size], by=SYSTEM, at=AT)
    told = defaultdict(set)
    for ref, _, _, person in people.partition():
        told[person].add(record(ref).source_ref)
    transaction.savepoint_rollback(before)
    return sorted(sorted(refs) for refs in told.values())


def test_one_batch_gives_the_people_that_one_by_one_gives():
    one_by_one = people_of(1)
    assert len(one_by_one) > 2
    assert people_of(100) == people_of(7) == one_by_one


def test_a_version_outdone_in_its_own_batch_names_nobody():
    take_in_many([crime(3, "Ira", None), crime(3, "Rosa", None, version=2)], by=SYSTEM, at=AT)
    ((ref, _, _, person),) = people.partition()
    assert picture_of(person, viewer=SYSTEM, at=AT).name == "Rosa Marsh"
    assert [version.number for version in history(ref)] == [1, 2]
