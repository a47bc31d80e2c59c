"""Floors against simple rivals at equal burden, in both simulators, and the burden itself. All simulation."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.county import ROOT
from bench.filled import UNTIL, generate, inside

SIMULATORS = {"generate": "the first simulator", "second": "the second simulator"}
PEOPLE, SEEDS = 500, 3
# The last fortnight is left out: the first simulator makes it fuller, for the demonstration.
LAST = datetime.fromisoformat(UNTIL) - timedelta(days=15)
FIRST = LAST - timedelta(days=350)
AHEAD = 80  # days after each day asked of in which harm counts: the truth ends with the history
DAYS = [FIRST + timedelta(days=30 * n) for n in range(10)]
# What the design asks for, per million residents and day.
WANTED = {"new highs a day": 12, "standing": 250, "rises a day": 40}
CHOSEN = "as delivered"
# Runs inside the program: the year is replayed under several settings, and by each rule alone.
REPLAYED = """
from firstlight.assurance.replay.gathering import history
from firstlight.assurance.rules.lookback.outcomes import burden, outcome
from firstlight.assurance.rules.lookback.sweep import Period, replay
from firstlight.audit.selectors import position
from firstlight.config.demo.county import SWITCHED_ON
from firstlight.people.models import Membership
from firstlight.people.selectors import connected
from firstlight.records.models import Record
from firstlight.risk.rules.heights import raising
from firstlight.risk.rules.levels import is_top
from firstlight.risk.rules.rule import Settings
from firstlight.risk.rules.table import RULES
first, last = datetime.fromisoformat("{first}"), datetime.fromisoformat("{last}")
days = [datetime.fromisoformat(day) for day in {days}]
period = Period(first, last)

def fresh(days):
    return Settings(values={{"domestic.fresh_days": days, "exploitation.fresh_days": max(days, 84)}})

points = {{"as delivered": (Settings(), None)}}
if {curve}:
    points |= {{
        "one event holds high 14 days": (fresh(14), None),
        "56 days": (fresh(56), None),
        "112 days": (fresh(112), None),
        "366 days": (fresh(366), None),
        "as the demo force": (Settings(switched_on=frozenset(SWITCHED_ON)), None),
        "every rule on": (Settings(switched_on=frozenset(rule.code for rule in RULES)), None),
    }}
    points |= {{f"rule {{rule.code}}": (Settings(), (rule,)) for rule in raising(Settings())
               if is_top(rule.framework, rule.level(Settings()))}}
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

def write(path, heights):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "source_ref", "key", "height"])
        for ref, key, person in rows:
            writer.writerow([*named[ref], key, heights.get(person, "none")])

def is_high(levels):
    return any(is_top(framework, level) for framework, level in levels.items())

def height(life, day):
    held = [move.levels for move in life.moves if move.at <= day]
    return "none" if not held or not held[-1] else "top" if is_high(held[-1]) else "some"

told["burden"] = {{}}
for number, (name, (settings, rules)) in enumerate(points.items()):
    began = spent()
    lives = [life for each in histories for life in replay(each, period, settings, rules)]
    found = [outcome(life, period) for life in lives]
    load = burden([one.spans for one in found], [one.rises for one in found], period, None)
    told["burden"][name] = [load.new_highs, load.standing, load.rises, spent() - began]
    write(f"{out}-{{number}}.csv", {{one.person: "top" for one in found if one.spans}})
    for day in days if number == 0 else ():
        write(f"{out}-{{day.date()}}.csv", {{life.person: height(life, day) for life in lives}})
"""


@dataclass(slots=True)
class Replayed:
    """One county: residents it stands for, each point's burden a day, and who stood at the top."""

    residents: int
    burden: dict[str, list[float]]
    ranked: str
    truly: dict[str, list[int]] = field(default_factory=dict)


