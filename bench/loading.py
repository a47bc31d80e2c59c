"""How fast records are taken in, linked and journaled; beside plain inserts of the same rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.county import ROOT, County

# Runs inside the program: takes the county's history in, works its floors, then stores the same
# lines in a plain table with an index on the source's reference, and prints both durations.
INSIDE = """
import json, time
from datetime import timedelta
from pathlib import Path
from django.db import connection, transaction
from firstlight.audit.outbox import drain
from firstlight.config.demo import county, filling
from firstlight.config.demo.folder import Folder
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.models import Appearance, Mention
from firstlight.people.services import take_in_many
folder, by = Folder(Path("{folder}")), system_viewer("bench")
at = clock.real_now()
county.settle(folder, by=by, at=at - timedelta(days=1200))
rows = [one for one in folder.history() if one.offer.record is not None][: {most}]
began = time.monotonic()
for place in range(0, len(rows), {batch}):
    part = rows[place : place + {batch}]
    take_in_many([one.offer.record for one in part], by=by, at=at, received_at=[one.at for one in part])
taken = time.monotonic() - began
began = time.monotonic()
while filling.left(at) and time.monotonic() - began < {patience}:
    drain(at, clock.real_now())
floors = time.monotonic() - began
owed = filling.left(at)
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE plain (source_ref varchar(200), content text)")
    cursor.execute("CREATE INDEX plain_ref ON plain (source_ref)")
lines = [(one.offer.record.get("source_ref"), json.dumps(one.offer.record)) for one in rows]
began = time.monotonic()
for place in range(0, len(lines), {batch}):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO plain VALUES (%s, %s)", lines[place : place + {batch}])
plain = time.monotonic() - began
print(json.dumps(dict(records=len(rows), mentions=Mention.objects.count(), appearances=Appearance.objects.count(),
                      taken=taken, floors=floors, owed=owed, plain=plain)))
"""


def generate(folder: Path, people: int, seed: int) -> None:
    """Have a county written as files by a process of its own."""
    command = [sys.executable, "-m", "simulation", "generate", "--seed", str(seed), "--people", str(people),
               "--years", "3", "--until", "2026-11-22T06:00:00Z", "--out", str(folder)]  # fmt: skip
    subprocess.run(  # noqa: S603 -- our own interpreter and module
        command,
        cwd=ROOT,
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def measure(people: int, seed: int, *, database: str = "", patience: int = 60) -> list[str]:
    """Load a county into a force of its own; give the lines to print."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder = Path(name) / "files"
        generate(folder, people, seed)
        force = County(Path(name) / "home", database)
        force.run("manage", "migrate", "--verbosity", "0")
        code = INSIDE.format(folder=folder, most=10_000_000, batch=500, patience=patience)
        told = json.loads(force.code(code, timeout=3600).splitlines()[-1])
    ours, plain = told["records"] / told["taken"], told["records"] / told["plain"]
    done = "all worked" if not told["owed"] else f"{told['owed']} tasks left after {patience} s"
    return [
        f"a) loading a county of {people} people: {told['records']} records",
        f"   who they name                    {told['appearances']} appearances, {told['mentions']} distinct mentions",
        f"   taken in, linked, journaled      {told['taken']:.1f} s, {ours:.0f} records/s",
        f"   floors and duties, one process   {told['floors']:.1f} s ({done})",
        f"   the same rows, plain table       {told['plain']:.2f} s, {plain:.0f} records/s (no linking, no floors)",
        f"   ratio                            {plain / ours:.0f} times slower than keeping rows alone",
    ]
