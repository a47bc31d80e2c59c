"""The worked example of who is who over time, as a file of its own that a golden test loads."""

from __future__ import annotations

from pathlib import Path

from simulation import writing
from simulation.book import stamp
from simulation.stories.teller import Teller

ORDER = ("R0", "R1", "R2", "R3", "R3v2")


def write(story: Teller, out: Path) -> None:
    """Write Ivy and Ira's five record versions and when each was received."""
    entries = [(key, story.entries[key]) for key in ORDER]
    writing.lines(out / "worked_example.jsonl", (entry.record for _, entry in entries))
    writing.lines(
        out / "worked_example_arrivals.jsonl",
        (
            {
                "key": key,
                "source": entry.source,
                "line": place,
                "source_ref": entry.ref,
                "source_version": entry.version,
                "received_at": stamp(entry.received),
            }
            for place, (key, entry) in enumerate(entries, start=1)
        ),
    )
