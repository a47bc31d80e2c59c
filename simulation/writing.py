"""Writes what was generated: each source's file in the order of arrival, and the hidden truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from simulation.book import Book, Entry, stamp
from simulation.people import Person
from simulation.population import County
from simulation.sources import SOURCES

AHEAD = timedelta(hours=96)


def line(value: object) -> str:
    """One JSON line, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def lines(path: Path, values: Iterable[object]) -> None:
    """Write values one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line(value) + "\n" for value in values)


def document(path: Path, value: object) -> None:
    """Write one readable JSON document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _order(entry: Entry) -> tuple[datetime, str, str, int]:
    return entry.received, entry.source, entry.ref, entry.version or 0


def _arrivals(held: list[Entry]) -> Iterable[dict[str, Any]]:
    """Tell for each line of each source's file when it arrived; `line` counts from 1."""
    counted: Counter[str] = Counter()
    for entry in held:
        counted[entry.source] += 1
        yield {
            "source": entry.source,
            "line": counted[entry.source],
            "source_ref": entry.ref,
            "source_version": entry.version,
            "received_at": stamp(entry.received),
        }


def records(book: Book, out: Path) -> None:
    """Write the history, the arrivals, and the two days to come."""
    ordered = sorted(book.entries, key=_order)
    held = [entry for entry in ordered if entry.received <= book.until]
    coming = [entry for entry in ordered if book.until < entry.received <= book.until + AHEAD]
    for code in SOURCES:
        lines(out / f"records-{code}.jsonl", (e.record for e in held if e.source == code))
    lines(out / "arrivals.jsonl", _arrivals(held))
    lines(
        out / "upcoming.jsonl",
        ({"received_at": stamp(e.received), "record": e.record} for e in coming),
    )


def _of_person(person: Person) -> Iterable[dict[str, Any]]:
    """Tell who somebody truly is, where they live, and what was done to them."""
    yield {
        "what": "person",
        "person": person.id,
        "given": person.given,
        "family": person.family,
        "sex": person.sex,
        "born_on": person.born.isoformat(),
        "ethnicity": person.ethnicity,
        "unborn": person.unborn,
        "homes": [[day.isoformat(), home.line()] for day, home in person.homes],
    }
    for kind, start, end in person.harms:
        yield {
            "what": "harm",
            "person": person.id,
            "kind": kind,
            "from": start.isoformat(),
            "until": end.isoformat(),
        }


def truth(book: Book, county: County, out: Path, more: Iterable[dict[str, Any]] = ()) -> None:
    """Write who truly was meant, how families truly stand, and what truly happened."""
    rows: list[dict[str, Any]] = []
    for person in county.people:
        rows += _of_person(person)
    for family in county.families:
        rows.append(
            {
                "what": "family",
                "family": family.key,
                "people": [p.id for p in family.everyone],
                "ties": [[one.id, tie, other.id] for one, tie, other in family.ties],
            }
        )
    rows += more
    for entry in sorted(book.entries, key=_order):
        if entry.received > book.until + AHEAD:
            continue
        rows += [
            {
                "what": "appearance",
                "source": entry.source,
                "source_ref": entry.ref,
                "source_version": entry.version,
                "key": key,
                "person": person,
                "event": entry.event,
            }
            for key, person in entry.who.items()
        ]
    lines(out / "truth.jsonl", rows)
