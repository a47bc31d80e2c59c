"""The folder a simulated county is written into, read without knowing how it was made."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from firstlight.intake.rules.jsonlines import read_lines
from firstlight.intake.rules.offers import Offer
from firstlight.intake.services import read_bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something read from a source's file, and when it arrived."""

    at: datetime
    source: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class Folder:
    """A county as files."""

    path: Path

    def document(self, name: str) -> Any:
        """Read one document; an empty list where it is not there."""
        file = self.path / name
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []

    def sources(self) -> list[dict[str, Any]]:
        """Give the sources to register."""
        return list(self.document("sources.json"))

    def arrivals(self) -> dict[str, dict[int, datetime]]:
        """Give, for each source, the moment each line of its file arrived."""
        found: dict[str, dict[int, datetime]] = {}
        for row in self._lines("arrivals.jsonl"):
            found.setdefault(row["source"], {})[row["line"]] = datetime.fromisoformat(
                row["received_at"]
            )
        return found

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        with (self.path / name).open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)

    def history(self) -> Iterator[Arrived]:
        """Give every record of the history in the order of arrival, whatever its source."""
        when = self.arrivals()
        streams = [self._of_source(code, when[code]) for code in sorted(when)]
        return heapq.merge(*streams, key=lambda one: (one.at, one.source, one.offer.place))

    def _of_source(self, code: str, when: dict[int, datetime]) -> Iterator[Arrived]:
        file = self.path / f"records-{code}.jsonl"
        last = min(when.values())
        for offer in read_lines(read_bytes(file), name=file.name, source=code):
            last = when.get(offer.place, last)
            yield Arrived(last, code, offer)

    def upcoming(self) -> list[tuple[datetime, dict[str, Any]]]:
        """Give what is still to come, in order."""
        rows = self._lines("upcoming.jsonl")
        return [(datetime.fromisoformat(row["received_at"]), row["record"]) for row in rows]

    def acts(self) -> list[dict[str, Any]]:
        """Give what people of the force did during the history, each with its story."""
        stories = self.document("stories.json") or {}
        found = [
            act | {"story": story} for story in stories.values() for act in story.get("acts", ())
        ]
        return sorted(found, key=lambda one: str(one["at"]))
