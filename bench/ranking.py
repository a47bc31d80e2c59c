"""Floors against simple rivals at equal burden, in both simulators, and the burden itself. All simulation."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.county import ROOT
from bench.filled import UNTIL, generate, inside

SIMULATORS = {"generate": "the first simulator", "second": "the second simulator"}
SEEDS = 10
DAY = datetime.fromisoformat(UNTIL) - timedelta(days=365)
# What the design asks for, per million residents and day.
WANTED = {"new highs a day": 12, "standing": 250, "rises a day": 40}
# Runs inside the program: floors as at a day a year before the end, of what was learnt by then, and
# the burden of the year after, under three settings.
REPLAYED = """
from firstlight.assurance.replay.gathering import history
from firstlight.assurance.rules.lookback.outcomes import burden, outcome
from firstlight.assurance.rules.lookback.sweep import Period, replay
from firstlight.audit.selectors import position
from firstlight.config.demo.county import SWITCHED_ON
from firstlight.people.models import Membership
from firstlight.people.selectors import connected
from firstlight.records.models import Record
from firstlight.risk.rules.levels import is_top
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES
day = datetime.fromisoformat("{day}")
points = {{
    "as delivered": Settings(),
    "as the demo force": Settings(switched_on=frozenset(SWITCHED_ON)),
    "every rule on": Settings(switched_on=frozenset(rule.code for rule in RULES)),
}}
sets, histories, part = connected(position()), [], []
for one in sets:
    part += one
    if len(part) > 400 or one is sets[-1]:
        histories.append(history(part))
        part = []
named = {{ref: (source, source_ref) for ref, source, source_ref in
         Record.objects.values_list("ref", "source_id", "source_ref")}}
live = Membership.objects.filter(to_seq__isnull=True, appearance__ended_seq__isnull=True,
                                 side__in=["both", "inside"])
rows = list(live.values_list("appearance__record_ref", "appearance__key", "person__ref"))
told["burden"] = {{}}
for number, (name, settings) in enumerate(points.items()):
    heights = {{}}
    for each in histories:
        for life in replay(each, Period(day, day), settings):
            levels = life.moves[-1].levels if life.moves else {{}}
            top = any(is_top(framework, level) for framework, level in levels.items())
            heights[life.person] = "top" if top else "some" if levels else "none"
    with open("{out}" + str(number), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "source_ref", "key", "height"])
        for ref, key, person in rows:
            writer.writerow([*named[ref], key, heights.get(person, "none")])
    if {year}:
        period, began = Period(day, until), spent()
        found = [outcome(life, period) for each in histories for life in replay(each, period, settings)]
        load = burden([one.spans for one in found], [one.rises for one in found], period, {people})
        told["burden"][name] = [load.per_million(load.new_highs), load.per_million(load.standing),
                                load.per_million(load.rises), spent() - began]
"""


def _simulation(*arguments: str) -> str:
    command = [sys.executable, "-m", "simulation", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 -- our own interpreter and module
    return done.stdout


def county(
    simulator: str, people: int, seed: int, *, year: bool
) -> tuple[dict[str, Any], list[str]]:
    """Make one county, take it in, replay it; give what it came to and each setting's ranking."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder, out = Path(name) / "files", Path(name) / "floors.csv"
        generate(folder, people, seed, simulator=simulator)
        code = REPLAYED.format(day=DAY.isoformat(), out=out, year=year, people=people)
        told = inside(folder, Path(name) / "home", code, floors=False)
        ranked = [
            _simulation("rank", "--folder", str(folder), "--floors", f"{out}{number}",
                        "--day", DAY.date().isoformat(), "--seed", str(seed))
            for number in range(3)
        ]  # fmt: skip
    return told, ranked


def _together(ranked: list[str]) -> list[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(ranked)
        file.flush()
        return _simulation("ranked", file.name).splitlines()


def measure(people: int, seeds: int = SEEDS) -> list[str]:
    """Rank children by floors and by rivals in both simulators over seeds; tell the burden of the first."""
    lines = [
        f"f) simulation only: floors as at {DAY:%-d %B %Y} against rivals, counties of {people} people"
    ]
    for simulator, words in SIMULATORS.items():
        found = [county(simulator, people, seed, year=seed == 1) for seed in range(1, seeds + 1)]
        for number, name in enumerate(found[0][0]["burden"]):
            lines += [f"   {words}, rules {name}:"]
            lines += [f"     {line}" for line in _together([ranked[number] for _, ranked in found])]
        lines += [f"   {words}, burden per million residents over the year after, seed 1"]
        lines += [f"     wanted at most: {json.dumps(WANTED)}; the point chosen is `as delivered`"]
        for name, (new, standing, rises, cpu) in found[0][0]["burden"].items():
            lines += [
                (
                    f"     {name:18} {new:8.1f} new highs a day, {standing:8.0f} standing, {rises:8.1f} rises a day"
                    f"  ({cpu:.1f} s of processor)"
                )
            ]
    return lines
