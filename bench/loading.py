"""How fast records are taken in, linked and journaled; beside plain inserts of the same rows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from bench.filled import generate, inside
from bench.text import milliseconds, quantile

FIRST = 20  # a search that does not show the person among so many has not found them
# The same lines in a plain table with an index on the source's reference: what is given up for speed.
PLAIN = """
from django.db import connection, transaction
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE plain (source_ref varchar(200), content text)")
    cursor.execute("CREATE INDEX plain_ref ON plain (source_ref)")
lines = [(one.offer.record.get("source_ref"), json.dumps(one.offer.record)) for one in rows]
cpu = spent()
for place in range(0, len(lines), 1000):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO plain VALUES (%s, %s)", lines[place : place + 1000])
told["plain_cpu"] = spent() - cpu
"""
BESIDE = "\nfrom bench.beside import peers\ntold['peers'] = peers({seed})\n"


def measure(people: int, seed: int, *, database: str = "") -> list[str]:
    """Load a county into a force of its own; give the lines to print."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder = Path(name) / "files"
        generate(folder, people, seed)
        more = PLAIN + BESIDE.format(seed=seed)
        told = inside(folder, Path(name) / "home", more, database=database)
    number = told["records"]
    plain = number / max(told["plain_cpu"], 0.001)
    worked, persons = told["by_work"].get("risk.assess", (0.0, 0))
    whole = told["taken_cpu"] + worked
    return [
        f"a) loading a county of {people} people: {number} records",
        f"   who they name                    {told['appearances']} appearances, {told['mentions']} distinct mentions",
        _rate("taken in, linked, journaled", number, told["taken"], told["taken_cpu"]),
        _rate("floors, duties, a live night", number, told["floors"], told["floors_cpu"]),
        (
            f"   floors alone                     {persons} persons, {worked:.1f} s of processor: "
            f"{worked * 1000 / max(persons, 1):.1f} ms each"
        ),
        (
            f"   taken in and floors              {number / whole:.0f} records/s by one processor, "
            f"{2 * number / whole:.0f} by two at best"
        ),
        (
            f"   the same rows, plain table       {told['plain_cpu']:.2f} s of processor, {plain:.0f} records/s "
            f"(no linking, no floors): {plain * told['taken_cpu'] / number:.0f} times ours"
        ),
        *beside(told["peers"]),
    ]


def beside(peers: dict[str, Any]) -> list[str]:
    """Tell what peers made of the same questions, each with its ratio to ours."""
    searched, weighed = peers["search"], peers["weigh"]
    asked = len(searched["ours"])
    rows = [
        f"   beside: {peers['versions']}",
        (
            f"   search by misspelt name          {milliseconds(searched['ours'])}, "
            f"in the first {FIRST}: {searched['ours_found']} of {asked}"
        ),
    ]
    if "trigrams" in searched:
        rows.append(
            f"   PostgreSQL trigrams and a rerank {milliseconds(searched['trigrams'])}, in the first "
            f"{FIRST}: {searched['trigrams_found']} of {asked} (names alone, nobody's sight asked): "
            f"{_times(searched['ours'], searched['trigrams'])} our time"
        )
    else:
        rows.append("   PostgreSQL trigrams              not measured: no PostgreSQL answers")
    rows += [
        f"   one mention weighed, same keys   {milliseconds(weighed['ours'])}, {weighed['pairs']} pairs",
        (
            f"   Splink score_pairs, same pairs   {milliseconds(weighed['splink'])}: "
            f"{_times(weighed['ours'], weighed['splink'])} our time"
        ),
    ]
    return rows


def _times(ours: list[float], theirs: list[float]) -> str:
    return f"{quantile(theirs, 0.5) / max(quantile(ours, 0.5), 1e-9):.2g} times"


def _rate(what: str, number: int, wall: float, cpu: float) -> str:
    rates = f"{number / wall:.0f} records/s by the clock, {number / cpu:.0f} by the processor"
    return f"   {what:32} {wall:.1f} s, {cpu:.1f} s of processor: {rates}"
