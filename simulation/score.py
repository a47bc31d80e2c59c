"""Scores who-is-who against the hidden truth: pairs of appearances found, missed, and invented."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

Appearance = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs that are truly one person and were said so, said so wrongly, or missed.

    `unknown` counts appearances that the truth does not hold; `absent` those that the partition
    does not: they are in no pair, so that an empty partition must not be taken for a good one.
    """

    right: int
    wrong: int
    missed: int
    unknown: int
    absent: int = 0

    @property
    def precision(self) -> float:
        """Of the pairs said to be one person, the share that are."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one person, the share that were found."""
        true = self.right + self.missed
        return self.right / true if true else 1.0


def truth_of(path: Path) -> dict[Appearance, str]:
    """Read which appearance is truly whom."""
    told: dict[Appearance, str] = {}
    with path.open(encoding="utf-8") as file:
        for text in file:
            row = json.loads(text)
            if row["what"] == "appearance":
                told[row["source"], row["source_ref"], row["key"]] = row["person"]
    return told


def partition_of(path: Path) -> dict[Appearance, str]:
    """Read the product's partition: columns source, source_ref, key, person."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["source"], row["source_ref"], row["key"]): row["person"]
            for row in csv.DictReader(file)
        }


def _pairs(counts: Counter[str]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def score(truth: dict[Appearance, str], partition: dict[Appearance, str]) -> Score:
    """Count pairs over the appearances that both know; counting by groups, not by pairs."""
    both = [each for each in partition if each in truth]
    true = _pairs(Counter(truth[each] for each in both))
    said = _pairs(Counter(partition[each] for each in both))
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    for each in both:
        cells[partition[each]][truth[each]] += 1
    right = sum(_pairs(cell) for cell in cells.values())
    return Score(
        right, said - right, true - right, len(partition) - len(both), len(truth) - len(both)
    )


def score_files(truth: Path, partition: Path) -> Score:
    """Score a partition file against a truth file."""
    return score(truth_of(truth), partition_of(partition))
