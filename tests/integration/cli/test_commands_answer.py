"""The command line: 0, or 1 with what to do next; never a traceback for a refusal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    assert _run(folder, "manage", "migrate", "--verbosity", "0").returncode == 0
    return folder


def _run(home, *arguments, text=""):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FIRSTLIGHT_")}
    return subprocess.run(
        [sys.executable, "-m", "firstlight.config.cli", *arguments], input=text, text=True,
        env=environment | {"FIRSTLIGHT_HOME": str(home)}, capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("load", "nowhere.jsonl", "--source", "x"), "there is no such file"),
        (("load", "pyproject.toml", "--source", "x"), "Say --format and one of: jsonl"),
        (("picture", "P-0000000000"), "Check the reference"),
        (("picture", "P-0000000000", "--as-of", "soon"), "write 2026-11-22T02:10"),
        (("picture", "P-0000000000", "--user", "nobody"), "Nobody signs in as"),
        (("source", "down", "nowhere"), "firstlight source list"),
        (("source", "add", "new"), "--name NAME --owner OWNER"),
        (("source", "add", "new", "--name", "N", "--owner", "O", "--kind", "ufo"), "Use some of:"),
        (("token", "issue", "t", "--user", "nobody"), "firstlight user add"),
        (("user", "add", "u", "--name", "U", "--role", "king"), "There is no role called king"),
        (("link", "--engine", "spark"), "--engine duckdb"),
        (("load",), "firstlight load --help"),
    ],
)
def test_a_refusal_says_what_to_do_next(home, arguments, said):
    done = _run(home, *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_database_that_is_not_set_up_says_so(tmp_path):
    done = _run(tmp_path, "digest")
    assert done.returncode == 1
    assert "firstlight migrate" in done.stderr


def test_from_a_source_to_a_picture(home, tmp_path):
    _run(home, "source", "add", "schools", "--name", "Schools", "--owner", "Somebody")
    person = {"key": "p1", "given": "Ottoline", "family": "Barraclough", "born_on": "2012-05-14"}
    record = {
        "source_ref": "S1",
        "kind": "school_enrolment",
        "recorded_at": "2026-09-03T10:00:00Z",
        "people": [person],
    }
    path = tmp_path / "roll.jsonl"
    path.write_text(json.dumps(record) + "\n")
    loaded = json.loads(_run(home, "load", str(path), "--source", "schools", "--json").stdout)
    assert (loaded["read"], loaded["taken"]) == (1, 1)
    out = tmp_path / "out"
    assert _run(home, "export", "--out", str(out)).returncode == 0
    ref = json.loads((out / "people.jsonl").read_text())["person"]
    picture = json.loads(_run(home, "picture", ref, "--json").stdout)
    assert picture["ref"] == ref
    assert len(picture["records"]) == 1
    assert _run(home, "picture", ref, "--as-of", "2020-01-01").returncode == 1
    anew = json.loads(_run(home, "link", "--json").stdout)
    assert (anew["mentions"], anew["only_live"], anew["only_anew"]) == (1, 0, 0)
    assert len(_run(home, "digest").stdout.strip()) == 64


def test_the_journal_verifies_and_is_exported(home, tmp_path):
    out = tmp_path / "journal.jsonl"
    told = json.loads(_run(home, "journal", "export", "--out", str(out), "--json").stdout)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, told["head"] + 1))
    assert _run(home, "journal", "verify").returncode == 0
    made = json.loads(_run(home, "journal", "anchor", "--json").stdout)
    assert made["seq"] == told["head"]
    assert _run(home, "journal", "verify", "--anchor", made["file"]).returncode == 0
    false = tmp_path / "false.json"
    false.write_text(Path(made["file"]).read_text().replace(f'"seq": {made["seq"]}', '"seq": 99'))
    cut = _run(home, "journal", "verify", "--anchor", str(false))
    assert cut.returncode == 1
    assert "not signed by us" in cut.stderr
    false.write_text("{}")
    assert "it is not an anchor" in _run(home, "journal", "verify", "--anchor", str(false)).stderr


def test_a_user_is_added_with_a_password_from_standard_input(home):
    arguments = ("user", "add", "pc.one", "--name", "One", "--role", "response")
    assert _run(home, *arguments, text="short\n").returncode == 1
    done = _run(home, *arguments, text="a long enough password\n")
    assert done.returncode == 0, done.stderr
    issued = json.loads(_run(home, "token", "issue", "cad", "--user", "pc.one", "--json").stdout)
    assert len(issued["secret"]) > 30


def test_a_demonstration_never_touches_another_database(home):
    done = _run(home, "demo", "--no-serve")
    assert done.returncode == 1
    assert "not a demonstration's" in done.stderr
