"""What must not get in is written so that it does not, each wrong at least once."""

from __future__ import annotations

import json

import pytest

from firstlight.records.rules import KINDS, read
from simulation.book import parse
from simulation.dirty import WRONGS
from simulation.sources import SOURCES

UNTIL = parse("2026-11-22T06:00:00Z")

pytestmark = pytest.mark.unit


def _becomes(text: str) -> str:
    try:
        record = json.loads(text)
    except json.JSONDecodeError:
        return "quarantined"
    if not isinstance(record, dict) or record.get("source") not in SOURCES:
        return "quarantined"
    return "quarantined" if read(record, UNTIL).faults else "taken"


def test_each_dirty_line_becomes_what_is_said_of_it(county):
    lines = (county.folder / "records-dirty.jsonl").read_text("utf-8").splitlines()
    told = county.document("dirty.json")
    assert len(lines) == len(told)
    for text, row in zip(lines, told, strict=True):
        if row["must_become"] in {"quarantined", "taken"}:
            assert _becomes(text) == row["must_become"], row["wrong"]


def test_every_wrong_is_there(county):
    wrongs = {row["wrong"] for row in county.document("dirty.json")}
    assert {name for name, _, _ in WRONGS} <= wrongs
    assert {"a record twice", "same version, other content"} <= wrongs


def test_the_media_is_cut_out_and_said(county):
    lines = (county.folder / "records-dirty.jsonl").read_text("utf-8").splitlines()
    place = next(
        r["line"] for r in county.document("dirty.json") if r["wrong"] == "media in the text"
    )
    reading = read(json.loads(lines[place - 1]), UNTIL)
    assert [item.kind for item in reading.removed] == ["image/jpeg"]
    assert reading.sound
    assert "/9j/" not in json.dumps(reading.content)


def test_twice_is_the_same_and_the_conflict_is_not(county):
    lines = (county.folder / "records-dirty.jsonl").read_text("utf-8").splitlines()
    first, again, other = (json.loads(text) for text in lines[-3:])
    assert first == again
    assert first != other
    assert {first["source_version"], other["source_version"]} == {1}
    assert first["kind"] in KINDS
