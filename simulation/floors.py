"""Scores floors against the hidden truth: children harmed whom none was set for, and the reverse."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from simulation.score import Appearance, truth_of


@dataclass(frozen=True, slots=True)
class Told:
    """Of the truly harmed of one kind, how many have a floor and how many one at the top."""

    kind: str
    harmed: int
    floor: int
    top: int


@dataclass(frozen=True, slots=True)
class Errors:
    """Both errors: by kind of harm who was missed, and how many were raised without harm."""

    kinds: tuple[Told, ...]
    unharmed: int
    raised: int
    raised_top: int


def harms_of(path: Path) -> dict[str, set[str]]:
    """Read what truly harmed whom, by person."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["what"] == "harm":
                found[row["person"]].add(row["kind"])
    return found


def floors_of(path: Path) -> dict[Appearance, str]:
    """Read the product's floors: columns source, source_ref, key, height (none, some, top)."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["source"], row["source_ref"], row["key"]): row["height"]
            for row in csv.DictReader(file)
        }


def errors(truth: Path, floors: Path) -> Errors:
    """Count over everybody whom the truth and a record both name; the highest floor counts."""
    whose, harms, heights = truth_of(truth), harms_of(truth), floors_of(floors)
    best: dict[str, set[str]] = defaultdict(set)
    for appearance, height in heights.items():
        if appearance in whose:
            best[whose[appearance]].add(height)
    harmed, floor, top = Counter[str](), Counter[str](), Counter[str]()
    for person, held in best.items():
        for kind in harms.get(person, ()):
            harmed[kind] += 1
            floor[kind] += bool(held & {"some", "top"})
            top[kind] += "top" in held
    others = [held for person, held in best.items() if person not in harms]
    return Errors(
        tuple(Told(kind, harmed[kind], floor[kind], top[kind]) for kind in sorted(harmed)),
        len(others),
        sum(bool(held & {"some", "top"}) for held in others),
        sum("top" in held for held in others),
    )


def lines(found: Errors) -> list[str]:
    """Tell both errors, a line each kind."""
    rows = [
        f"{one.kind:24} {one.harmed:5} harmed, {one.floor:5} with a floor ({one.top} at the top), "
        f"{one.harmed - one.floor} missed"
        for one in found.kinds
    ]
    return [
        *rows,
        (
            f"{'not harmed':24} {found.unharmed:5} people, {found.raised:5} with a floor "
            f"({found.raised_top} at the top)"
        ),
    ]
