"""The command line: 0, or 1 with what to do next; never a traceback for a refusal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.asked import asked
from tests.once import Once, root

pytestmark = [pytest.mark.embedded, pytest.mark.dear, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    Once(root(tmp_path_factory), "empty", "sqlite").copy(folder)
    return folder


def _environment(home):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FIRSTLIGHT_")}
    return kept | {"FIRSTLIGHT_HOME": str(home)}


def _run(home, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "firstlight.config.cli", *arguments], text=True,
        env=_environment(home), capture_output=True, check=False,
    )  # fmt: skip


def _each(home, *commands, text=""):
    return asked(_environment(home), *commands, text=text)


REFUSED = (
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
)


@pytest.fixture(scope="module")
def refused(home):
    """What each of them answers, asked in one process."""
    commands = [arguments for arguments, _ in REFUSED]
    return dict(zip(commands, _each(home, *commands), strict=True))


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_a_refusal_says_what_to_do_next(refused, arguments, said):
    done = refused[arguments]
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_database_that_is_not_set_up_says_so(tmp_path):
    done = _run(tmp_path, "digest")
    assert done.returncode == 1
    assert "firstlight migrate" in done.stderr


def test_from_a_source_to_a_picture(home, tmp_path):
    person = {"key": "p1", "given": "Ottoline", "family": "Barraclough", "born_on": "2012-05-14"}
    record = {
        "source_ref": "S1",
        "kind": "school_enrolment",
        "recorded_at": "2026-09-03T10:00:00Z",
        "people": [person],
    }
    path = tmp_path / "roll.jsonl"
    path.write_text(json.dumps(record) + "\n")
    out = tmp_path / "out"
    added, loaded, exported = _each(
        home,
        ("source", "add", "schools", "--name", "Schools", "--owner", "Somebody"),
        ("load", path, "--source", "schools", "--json"),
        ("export", "--out", out),
    )
    assert (added.returncode, exported.returncode) == (0, 0)
    counts = json.loads(loaded.stdout)
    assert (counts["read"], counts["taken"]) == (1, 1)
    ref = json.loads((out / "people.jsonl").read_text())["person"]
    shown, before, linked, digest = _each(
        home,
        ("picture", ref, "--json"),
        ("picture", ref, "--as-of", "2020-01-01"),
        ("link", "--json"),
        ("digest",),
    )
    picture = json.loads(shown.stdout)
    assert picture["ref"] == ref
    assert len(picture["records"]) == 1
    assert before.returncode == 1
    anew = json.loads(linked.stdout)
    assert (anew["mentions"], anew["only_live"], anew["only_anew"]) == (1, 0, 0)
    assert len(digest.stdout.strip()) == 64


def test_the_journal_verifies_and_is_exported(home, tmp_path):
    out = tmp_path / "journal.jsonl"
    exported, verified, anchored = _each(
        home,
        ("journal", "export", "--out", out, "--json"),
        ("journal", "verify"),
        ("journal", "anchor", "--json"),
    )
    told = json.loads(exported.stdout)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, told["head"] + 1))
    assert verified.returncode == 0
    made = json.loads(anchored.stdout)
    assert made["seq"] == told["head"]
    false, no_anchor = tmp_path / "false.json", tmp_path / "no_anchor.json"
    false.write_text(Path(made["file"]).read_text().replace(f'"seq": {made["seq"]}', '"seq": 99'))
    no_anchor.write_text("{}")
    whole, cut, none = _each(
        home, *(("journal", "verify", "--anchor", one) for one in (made["file"], false, no_anchor))
    )
    assert whole.returncode == 0
    assert cut.returncode == 1
    assert "not signed by us" in cut.stderr
    assert "it is not an anchor" in none.stderr


def test_a_user_is_added_with_a_password_from_standard_input(home):
    arguments = ("user", "add", "pc.one", "--name", "One", "--role", "response")
    (short,) = _each(home, arguments, text="short\n")
    assert short.returncode == 1
    issue = ("token", "issue", "cad", "--user", "pc.one", "--json")
    added, issued = _each(home, arguments, issue, text="a long enough password\n")
    assert added.returncode == 0, added.stderr
    assert len(json.loads(issued.stdout)["secret"]) > 30


def test_a_demonstration_never_touches_another_database(home):
    done = _run(home, "demo", "--no-serve")
    assert done.returncode == 1
    assert "not a demonstration's" in done.stderr
