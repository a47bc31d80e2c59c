"""A whole department's history is loaded, killed and loaded again: nothing is lost and nothing twice."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.county import CLI, ROOT, County
from tests.integration.asked import asked
from tests.once import empty, root

pytestmark = [pytest.mark.dear, pytest.mark.timeout(300)]
SOURCES = ("oak-cad", "oak-rms", "schools")


@pytest.fixture
def counties(tmp_path, tmp_path_factory):
    """Give two empty forces, alike, on the database these tests run on."""
    made = []
    for name in ("whole", "broken"):
        database = empty(root(tmp_path_factory)).copy(tmp_path / name)
        force = County(tmp_path / name, database.url if database else "")
        force.env.pop("FIRSTLIGHT_DEMO")
        asked(
            force.env,
            *(
                ("source", "add", code, "--name", code, "--owner", "Oakshire Police")
                for code in SOURCES
            ),
        )
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
        for wait in (1.4, 2.2):
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
