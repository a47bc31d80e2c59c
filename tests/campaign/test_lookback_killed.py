"""A look-back killed at several instants goes on where it was and tells the same as one left in peace.

Each is killed once it has kept one more shard than the one before it.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time

import pytest

from bench.county import ROOT, County
from simulation.book import parse
from simulation.generate import generate

pytestmark = pytest.mark.timeout(3000)
SOURCES = ("oak-da", "oak-rms", "council-csc")
# Shards of so few versions that a small county has several.
COMMAND = """
import sys
from firstlight.config import cli
from firstlight.config.commands.asking import setup
setup()
from firstlight.assurance.replay import running
running.SHARD = 40
sys.exit(cli.main(sys.argv[1:]))
"""
PERIOD = ("--from", "2023-12-01", "--to", "2026-11-20", "--workers", "1")
KILLS, PEOPLE, SEED = 2, 80, 4
# What it told of each child and which shards were worked, by references that both forces share.
TOLD = """
from firstlight.assurance.models import Lookback, LookbackChild, LookbackShard
rows = LookbackChild.objects.order_by("anchor", "first_high_at").values_list(
    "anchor", "first_high_at", "framework", "record", "graded_at", "spans", "rises", "opportunities")
print(Lookback.objects.count(), Lookback.objects.filter(finished_at__isnull=False).count(),
      LookbackShard.objects.filter(done=False).count(), list(rows))
"""
DONE = """
from firstlight.assurance.models import LookbackShard
print(LookbackShard.objects.filter(done=True).count(), LookbackShard.objects.count())
"""


@pytest.fixture
def forces(tmp_path):
    """Give a force with its history, and a copy of it with the same references."""
    files, whole = tmp_path / "county", County(tmp_path / "whole")
    until = parse("2026-11-22T06:00:00Z")
    generate(seed=SEED, people=PEOPLE, years=3, until=until, out=files)
    whole.env.pop("FIRSTLIGHT_DEMO")
    whole.run("manage", "migrate", "--verbosity", "0")
    for code in SOURCES:
        whole.run(
            "source",
            "add",
            code,
            "--name",
            code,
            "--owner",
            "x",
            "--live-from",
            "2030-01-01T00:00:00Z",
        )
        whole.run("load", str(files / f"records-{code}.jsonl"), "--source", code)
    shutil.copytree(whole.home, tmp_path / "broken")
    broken = County(tmp_path / "broken")
    broken.env.pop("FIRSTLIGHT_DEMO")
    return whole, broken


def done(force):
    """Give how many shards are kept, and how many there are."""
    kept, every = force.code(DONE).split()
    return int(kept), int(every)


def killed_after_one_more(force):
    """Start a look-back and kill it at once when it has kept one more shard; give what is kept then."""
    before = done(force)[0]
    begun = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "lookback", *PERIOD], cwd=ROOT, env=force.env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while begun.poll() is None and done(force)[0] <= before:
        time.sleep(0.01)
    begun.send_signal(signal.SIGKILL)
    assert begun.wait() == -signal.SIGKILL, "it had finished before it was killed"
    return done(force)


def test_a_look_back_killed_many_times_tells_what_one_in_peace_tells(forces):
    whole, broken = forces
    whole.run("lookback", *PERIOD, timeout=2400)
    seen = [killed_after_one_more(broken) for _ in range(KILLS)]
    assert [kept for kept, _ in seen] == sorted({kept for kept, _ in seen}), "each went on"
    assert all(kept < every for kept, every in seen)
    broken.run("lookback", *PERIOD, timeout=2400)
    assert broken.code(TOLD) == whole.code(TOLD)
    print(f"shards kept of all when each was killed: {seen}")  # noqa: T201 -- the campaign's figures
