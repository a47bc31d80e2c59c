"""A copy is taken while work goes on, and put back on a second machine: the same, to the digest."""

from __future__ import annotations

import json
import os

import pytest

from bench.county import County, Postgres
from tests.integration.asked import asked
from tests.once import empty, root

pytestmark = [pytest.mark.dear, pytest.mark.timeout(240)]
PERSON = {"key": "p1", "given": "Ottoline", "family": "Barraclough", "born_on": "2012-05-14"}


@pytest.fixture
def machine(tmp_path, tmp_path_factory):
    """Give machines, each with a folder and a database of its own, set up or not."""
    databases = []

    def made(name: str, *, set_up: bool = False) -> County:
        url = ""
        if set_up:
            database = empty(root(tmp_path_factory)).copy(tmp_path / name)
            databases.extend([database] if database else [])
            url = database.url if database else ""
        elif "postgres" in os.environ.get("FIRSTLIGHT_DATABASE_URL", ""):
            databases.append(Postgres())
            databases[-1].create()
            url = databases[-1].url
        force = County(tmp_path / name, url)
        force.env.pop("FIRSTLIGHT_DEMO")
        return force

    yield made
    for one in databases:
        one.drop()


def test_what_is_put_back_is_what_was_copied_and_nothing_is_written_over(machine, tmp_path):
    force = machine("one", set_up=True)
    rows = [
        {"source_ref": f"S{n}", "kind": "school_enrolment", "recorded_at": "2026-09-03T10:00:00Z", "people": [PERSON]}
        for n in range(20)
    ]  # fmt: skip
    path = tmp_path / "roll.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    copy = tmp_path / "copy"
    *_, backed, twice, digest = asked(
        force.env,
        ("source", "add", "schools", "--name", "Schools", "--owner", "Somebody"),
        ("load", path, "--source", "schools"),
        ("journal", "anchor"),
        ("backup", copy, "--with-keys", "--json"),
        ("backup", copy),
        ("digest",),
    )
    made = json.loads(backed.stdout)
    assert made["bytes"] > 0
    assert twice.returncode == 1
    assert "is there already" in twice.stderr

    nowhere = dict(force.env)
    force.env["PATH"] = ""
    if "FIRSTLIGHT_DATABASE_URL" in nowhere:
        with pytest.raises(RuntimeError, match="no pg_dump on this machine"):
            force.run("backup", str(tmp_path / "half"))
        assert not (tmp_path / "half").exists()
    force.env = nowhere

    second = machine("two")
    back = json.loads(second.run("restore", str(copy), "--json"))
    assert back["lines"] == made["at_least"]
    assert back["digest"] == digest.stdout.strip()
    verified, twice = asked(second.env, ("journal", "verify"), ("restore", copy))
    assert "Nothing was changed" in verified.stdout
    assert twice.returncode == 1
    assert "holds records already" in twice.stderr

    dump = next(one for one in copy.iterdir() if one.name.startswith("firstlight."))
    dump.write_bytes(dump.read_bytes()[:-1] + b"x")
    with pytest.raises(RuntimeError, match="is not as it was when it was made"):
        second.run("restore", str(copy))
