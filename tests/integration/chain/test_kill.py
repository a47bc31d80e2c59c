"""A whole department's history is loaded, killed and loaded again: nothing is lost and nothing twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.county import CLI, ROOT, County, Postgres

pytestmark = [pytest.mark.dear, pytest.mark.timeout(300)]
SOURCES = ("oak-cad", "oak-rms", "schools")


@pytest.fixture
def counties(tmp_path):
    """Give two empty forces, alike, on the database these tests run on."""
    whole, made = None, []
    on_postgres = "postgres" in os.environ.get("FIRSTLIGHT_DATABASE_URL", "")
    for name in ("whole", "broken"):
        database = Postgres() if on_postgres else None
        if database:
            database.create(like=whole[1] if whole else None)
        if whole:
            shutil.copytree(whole[0].home, tmp_path / name)
        force = County(tmp_path / name, database.url if database else "")
        force.env.pop("FIRSTLIGHT_DEMO")
        if not whole:
            force.run("manage", "migrate", "--verbosity", "0")
            for code in SOURCES:
                force.run("source", "add", code, "--name", code, "--owner", "Oakshire Police")
        whole = whole or (force, database)
        made.append((force, database))
    yield [force for force, _ in made]
    for _, database in made:
        if database:
            database.drop()


def test_kill_9_at_any_moment_of_a_load_and_again_gives_the_digest_of_one_undisturbed(
    counties, files, tmp_path
):
    whole, broken = counties
    paths = {code: str(shutil.copy(files / f"records-{code}.jsonl", tmp_path)) for code in SOURCES}
    with Path(paths["schools"]).open("a") as file:
        file.write('{"half": \n')
    for code, path in paths.items():
        whole.run("load", path, "--source", code)
    before, killed = broken.run("digest"), 0
    for code, path in paths.items():
        for wait in (1.2, 1.8, 2.6):
            load = subprocess.Popen([*CLI, "load", path, "--source", code], cwd=ROOT, env=broken.env,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            time.sleep(wait)
            load.send_signal(signal.SIGKILL)
            killed += load.wait() == -signal.SIGKILL
        broken.run("load", path, "--source", code)
    assert killed >= 3, "the loads had finished before they were killed"
    assert broken.run("digest", "--parts") == whole.run("digest", "--parts")
    assert broken.run("digest") != before
    assert "sealed" in broken.run("journal", "verify")
