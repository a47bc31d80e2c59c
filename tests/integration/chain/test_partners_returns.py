"""The council's own returns, which carry no names: each child joins by number and date of birth."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from firstlight.config.demo.filling import take_returns
from firstlight.config.demo.folder import Folder
from firstlight.intake.selectors import files
from firstlight.people.selectors import appearance_of, person_at
from firstlight.records.models import Version
from firstlight.records.selectors import record_of_source
from tests.integration.chain.conftest import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]


def truth(files):
    chosen, appearances = [], defaultdict(list)
    for text in (files / "truth.jsonl").read_text().splitlines():
        row = json.loads(text)
        if row["what"] == "partner_child":
            chosen.append(row)
        elif row["what"] == "appearance":
            appearances[row["person"]].append((row["source"], row["source_ref"], row["key"]))
    return chosen, appearances


def test_twenty_of_twenty_join_and_the_one_with_another_date_of_birth_does_not(oakshire):
    chosen, appearances = truth(oakshire.files)
    assert len(chosen) == 20
    wanted = {(s, r) for row in chosen for s, r, _ in appearances[row["person"]]}
    rows = []
    for path in oakshire.files.glob("records-*.jsonl"):
        for text in path.read_text().splitlines() if "dirty" not in path.name else ():
            raw = json.loads(text)
            if (raw["source"], raw["source_ref"]) in wanted:
                rows.append(raw)
    oakshire.tell_at_once(rows)
    counts = take_returns(Folder(oakshire.files), by=SYSTEM, at=oakshire.now)
    assert counts.taken
    returned = by_council_id()
    joined, apart = [], []
    for row in chosen:
        mine = {standing(*where) for where in appearances[row["person"]]} - {None}
        theirs = returned[row["council_id"]]
        assert theirs, f"no return was taken in for a child of {row['file']}"
        (apart if row["wrong_birth"] else joined).append(
            (row["person"], bool(mine & theirs), bool(theirs - mine))
        )
    assert apart
    assert [one for one in joined if one[1:] != (True, False)] == []
    assert [one for one in apart if one[1]] == []
    assert len(joined) + len(apart) == 20


def standing(source, source_ref, key):
    record = record_of_source(source, source_ref)
    found = record and appearance_of(record.ref, key)
    return person_at(found, viewer=SYSTEM) if found else None


def by_council_id():
    """Give who each council number stands for in the returns alone."""
    of = defaultdict(set)
    versions = Version.objects.filter(
        record__source__in=("looked-after-children", "children-in-need")
    )
    for version in versions:
        for one in json.loads(version.content)["people"]:
            for scheme, value in one.get("identifiers", {}).items():
                found = appearance_of(version.record.ref, one["key"])
                if scheme.startswith("la:") and found:
                    of[value].add(person_at(found, viewer=SYSTEM))
    return of


def test_a_list_in_columns_of_its_own_is_taken_by_its_mapping_and_its_bad_row_waits(oakshire):
    take_returns(Folder(oakshire.files), by=SYSTEM, at=oakshire.now)
    ((told,), _) = files(SYSTEM, "youth-service", slice(10))
    assert (told.total, told.waiting) == (12, 1)
    returned = Version.objects.filter(
        record__source="looked-after-children", content__contains="as_of"
    )
    days = {json.loads(one.content)["details"].get("as_of") for one in returned} - {None}
    assert days == {"2026-03-31"}
