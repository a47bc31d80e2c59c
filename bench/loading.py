"""How fast records are taken in, linked and journaled; beside plain inserts of the same rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.filled import generate, inside

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


def measure(people: int, seed: int, *, database: str = "") -> list[str]:
    """Load a county into a force of its own; give the lines to print."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder = Path(name) / "files"
        generate(folder, people, seed)
        told = inside(folder, Path(name) / "home", PLAIN, database=database)
    number = told["records"]
    plain = number / max(told["plain_cpu"], 0.001)
    return [
        f"a) loading a county of {people} people: {number} records",
        f"   who they name                    {told['appearances']} appearances, {told['mentions']} distinct mentions",
        _rate("taken in, linked, journaled", number, told["taken"], told["taken_cpu"]),
        _rate("floors, duties, a live night", number, told["floors"], told["floors_cpu"]),
        (
            f"   the same rows, plain table       {told['plain_cpu']:.2f} s of processor, {plain:.0f} records/s "
            "(no linking, no floors)"
        ),
    ]


def _rate(what: str, number: int, wall: float, cpu: float) -> str:
    rates = f"{number / wall:.0f} records/s by the clock, {number / cpu:.0f} by the processor"
    return f"   {what:32} {wall:.1f} s, {cpu:.1f} s of processor: {rates}"
