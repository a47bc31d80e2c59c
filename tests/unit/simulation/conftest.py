from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from simulation.book import parse
from simulation.generate import generate
from simulation.sources import SOURCES

UNTIL = parse("2026-11-22T06:00:00Z")


class Generated:
    """A generated county on disk, read as anybody would read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lines(self, name: str) -> list[dict]:
        return [json.loads(text) for text in (self.folder / name).read_text("utf-8").splitlines()]

    def document(self, name: str):
        return json.loads((self.folder / name).read_text("utf-8"))

    def records(self) -> list[dict]:
        return [record for code in SOURCES for record in self.lines(f"records-{code}.jsonl")]

    def arrived(self) -> list[tuple[dict, datetime]]:
        files = {code: self.lines(f"records-{code}.jsonl") for code in SOURCES}
        return [
            (files[row["source"]][row["line"] - 1], parse(row["received_at"]))
            for row in self.lines("arrivals.jsonl")
        ]

    def story(self, key: str) -> dict:
        return self.document("stories.json")[key]

    def of_story(self, key: str) -> dict[str, dict]:
        """The story's records by their key, upcoming ones too."""
        held = {(r["source"], r["source_ref"], r.get("source_version")): r for r in self.records()}
        for row in self.lines("upcoming.jsonl"):
            record = row["record"]
            held[record["source"], record["source_ref"], record.get("source_version")] = record
        return {
            name: held[where["source"], where["source_ref"], where["source_version"]]
            for name, where in self.story(key)["records"].items()
        }


@pytest.fixture(scope="session")
def county(tmp_path_factory) -> Generated:
    folder = tmp_path_factory.mktemp("county")
    generate(seed=7, people=400, years=3, until=UNTIL, out=folder)
    return Generated(folder)
