"""The commands a newcomer types first: they exist, they explain themselves, they stop plainly."""

import os
import re
import runpy
import shutil
import subprocess
import sys

import pytest

from house.tree import ROOT, text
from tests.campaign import parts

MAKEFILE = text(ROOT / "Makefile")


def _run(*command, cwd=ROOT, **env):
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copied(tmp_path):
    """A new folder that holds only what setting up reads."""
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_bare_make_lists_every_habit_with_one_line():
    habits = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    listed = _run("make", "--no-print-directory").stdout.splitlines()
    assert {line.split()[1] for line in listed} == habits
    assert all(len(line.split()) > 3 for line in listed)


def test_every_habit_is_phony():
    habits = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert habits == set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split())


def test_setup_without_a_python_says_what_to_install(copied):
    bare = copied / "bin"
    bare.mkdir()
    for tool in ("bash", "dirname", "cat", "env"):
        (bare / tool).symlink_to(shutil.which(tool))
    done = _run(str(bare / "bash"), "scripts/setup", cwd=copied, PATH=str(bare))
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert "apt-get install python3" in done.stderr
    assert not (copied / ".venv").exists()


def test_setup_that_cannot_reach_packages_says_so(copied):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull}
    done = _run("scripts/setup", cwd=copied, PIP_RETRIES="0", **nowhere)
    assert done.returncode == 1
    assert "could not fetch" in done.stderr
    assert "Traceback" not in done.stderr


def test_scripts_refuse_a_word_they_do_not_know():
    assert "takes run or dev" in _run("scripts/setup", "everything").stderr
    assert "takes all, check, campaign" in _run("scripts/test", "everything").stderr


@pytest.mark.parametrize(("required", "outcome"), [("", "left out"), ("1", "FAILED")])
def test_a_part_this_machine_cannot_run_is_told(monkeypatch, capsys, required, outcome):
    monkeypatch.setenv("FIRSTLIGHT_REQUIRE_ALL", required)
    program = runpy.run_path(str(ROOT / "scripts/test"))
    part = program["Part"]("a part", ["true"], lacks="install what it needs")
    program["run"](part)
    status = program["told"]([part], 0.0)
    assert part.outcome == outcome
    assert status == (1 if required else 0)
    assert "install what it needs" in capsys.readouterr().out.split("summary")[1]


def test_where_everything_is_required_a_skipped_test_fails_unless_its_part_is_pending():
    command = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/house/left_out.py",
    )
    assert "2 skipped" in _run(*command, FIRSTLIGHT_REQUIRE_ALL="").stdout
    assert "1 failed, 1 skipped" in _run(*command, FIRSTLIGHT_REQUIRE_ALL="1").stdout


def test_the_campaign_tells_its_parts_and_how_long_each_took():
    told = _run("scripts/test", "campaign", "list").stdout
    files = {one.stem for one in (ROOT / "tests/campaign").glob("test_*.py")}
    named = {line.split()[0] for line in told.splitlines()}
    assert {one.removeprefix("test_").replace("_", "-") for one in files} < named
    assert (
        "There is no part-nobody-knows"
        in _run("scripts/test", "campaign", "part-nobody-knows").stderr
    )


def test_a_long_run_that_fails_does_not_end_the_rest_and_only_one_that_passed_is_timed(
    monkeypatch, capsys
):
    made = [
        parts.Run("one", "It fails.", ("-c", "raise SystemExit(1)")),
        parts.Run("two", "It passes.", ("-c", "print('it ran')")),
    ]
    noted = []
    monkeypatch.setattr(parts, "runs", lambda: made)
    monkeypatch.setattr(parts, "note", lambda name, seconds: noted.append(name))
    program = runpy.run_path(str(ROOT / "scripts/test"))
    assert program["campaign"]([]) == 1
    assert noted == ["two"]
    told = capsys.readouterr().out
    assert "It passes. Expected: not timed yet." in told
    assert "2 parts" in told
    assert "1 failed" in told
