"""How well floors tell the harmed from the others: both errors, against the simulation's hidden truth."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.county import ROOT
from bench.filled import generate, inside

# How high each named appearance's person stands; the truth is read by the simulation's scorer alone.
HEIGHTS = """
from firstlight.people.models import Membership
from firstlight.risk.models import Assessed
from firstlight.risk.rules.levels import is_top
levels = dict(Assessed.objects.filter(latest=True).values_list("person", "levels"))
def height(person):
    held = levels.get(person) or {{}}
    return "top" if any(is_top(f, level) for f, level in held.items()) else "some" if held else "none"
named = dict()
from firstlight.records.models import Record
for ref, source, source_ref in Record.objects.values_list("ref", "source_id", "source_ref"):
    named[ref] = (source, source_ref)
live = Membership.objects.filter(to_seq__isnull=True, appearance__ended_seq__isnull=True)
rows_of = live.filter(side__in=["both", "inside"])
with open("{out}", "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["source", "source_ref", "key", "height"])
    for ref, key, person in rows_of.values_list("appearance__record_ref", "appearance__key", "person__ref"):
        writer.writerow([*named[ref], key, height(person)])
"""


def measure(people: int, seed: int, *, database: str = "") -> list[str]:
    """Work every floor of a county; give the lines to print."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        folder, out = Path(name) / "files", Path(name) / "floors.csv"
        generate(folder, people, seed)
        told = inside(folder, Path(name) / "home", HEIGHTS.format(out=out), database=database)
        command = [sys.executable, "-m", "simulation", "floors", "--truth", str(folder / "truth.jsonl"),
                   "--floors", str(out)]  # fmt: skip
        said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- our own interpreter and module
    return [
        f"e) floors against the hidden truth, a county of {people} people, {told['records']} records",
        *(f"   {line}" for line in said.splitlines()),
    ]
