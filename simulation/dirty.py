"""Lines that must not get in, or must get in without something: bound for quarantine.

Each line stands in `records-dirty.jsonl` exactly as a broken system would send it; what is
wrong with it stands in `dirty.json`, by line number from 1.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from simulation import writing
from simulation.book import Book, Entry

SHARE = 0.005
Record = dict[str, Any]


def _media(record: Record) -> str:
    # The first bytes of a picture file followed by zeros: its kind can be told, nothing can be seen.
    fake = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(600)).decode()
    return writing.line(record | {"narrative": f"See picture {fake} sent by the caller."})


def _broken(record: Record) -> str:
    return writing.line(record).replace('":', '"', 1)


def _broken_with_media(record: Record) -> str:
    return _media(record).replace('"source_ref":', '"source_ref"', 1)


def _half(record: Record) -> str:
    whole = writing.line(record)
    return whole[: len(whole) // 2]


def _born_late(record: Record) -> str:
    if not record.get("people"):
        record["people"] = [{"key": "p1"}]
    record["people"][0] |= {"born_on": "2031-01-01"}
    return writing.line(record)


def _two_faults(record: Record) -> str:
    return writing.line(record | {"told_at": "2031-05-01T10:00:00", "kind": "occurence"})


# what is wrong, how the line is made, what must become of it
WRONGS: tuple[tuple[str, Callable[[Record], str], str], ...] = (
    ("broken JSON", _broken, "quarantined"),
    ("unknown kind", lambda r: writing.line(r | {"kind": "ufo_sighting"}), "quarantined"),
    ("unknown source", lambda r: writing.line(r | {"source": "nobody-knows"}), "quarantined"),
    (
        "told in the future",
        lambda r: writing.line(
            r | {"told_at": "2031-05-01T10:00:00Z", "recorded_at": "2031-05-01T10:05:00Z"}
        ),
        "quarantined",
    ),
    ("born after the event", _born_late, "quarantined"),
    ("media in the text", _media, "taken"),
    ("half a line", _half, "quarantined"),
    (
        "a time without a zone",
        lambda r: writing.line(r | {"told_at": "2026-01-05T10:00:00"}),
        "quarantined",
    ),
    ("a field nobody knows", lambda r: writing.line(r | {"colour": "green"}), "quarantined"),
    ("broken JSON with media", _broken_with_media, "quarantined"),
    ("several faults at once", _two_faults, "quarantined"),
    (
        "told after written",
        lambda r: writing.line(
            r | {"recorded_at": "2024-01-01T00:00:00Z", "told_at": "2024-01-02T00:00:00Z"}
        ),
        "quarantined",
    ),
    (
        "a tie to nobody",
        lambda r: writing.line(
            r | {"relations": [{"one": "p1", "kind": "parent_of", "other": "p99"}]}
        ),
        "quarantined",
    ),
    ("not a record", lambda r: json.dumps(r["source_ref"]), "quarantined"),
)


def write(seed: int, book: Book, out: Path) -> None:
    """Write about one line in two hundred again, each wrongly; every wrong at least once."""
    rng = Random(f"{seed}/dirty")
    held = sorted(
        (
            e
            for e in book.entries
            if e.received <= book.until and e.record["people" if "people" in e.record else "kind"]
        ),
        key=lambda e: (e.received, e.source, e.ref),
    )
    with_people = [entry for entry in held if entry.record.get("people")]
    count = max(len(WRONGS), int(len(held) * SHARE))
    told: list[tuple[str, str, str]] = []
    for place in range(count):
        wrong, make, outcome = WRONGS[place % len(WRONGS)]
        record = deepcopy(rng.choice(with_people).record) | {"source_ref": f"DIRTY-{place + 1:05d}"}
        told.append((wrong, make(record), outcome))
    told += _twice(rng, with_people)
    (out / "records-dirty.jsonl").write_text(
        "".join(text + "\n" for _, text, _ in told), encoding="utf-8", newline="\n"
    )
    writing.document(
        out / "dirty.json",
        [
            {"line": place, "wrong": wrong, "must_become": outcome}
            for place, (wrong, _, outcome) in enumerate(told, start=1)
        ],
    )


def _twice(rng: Random, held: list[Entry]) -> list[tuple[str, str, str]]:
    """The same line twice is one; the same version with other words is a conflict."""
    numbered = [entry for entry in held if entry.version == 1]
    record = deepcopy(rng.choice(numbered or held).record) | {"source_ref": "DIRTY-TWICE"}
    record["source_version"] = 1
    other = deepcopy(record) | {"narrative": "The same version, other words."}
    return [
        ("a record for the first time", writing.line(record), "taken"),
        ("a record twice", writing.line(record), "same"),
        ("same version, other content", writing.line(other), "conflict"),
    ]
