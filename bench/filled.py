"""A county taken in whole inside a process of its own: what loading, floors and digests are told of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.county import ROOT

UNTIL = "2026-11-22T06:00:00+00:00"
# Runs inside the program: takes the history in by batches, at one fixed moment; then works all floors.
TAKEN = """
import csv, json, resource, time
from datetime import datetime, timedelta
from pathlib import Path
from django.core.management import call_command
from firstlight.audit import outbox
from firstlight.config.commands.sums import sums
from firstlight.config.demo import clock as simulated, county, filling
from firstlight.config.demo.folder import Folder
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.models import Appearance, Mention
from firstlight.people.services import loading, take_in_many

def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

call_command("migrate", verbosity=0)
until, folder, by = datetime.fromisoformat("{until}"), Folder(Path("{folder}")), system_viewer("bench")
simulated.set_to(until)
simulated.install()
county.settle(folder, by=by, at=until - timedelta(days=1200))
rows = [one for one in folder.history() if one.offer.record is not None]
told, begun, cpu = dict(records=len(rows)), time.monotonic(), spent()
with loading():
    for place in range(0, len(rows), {batch}):
        part = rows[place : place + {batch}]
        take_in_many([one.offer.record for one in part], by=by, at=until, received_at=[one.at for one in part])
told |= dict(taken=time.monotonic() - begun, taken_cpu=spent() - cpu,
             mentions=Mention.objects.count(), appearances=Appearance.objects.count())
"""
FLOORS = """
by_work, named = dict(), outbox.work_named
def timed(name):
    work = named(name)
    def done(refs, at):
        cpu = spent()
        work(refs, at)
        told = by_work.setdefault(name, [0.0, 0])
        told[0] += spent() - cpu
        told[1] += len(refs)
    return done
outbox.work_named = timed
begun, cpu = time.monotonic(), spent()
filling.drain(until)
told |= dict(floors=time.monotonic() - begun, floors_cpu=spent() - cpu, by_work=by_work)
"""
TOLD = "\nprint(json.dumps(told))\n"


def generate(
    folder: Path, people: int, seed: int, *, simulator: str = "generate", plain: bool = False
) -> None:
    """Have a county written as files by a process of its own; `second` is the other simulator.

    `plain` leaves the set pieces out.
    """
    command = [sys.executable, "-m", "simulation", simulator, "--seed", str(seed), "--people", str(people),
               "--years", "3", "--until", UNTIL.replace("+00:00", "Z"), "--out", str(folder),
               *(["--plain"] if plain else [])]  # fmt: skip
    subprocess.run(  # noqa: S603 -- our own interpreter and module
        command,
        cwd=ROOT,
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def inside(
    folder: Path,
    home: Path,
    more: str,
    *,
    root: Path = ROOT,
    database: str = "",
    floors: bool = True,
) -> dict[str, Any]:
    """Take the county in, work its floors, and run `more` after it, by the copy of the program at `root`."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FIRSTLIGHT_")}
    env = kept | {"FIRSTLIGHT_HOME": str(home), "FIRSTLIGHT_DEMO": "1", "PYTHONPATH": str(root),
                  "DJANGO_SETTINGS_MODULE": "firstlight.config.settings"}  # fmt: skip
    if database:
        env["FIRSTLIGHT_DATABASE_URL"] = database
    code = TAKEN.format(until=UNTIL, folder=folder, batch=1000)
    done = subprocess.run(  # noqa: S603 -- our own interpreter and code
        [sys.executable, "-c", "import django\ndjango.setup()\n" + code + (FLOORS if floors else "") + more + TOLD],
        cwd=root, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))
