"""Scores floors against simple rivals at equal burden, by the hidden truth. All of it is simulation.

The question: of the children to whom harm truly stands or comes in some days after a day, which
share is among as many children as have a floor at the top on that day? Rivals are told who is
truly who; the floors are not. A county is asked on several days, which are added up.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from simulation.book import parse
from simulation.floors import floors_of
from simulation.regression import fitted, scored
from simulation.score import Appearance, truth_of

YEAR = timedelta(days=365)
CURVE = (0.01, 0.02, 0.05, 0.10, 0.20)
HEIGHT = {"none": 0.0, "some": 1.0, "top": 2.0}
# What a regression counts, besides all records of 90 days and of a year, and age.
COUNTED = (
    "incident", "crime", "contact", "domestic_abuse_incident", "missing_report", "vulnerability_report",
    "partner_concern", "social_care", "intelligence", "arrest", "stop_search", "image_sharing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """One record that names a child: when it was written down, and its kind."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Child:
    """A true child of the day: birth, what truly stands or comes after, what is written."""

    person: str
    born: date
    harms: tuple[tuple[date, date], ...]
    written: tuple[Written, ...]

    def harmed_after(self, day: date, ahead: timedelta = YEAR) -> bool:
        """Tell whether harm stands or comes in the time after a day."""
        return any(begins <= day + ahead and ends > day for begins, ends in self.harms)

    def child_on(self, day: date) -> bool:
        """Tell whether they were born and under 18 on a day."""
        return self.born <= day < self.born + timedelta(days=18 * 365.25)

    def known(self, day: date, days: int = 365) -> list[Written]:
        """Give what was written of the child in the days before a day."""
        return [one for one in self.written if day - timedelta(days=days) < one.on <= day]


def _rows(folder: Path) -> Iterable[dict[str, object]]:
    for path in sorted(folder.glob("records-*.jsonl")):
        if path.name != "records-dirty.jsonl":
            with path.open(encoding="utf-8") as file:
                yield from map(json.loads, file)


def children_of(folder: Path, day: date) -> list[Child]:
    """Give every true child of a day, whether or not anybody ever wrote of them."""
    return [child for child in everybody(folder) if child.child_on(day)]


