"""A force that was filled by the version that ended step 1 is taken over by this one, whole."""

from __future__ import annotations

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from bench.county import ROOT, County, Postgres
from simulation.book import parse
from simulation.generate import generate

STEP_1 = "865131e5215dfa3caad2016c8a1bb2f92812867e"
SOURCES = ("oak-cad", "oak-rms", "schools")
# What the sums of both versions are made of; later versions may sum more.
ALIKE = ("records", "quarantine", "people")


@pytest.fixture(scope="module")
def older(tmp_path_factory) -> Path:
    """Lay the older version beside this one, as it stands in the history."""
    told = subprocess.run(["git", "archive", STEP_1], cwd=ROOT, capture_output=True, check=False)
    if told.returncode:
        pytest.skip(
            "this copy of the repository has no history; fetch it with: git fetch --unshallow"
        )
    folder = tmp_path_factory.mktemp("older")
    with tarfile.open(fileobj=BytesIO(told.stdout)) as held:
        held.extractall(folder, filter="data")
    return folder


@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_data_of_step_1_is_taken_over_whole(older, tmp_path, engine, monkeypatch):
    files = tmp_path / "files"
    generate(seed=7, people=200, years=2, until=parse("2026-11-22T06:00:00Z"), out=files)
    database = Postgres() if engine == "postgresql" else None
    if database:
        database.create()
    force = County(tmp_path / "home", database.url if database else "")
    force.env.pop("FIRSTLIGHT_DEMO")
    try:
        new = force.env["PYTHONPATH"]
        force.env["PYTHONPATH"] = str(older)
        monkeypatch.setattr("bench.county.ROOT", older)
        force.run("manage", "migrate", "--verbosity", "0")
        for code in SOURCES:
            force.run("source", "add", code, "--name", code, "--owner", "Oakshire Police")
            force.run("load", str(files / f"records-{code}.jsonl"), "--source", code)
        before = sums(force)
        force.env["PYTHONPATH"] = new
        monkeypatch.undo()
        force.run("manage", "migrate", "--verbosity", "0")
        after = sums(force)
        assert {part: after[part] for part in ALIKE} == {part: before[part] for part in ALIKE}
        assert "Nothing was changed" in force.run("journal", "verify")
        again = force.run("load", str(files / "records-schools.jsonl"), "--source", "schools")
        assert " 0 taken" in again or "0 taken" in again, again
        assert sums(force)["records"] == before["records"]
    finally:
        if database:
            database.drop()


def sums(force: County) -> dict[str, str]:
    rows = (line.split(maxsplit=2) for line in force.run("digest", "--parts").splitlines())
    return {name: total for total, name, _ in rows}
