"""The demonstration fills itself, plays on, starts again, and is the same for the same seed."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.county import Postgres
from tests.once import Once, demonstration, root

pytestmark = [pytest.mark.embedded, pytest.mark.dear, pytest.mark.timeout(600)]
PLAY = """
import django; django.setup()
from firstlight.config.demo import clock, play
from firstlight.kernel.values.viewer import system_viewer
clock.install()
before = clock.now()
came = play.play(12, by=system_viewer("demo"))
print(came, round((clock.now() - before).total_seconds() / 3600))
"""
AGAIN = """
import django; django.setup()
from firstlight.config.demo import clock, play
clock.install()
play.start_again()
print(clock.now().isoformat()[:16], play.still_to_come())
"""


def _run(home, *command, module=True, database=None):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FIRSTLIGHT_")}
    environment |= {"FIRSTLIGHT_HOME": str(home), "FIRSTLIGHT_DEMO": "1"}
    if database:
        environment["FIRSTLIGHT_DATABASE_URL"] = database.url
    how = ["-m", "firstlight.config.cli"] if module else ["-c"]
    done = subprocess.run(
        [sys.executable, *how, *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_fills_plays_starts_again_and_is_the_same_for_the_same_seed(tmp_path, tmp_path_factory):
    one, two = tmp_path / "one", tmp_path / "two"
    shared = root(tmp_path_factory)
    first = demonstration(shared, "sqlite")
    on_both = Postgres.answers()
    other = demonstration(shared, "postgres") if on_both else demonstration(tmp_path, "sqlite")
    with ThreadPoolExecutor() as beside:
        said, _ = beside.map(Once.said, (first, other))
    assert {"county", "records", "pictures"} <= set(said["seconds"])
    first.copy(one)
    fresh = _run(one, "digest", "--parts")
    database = other.copy(two)
    try:
        assert fresh == _run(two, "digest", "--parts", database=database)
    finally:
        if database:
            database.drop()

    again = json.loads(_run(one, "demo", "--no-serve", "--json"))
    assert set(again["seconds"]) == {"tables"}
    assert _run(one, "digest", "--parts") == fresh
    came, hours = _run(one, PLAY, module=False).split()
    assert (int(came) > 0, hours) == (True, "12")
    assert _run(one, "digest", "--parts") != fresh

    moment, left = _run(one, AGAIN, module=False).split()
    assert moment == "2026-11-22T06:00"
    assert int(left) > 0
    assert _run(one, "digest", "--parts") == fresh
    assert "Nothing was changed" in _run(one, "journal", "verify")