def _simulation(*arguments: str) -> str:
    command = [sys.executable, "-m", "simulation", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 -- our own interpreter and module
    return done.stdout


def county(simulator: str, people: int, seed: int, *, curve: bool) -> Replayed:
    """Make one county without set pieces, take it in, replay a year of it, and have it scored."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder, out = Path(name) / "files", Path(name) / "floors"
        generate(folder, people, seed, simulator=simulator, plain=True)
        code = REPLAYED.format(
            first=FIRST.isoformat(), last=LAST.isoformat(), days=[d.isoformat() for d in DAYS],
            out=out, curve=curve,
        )  # fmt: skip
        told = inside(folder, Path(name) / "home", code, floors=False)
        days = [str(day.date()) for day in DAYS]
        ranked = _simulation("rank", "--folder", str(folder), "--floors", str(out), "--seed", str(seed),
                             "--ahead", str(AHEAD), "--day", *days)  # fmt: skip
        files = [f"{out}-{number}.csv" for number in range(len(told["burden"]))]
        said = _simulation("truly", "--folder", str(folder), "--first", str(FIRST.date()),
                           "--last", str(LAST.date()), *files)  # fmt: skip
        served = _residents(json.loads((folder / "served.json").read_text(encoding="utf-8")))
    truly = dict(zip(told["burden"], map(json.loads, said.splitlines()), strict=True))
    return Replayed(served, told["burden"], ranked, truly)


def _residents(served: dict[str, Any]) -> int:
    from simulation.served import Yearly  # noqa: PLC0415 -- the simulation's own reckoning

    return Yearly(**served).residents


def _together(ranked: list[str]) -> list[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(ranked)
        file.flush()
        return _simulation("ranked", file.name).splitlines()


def _point(name: str, found: list[Replayed]) -> str:
    """Tell one point over the counties that were asked it: burden a million, and what it found."""
    asked = [one for one in found if name in one.burden]
    served = sum(one.residents for one in asked) / 1_000_000
    new, standing, rises = (sum(one.burden[name][n] for one in asked) / served for n in range(3))
    high, right, harmed = (sum(one.truly[name][n] for one in asked) for n in range(3))
    return (
        f"     {name:30} {new:7.1f} new highs a day {standing:8.0f} standing {rises:7.1f} rises a day;"
        f" {high:4} children at high in the year, {right:4} of them truly harmed, of {harmed} harmed"
        f" ({len(asked)} counties)"
    )


def measure(people: int = PEOPLE, seeds: int = SEEDS, curves: int = 1) -> list[str]:
    """Rank children by floors and by rivals in both simulators over seeds; tell burden, rules and curve."""
    lines = [
        (
            f"f) simulation only: counties of {people} people without set pieces, {seeds} seeds, "
            f"{FIRST:%-d %B %Y} to {LAST:%-d %B %Y}; a high is any framework at its top, a child counted once"
        ),
        f"   wanted at most, per million residents: {json.dumps(WANTED)}; the point chosen: {CHOSEN}",
    ]
    for simulator, words in SIMULATORS.items():
        found = [county(simulator, people, s, curve=s <= curves) for s in range(1, seeds + 1)]
        lines += told_of(words, found)
    return lines


def told_of(words: str, found: list[Replayed]) -> list[str]:
    """Tell one simulator's counties together: burden at each point, by rule, and the rivals."""
    served = sum(one.residents for one in found)
    ranked = _together([one.ranked for one in found])
    return [
        f"   {words}: stands for {served} residents in all (simulation/calibration.md)",
        *(_point(name, found) for name in found[0].burden),
        f"   {words}, rules as delivered, on {len(DAYS)} days, harm within {AHEAD} days after:",
        *(f"     {line}" for line in [*ranked, *_behind(ranked)]),
    ]


def _behind(told: list[str]) -> list[str]:
    """Say plainly which rivals found as many or more at the same burden."""
    shares = {
        line[:28].strip(): float(line[28:].split("%")[0])
        for line in told
        if "at that burden" in line
    }
    ours = shares.pop("floors")
    more = [name for name, share in shares.items() if share > ours]
    level = [name for name, share in shares.items() if share == ours]
    return [
        f"floors are behind: {', '.join(more) or 'no rival'}; level with: {', '.join(level) or 'no rival'}"
    ]
