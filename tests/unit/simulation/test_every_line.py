"""Every line that is not meant to be dirty can be taken as it is."""

from __future__ import annotations

import json
import re

import pytest

from firstlight.records.rules import KINDS, read
from simulation.book import parse
from simulation.generate import generate
from simulation.sources import SOURCES

UNTIL = parse("2026-11-22T06:00:00Z")

pytestmark = pytest.mark.unit


def test_every_record_is_sound_at_the_time_it_arrives(county):
    faults = [
        (record["source_ref"], fault.field, fault.problem)
        for record, at in county.arrived()
        for fault in read(record, at).faults
    ]
    assert faults == []


def test_what_is_yet_to_come_is_sound_too_and_comes_within_four_days(county):
    rows = county.lines("upcoming.jsonl")
    assert rows
    for row in rows:
        at = parse(row["received_at"])
        assert at > UNTIL
        assert (at - UNTIL).total_seconds() <= 96 * 3600
        assert read(row["record"], at).faults == ()


def test_every_source_says_the_kinds_it_sends_and_sends_records(county):
    for code, source in SOURCES.items():
        sent = {record["kind"] for record in county.lines(f"records-{code}.jsonl")}
        assert sent, code
        assert sent <= set(source.kinds), code


def test_every_kind_of_record_is_there(tmp_path):
    generate(seed=7, people=1200, years=3, until=UNTIL, out=tmp_path)
    seen = {
        json.loads(text)["kind"] for path in tmp_path.glob("records-oak*") for text in path.open()
    }
    seen |= {
        json.loads(text)["kind"] for path in tmp_path.glob("records-[cs]*") for text in path.open()
    }
    assert seen == set(KINDS)


def test_files_stand_in_the_order_of_arrival(county):
    for code in SOURCES:
        times = [
            row["received_at"] for row in county.lines("arrivals.jsonl") if row["source"] == code
        ]
        assert times == sorted(times)
        assert len(times) == len(county.lines(f"records-{code}.jsonl"))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path):
    for name, seed in (("a", 11), ("b", 11), ("c", 12)):
        generate(seed=seed, people=120, years=2, until=UNTIL, out=tmp_path / name)

    def files(name):
        folder = tmp_path / name
        return {
            p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*")
            if p.is_file()
        }

    assert files("a") == files("b")
    assert files("a")["records-oak-cad.jsonl"] != files("c")["records-oak-cad.jsonl"]


def test_stories_are_the_same_at_every_size_and_seed(county, tmp_path):
    generate(seed=99, people=60, years=3, until=UNTIL, out=tmp_path)
    assert json.loads((tmp_path / "stories.json").read_text()) == county.document("stories.json")


def test_telephones_are_of_the_drama_ranges_and_postcodes_of_no_real_area(county):
    text = "".join(path.read_text("utf-8") for path in county.folder.glob("*.json*"))
    numbers = re.findall(r"\b0(?:7\d{3}|1632|20) ?\d{3,4} ?\d{3,6}\b", text)
    assert numbers
    assert {n[:9] for n in numbers} <= {"07700 900", "01632 960"}
    assert set(re.findall(r"\b([A-Z]{2})\d \d[A-Z]{2}\b", text)) == {"ZX"}
    assert set(re.findall(r"@([\w.]+)\"", text)) <= {"example.test", "example.org"}


def test_no_version_of_a_record_comes_with_two_contents(county):
    held = {}
    for record in county.records():
        key = (
            record["source"],
            record["source_ref"],
            record.get("source_version"),
            record.get("modified_at"),
        )
        assert held.setdefault(key, record) == record


def test_corrections_and_repeats_are_there(county):
    refs = [(r["source"], r["source_ref"]) for r in county.records()]
    versions = {r["source_version"] for r in county.records() if "source_version" in r}
    assert len(refs) > len(set(refs))
    assert {1, 2} <= versions
