"""A whole department's history is loaded, killed and loaded again: nothing is lost and nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest

from bench.county import CLI, ROOT, County, Postgres

pytestmark = pytest.mark.timeout(300)
SOURCES = ("oak-cad", "oak-rms", "schools")


@pytest.fixture
def counties(tmp_path):
    """Give two empty forces on the database these tests run on."""
    made, databases = [], []
    for name in ("whole", "broken"):
        url = ""
        if "postgres" in os.environ.get("FIRSTLIGHT_DATABASE_URL", ""):
            databases.append(Postgres())
            databases[-1].create()
            url = databases[-1].url
        made.append(County(tmp_path / name, url))
        made[-1].env.pop("FIRSTLIGHT_DEMO")
        made[-1].run("manage", "migrate", "--verbosity", "0")
        for code in SOURCES:
            made[-1].run(
                "source", "add", code, "--name", code.upper(), "--owner", "Oakshire Police"
            )
    yield made
    for database in databases:
        database.drop()


def test_kill_9_at_any_moment_of_a_load_and_again_gives_the_digest_of_one_undisturbed(
    counties, files
):
    whole, broken = counties
    paths = {code: str(files / f"records-{code}.jsonl") for code in SOURCES}
    for code, path in paths.items():
        whole.run("load", path, "--source", code)
    killed = 0
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
    assert "sealed" in broken.run("journal", "verify")
