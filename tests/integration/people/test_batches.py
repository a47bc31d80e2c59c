"""However many records a batch holds, the same people come of them."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest
from django.db import transaction

from firstlight.audit.selectors import position
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people import selectors as people
from firstlight.people.services import loading, take_in_many
from firstlight.people.taking import remembering
from firstlight.picture.selectors import person as picture_of
from firstlight.picture.selectors import situations
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


@pytest.mark.parametrize(("room", "kept"), [(300, False), (3000, True)])
def test_a_load_forgets_when_its_memory_is_full_and_finds_the_same_people(
    monkeypatch, settings, room, kept
):
    one_by_one = people_of(1)
    monkeypatch.setattr(remembering, "MOST_KNOWN", 10)
    settings.LOAD_MB = room
    assert people_of(7) == one_by_one
    with loading():
        take_in_many(county(), by=SYSTEM, at=AT)
        held = position()
        first = remembering.memory_at(held + 1)
        assert (len(first.known.by_code) > 10) is kept


def test_a_version_outdone_in_its_own_batch_names_nobody():
    take_in_many([crime(3, "Ira", None), crime(3, "Rosa", None, version=2)], by=SYSTEM, at=AT)
    ((ref, _, _, person),) = people.partition()
    assert picture_of(person, viewer=SYSTEM, at=AT).name == "Rosa Marsh"
    assert [version.number for version in history(ref)] == [1, 2]


def test_what_the_rules_look_at_is_the_same_whoever_is_worked_with_somebody():
    elsewhere = {"text": "9 Tern Close, Wexcombe ZX4 3CD"}
    told = crime(30, "Rosa", "1986-01-02")
    told["people"][0] |= {"role": "parent", "address": elsewhere}
    told["people"].append({"key": "c", "role": "child", "given": "Ivy", "born_on": "2012-05-14"})
    with loading():
        take_in_many([*county(), told], by=SYSTEM, at=AT)
    persons = sorted({person for _, _, _, person in people.partition()})
    together = situations(persons, at=AT)
    doubted = [one for one in together.values() if any(p.may_be for p in one.people.values())]
    assert len(persons) > 2
    assert doubted, "nobody near may be somebody else: the question is not asked"
    for ref in persons:
        assert situations([ref], at=AT)[ref] == together[ref]


def test_neighbours_stand_together_in_the_order_work_on_many_goes_by():
    far = {"text": "9 Tern Close, Wexcombe ZX4 3CD"}
    names = ["Ada", "Bea", "Cal", "Dot"]
    rows = [crime(place, given, f"199{place}-03-0{place + 1}") for place, given in enumerate(names)]
    for place, row in enumerate(rows):
        row["people"][0]["address"] = [HOME, far][place % 2]
    take_in_many(rows, by=SYSTEM, at=AT)
    persons = [person for _, _, _, person in people.partition()]
    homes = [people.homes_of([ref])[ref] for ref in people.by_home(persons)]
    assert homes[0] == homes[1] != homes[2] == homes[3]
    assert sorted(people.standing([*persons, persons[0], "P-0000000000"])) == sorted(persons)
    assert people.anchors(persons) == {ref: people.anchor(ref) for ref in persons}
