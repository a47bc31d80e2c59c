"""The rules made wrong in many ways, one at a time: the tests of risk must notice.

MUTANTS=online asks only those of files named so.

What every rule says of its cases is kept as well (`make findings`) and would notice nearly all of
them; it is left out here, so that what notices is a test that says why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = "firstlight/risk/rules/"
ONLY = os.environ.get("MUTANTS", "")
EVERY = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text())["mutant"]
MUTANTS = [one for one in EVERY if ONLY in one["file"]]
LEAST = len(MUTANTS) - 2


def _noticed(place: Path, file: str, old: str, new: str) -> bool:
    """Make one rule wrong in a copy, run the tests of risk on it, and put it right again."""
    path = place / RULES / file
    right = path.read_text()
    assert right.count(old) == 1, f"{file} says this {right.count(old)} times: {old}"
    path.write_text(right.replace(old, new))
    try:
        return _fails(place)
    finally:
        path.write_text(right)


def _fails(place: Path) -> bool:
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/unit/risk",
            "--ignore=tests/unit/risk/test_findings.py",
        ],
        cwd=place, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1", "FLOOR_EXAMPLES": "10"},
    )  # fmt: skip
    return done.returncode != 0


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A copy of the program and the tests of risk."""
    out = tmp_path_factory.mktemp("mutants")
    for part in ("firstlight", "tests/unit/risk"):
        shutil.copytree(ROOT / part, out / part)
    for file in ("tests/conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / file, out / file)
    return out


@pytest.mark.timeout(3600)
def test_nearly_every_rule_made_wrong_is_noticed(place, capsys):
    assert not _fails(place), "the copy must pass before anything in it is made wrong"
    missed = []
    for one in MUTANTS:
        noticed = _noticed(place, one["file"], one["says"], one["made"])
        with capsys.disabled():
            sys.stdout.write(
                f"\n{'caught' if noticed else 'NOT caught'}: {one['file']}: {one['made']}"
            )
        if not noticed:
            missed.append(one)
    assert len(MUTANTS) - len(missed) >= LEAST, missed
