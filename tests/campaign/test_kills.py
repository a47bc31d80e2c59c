"""Fifty kills at any instant, in a load, in the outbox, at the API's door: nothing lost, nothing twice.

Loads and the outbox are of records whose last days open clocks: the same records are held before any
work is done, so the same duties must come of it. What is posted to a server is history: its worker
goes on meanwhile, and what it knew at a moment rightly decides which clocks it opens.
KILLS=10 and KILLS_PEOPLE=60 make it shorter, KILLS_SEED another run of chance.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.county import CLI, ROOT, County, Postgres
from simulation.book import parse
from simulation.generate import generate

SOURCES = ("oak-cad", "oak-rms", "schools")
KILLS = int(os.environ.get("KILLS", "50"))
LOADS, WORKS, POSTS = KILLS * 2 // 5, KILLS * 2 // 5, KILLS // 5
# History builds pictures and floors; the last days open clocks too.
LIVE_FROM = "2026-11-15T00:00:00Z"
PEOPLE = int(os.environ.get("KILLS_PEOPLE", "400"))
SEED = int(os.environ.get("KILLS_SEED", "4"))
LEFT = "from firstlight.audit.models import Task; print(Task.objects.count())"
pytestmark = pytest.mark.timeout(3000)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("county")
    generate(seed=11, people=PEOPLE, years=3, until=parse("2026-11-22T06:00:00Z"), out=out)
    return out


@pytest.fixture(params=["sqlite", "postgresql"])
def forces(request, tmp_path) -> Iterator[tuple[County, County]]:
    """Give two empty forces, alike: one is left in peace, the other is not."""
    made: list[tuple[County, Postgres | None]] = []
    for name in ("whole", "broken"):
        database = Postgres() if request.param == "postgresql" else None
        if database:
            database.create(like=made[0][1] if made else None)
        if made:
            shutil.copytree(made[0][0].home, tmp_path / name)
        force = County(tmp_path / name, database.url if database else "")
        force.env.pop("FIRSTLIGHT_DEMO")
        if not made:
            force.run("manage", "migrate", "--verbosity", "0")
            for code in SOURCES:
                force.run("source", "add", code, "--name", code, "--owner", "Oakshire Police",
                          "--live-from", LIVE_FROM)  # fmt: skip
        made.append((force, database))
    yield made[0][0], made[1][0]
    for _, database in made:
        if database:
            database.drop()


def killed(force: County, chance: random.Random, *arguments: str, most: float) -> bool:
    """Start a command and kill it at some instant; tell whether it was still at work.

    The instant is told in seconds of its own processor, so that a busy machine changes nothing.
    """
    begun = subprocess.Popen([*CLI, *arguments], cwd=ROOT, env=force.env,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    until = chance.uniform(0.6, most)
    while begun.poll() is None and worked(begun.pid) < until:
        time.sleep(0.02)
    begun.send_signal(signal.SIGKILL)
    return begun.wait() == -signal.SIGKILL


def worked(pid: int) -> float:
    """Give the seconds of processor a process has had; 0 where it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def finished(force: County) -> None:
    """Work until nothing is asked for: what a dead worker held comes free when its lease ends."""
    for _ in range(40):
        force.run("work", "--until-empty", timeout=2400)
        if force.code(LEFT).strip() == "0":
            return
        time.sleep(15)
    pytest.fail("tasks were left that no worker could take")


def alike(whole: County, broken: County) -> None:
    assert broken.run("digest", "--parts") == whole.run("digest", "--parts")
    assert "Nothing was changed" in broken.run("journal", "verify")


def test_loads_and_the_outbox_killed_many_times_end_as_if_in_peace(forces, files):
    whole, broken = forces
    chance = random.Random(SEED)
    paths = {code: str(files / f"records-{code}.jsonl") for code in SOURCES}
    for code, path in paths.items():
        whole.run("load", path, "--source", code)
    hits = 0
    for turn in range(LOADS):
        code = SOURCES[turn % len(SOURCES)]
        hits += killed(broken, chance, "load", paths[code], "--source", code, most=4.0)
    for code, path in paths.items():
        broken.run("load", path, "--source", code)
    assert hits >= LOADS // 2, "the loads had finished before they were killed"
    whole.run("work", "--until-empty", timeout=2400)
    hits = sum(killed(broken, chance, "work", "--until-empty", most=6.0) for _ in range(WORKS))
    finished(broken)
    alike(whole, broken)
    assert hits >= WORKS // 2, "the outbox was empty before its worker was killed"
    print(f"{LOADS} loads and {WORKS} workers killed\n{broken.run('digest', '--parts')}")  # noqa: T201 -- the campaign's figures


def test_a_server_killed_while_records_are_posted_loses_none(forces, files):
    whole, broken = forces
    chance = random.Random(SEED + 1)
    lines = (files / "records-oak-cad.jsonl").read_text().splitlines()[:200]
    for force in (whole, broken):
        for name, role in (("cad", "dispatcher"), ("supt", "superintendent")):
            force.run("user", "add", name, "--name", name, "--role", role, "--link")
        force.secret = json.loads(
            force.run("token", "issue", "cad", "--user", "cad", "--source", "oak-cad", "--json")
        )["secret"]
    whole.start()
    for line in lines:
        assert posted(whole, line) in {200, 201, 202}
    whole.stop()
    waiting, kills = list(lines), 0
    while waiting:
        broken.start()
        ends = time.monotonic() + (chance.uniform(0.3, 3.0) if kills < POSTS else 600)
        while waiting and time.monotonic() < ends:
            if posted(broken, waiting[0]) in {200, 201, 202}:
                waiting.pop(0)
        end_all(broken)
        kills += 1
    assert kills > POSTS
    for force in (whole, broken):
        finished(force)
    alike(whole, broken)
    print(f"{kills - 1} servers killed\n{broken.run('digest', '--parts')}")  # noqa: T201 -- the campaign's figures


def posted(force: County, line: str) -> int:
    try:
        with force.client(force.secret) as system:
            return system.post("records", content=line).status_code
    except httpx.TransportError:
        return 0


def end_all(force: County) -> None:
    """Kill the server and all its children at one instant, as a power cut does."""
    assert force.process is not None
    found = subprocess.run(
        ["pgrep", "-P", str(force.process.pid)], capture_output=True, text=True, check=False
    )
    children = [int(pid) for pid in found.stdout.split()]
    for pid in list(children):
        found = subprocess.run(
            ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
        )
        children += [int(one) for one in found.stdout.split()]
    for pid in (force.process.pid, *children):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    force.process.wait()
    force.process = None