def everybody(folder: Path) -> list[Child]:
    """Give everybody born, with what truly harmed them and what is written of them."""
    whose = truth_of(folder / "truth.jsonl")
    written: dict[str, dict[tuple[str, str], Written]] = defaultdict(dict)
    for row in _rows(folder):
        source, ref = str(row["source"]), str(row["source_ref"])
        on = parse(str(row["recorded_at"])).date()
        for one in row.get("people", ()):  # type: ignore[attr-defined]  # -- a list of people, as the schema says
            person = whose.get((source, ref, one["key"]))
            if person and (source, ref) not in written[person]:
                written[person][source, ref] = Written(on, str(row["kind"]))
    born: dict[str, date] = {}
    harms: dict[str, list[tuple[date, date]]] = defaultdict(list)
    with (folder / "truth.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["what"] == "person" and not row["unborn"]:
                born[row["person"]] = date.fromisoformat(row["born_on"])
            elif row["what"] == "harm":
                span = date.fromisoformat(row["from"]), date.fromisoformat(row["until"])
                harms[row["person"]].append(span)
    return [
        Child(person, day_of, tuple(harms[person]), tuple(written[person].values()))
        for person, day_of in sorted(born.items())
    ]


def heights_of(folder: Path, floors: Path) -> dict[str, float]:
    """Give how high each true person stands: the highest of whoever they are taken for."""
    whose: dict[Appearance, str] = truth_of(folder / "truth.jsonl")
    best: dict[str, float] = defaultdict(float)
    for appearance, height in floors_of(floors).items():
        if appearance in whose:
            best[whose[appearance]] = max(best[whose[appearance]], HEIGHT[height])
    return best


def found_at(scores: Mapping[str, float], harmed: set[str], count: int) -> float:
    """Give how many of the harmed are among the `count` highest; ties are shared out evenly."""
    by_score: dict[float, list[str]] = defaultdict(list)
    for person, score in scores.items():
        by_score[score].append(person)
    found, left = 0.0, count
    for score in sorted(by_score, reverse=True):
        people = by_score[score]
        taken = min(left, len(people))
        found += sum(one in harmed for one in people) * taken / len(people)
        left -= taken
        if not left:
            break
    return found


def features(child: Child, day: date) -> list[float]:
    """Count what a regression is given of a child on a day."""
    year = child.known(day)
    kinds = Counter(one.kind for one in year)
    age = (day - child.born).days / 365.25
    return [float(kinds[kind]) for kind in COUNTED] + [len(year), len(child.known(day, 90)), age]


def _last(child: Child, day: date) -> float:
    known = [one.on for one in child.written if one.on <= day]
    return float((max(known) - day).days) if known else -1e6


def _missing(child: Child, day: date) -> float:
    return float(any(one.kind == "missing_report" and one.on <= day for one in child.written))


def rivals(
    children: list[Child], day: date, ahead: timedelta = YEAR
) -> dict[str, dict[str, float]]:
    """Give each rival's scores: what it would rank children by on a day."""
    simple: dict[str, Callable[[Child], float]] = {
        "records in 12 months": lambda child: float(len(child.known(day))),
        "most recent event": lambda child: _last(child, day),
        "any earlier missing": lambda child: _missing(child, day),
        "random": lambda _child: 0.0,
    }
    told = {name: {c.person: score(c) for c in children} for name, score in simple.items()}
    before = day - YEAR
    then = [c for c in children if c.born <= before]
    model = fitted(
        [features(c, before) for c in then], [c.harmed_after(before, ahead) for c in then]
    )
    chances = scored(model, [features(c, day) for c in children])
    told["regression of a year before"] = {
        c.person: chance for c, chance in zip(children, chances, strict=True)
    }
    return told


@dataclass(frozen=True, slots=True)
class Ranked:
    """One county: how many children, harmed and flagged, and the harmed found by each way of ranking."""

    children: int
    harmed: int
    flagged: int
    unseen: int
    found: dict[str, float]
    curve: dict[str, list[float]]

    def to_json(self) -> dict[str, object]:
        """Tell it in plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


def rank(folder: Path, floors: Path, day: date, seed: int, ahead: timedelta = YEAR) -> Ranked:
    """Score one county's floors on a day against every rival at the same burden."""
    return _ranked(children_of(folder, day), heights_of(folder, floors), day, seed, ahead)


def rank_days(folder: Path, floors: dict[date, Path], seed: int, ahead: timedelta) -> Ranked:
    """Score one county's floors on several days, and add the days up."""
    people = everybody(folder)
    told = []
    for day, file in sorted(floors.items()):
        children = [child for child in people if child.child_on(day)]
        told.append(_ranked(children, heights_of(folder, file), day, seed, ahead))
    return added(told)


def added(told: list[Ranked]) -> Ranked:
    """Add up what was found on several days."""
    first = told[0]
    return Ranked(
        sum(r.children for r in told), sum(r.harmed for r in told), sum(r.flagged for r in told),
        sum(r.unseen for r in told), {name: sum(r.found[name] for r in told) for name in first.found},
        {name: [sum(r.curve[name][n] for r in told) for n in range(len(CURVE))] for name in first.curve},
    )  # fmt: skip


def truly(folder: Path, floors: Path, first: date, last: date) -> tuple[int, int, int]:
    """Give how many true children ever stood at the top, how many of these were harmed, and all harmed.

    Harmed is to whom harm stood or came between the two days.
    """
    heights = heights_of(folder, floors)
    children = [c for c in everybody(folder) if c.child_on(first) or c.child_on(last)]
    high = {c.person for c in children if heights.get(c.person, 0.0) >= HEIGHT["top"]}
    harmed = {c.person for c in children if c.harmed_after(first, last - first)}
    return len(high), len(high & harmed), len(harmed)


def _ranked(
    children: list[Child], heights: dict[str, float], day: date, seed: int, ahead: timedelta
) -> Ranked:
    harmed = {c.person for c in children if c.harmed_after(day, ahead)}
    ways = {"floors": {c.person: heights.get(c.person, 0.0) for c in children}} | rivals(
        children, day, ahead
    )
    flagged = sum(height >= HEIGHT["top"] for height in ways["floors"].values())
    found = {name: found_at(scores, harmed, flagged) for name, scores in ways.items()}
    mixed = [c.person for c in children]
    Random(f"{seed}/{day}/permuted").shuffle(mixed)
    found["floors, labels permuted"] = found_at(ways["floors"], set(mixed[: len(harmed)]), flagged)
    curve = {
        name: [found_at(scores, harmed, round(share * len(children))) for share in CURVE]
        for name, scores in ways.items()
    }
    unseen = sum(
        len([w for w in c.written if w.on <= day]) <= 1 for c in children if c.person in harmed
    )
    return Ranked(len(children), len(harmed), flagged, unseen, found, curve)


def lines(told: list[Ranked]) -> list[str]:
    """Tell several counties of one simulator together."""
    harmed, flagged = sum(r.harmed for r in told), sum(r.flagged for r in told)
    every, unseen = sum(r.children for r in told), sum(r.unseen for r in told)
    rows = [
        (
            f"{len(told)} counties, {every} children asked of, {harmed} of them harmed in the time after "
            f"({unseen} of these with no or one record before); {flagged} at the top ({flagged / max(every, 1):.1%})"
        )
    ]
    for name in told[0].found:
        share = sum(r.found[name] for r in told) / max(harmed, 1)
        ahead = sum(r.found["floors"] > r.found[name] for r in told)
        behind = sum(r.found["floors"] < r.found[name] for r in told)
        tail = "" if name == "floors" else f"  floors ahead in {ahead}, behind in {behind}"
        rows.append(f"{name:28} {share:6.1%} of the harmed found at that burden{tail}")
    rows.append(f"{'curve: share of children':28} " + " ".join(f"{share:6.0%}" for share in CURVE))
    for name in told[0].curve:
        shares = [sum(r.curve[name][at] for r in told) / max(harmed, 1) for at in range(len(CURVE))]
        rows.append(f"{name:28} " + " ".join(f"{share:6.1%}" for share in shares))
    return rows


def read(text: str) -> Ranked:
    """Read one county as it was told."""
    return Ranked(**json.loads(text))
