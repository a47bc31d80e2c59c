"""The how-to of adding a source, followed to the letter: its files written, its commands run."""

import re
import shlex
from pathlib import Path

import pytest

from firstlight.config.cli import main
from firstlight.records.selectors import counts, record_of_source, waiting

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "add-a-source.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def followed(db, tmp_path, monkeypatch, capsys):
    """Write each named file, run each command, and hold what was printed against the page."""
    monkeypatch.chdir(tmp_path)
    printed = ""
    for form, name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if form == "sh":
            program, *arguments = shlex.split(text)
            assert (program, main(arguments)) == ("firstlight", 0)
            printed = capsys.readouterr().out
        elif form == "text":
            missing = [line for line in text.splitlines() if line not in printed.splitlines()]
            assert missing == [], f"{missing} is not in:\n{printed}"
        elif name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_new_source_of_seven_columns_is_one_small_table(followed):
    table = [line for line in (followed / "youth-service.toml").read_text().splitlines() if line]
    assert len(table) <= 12
    assert counts() == {"partner_concern": 2}
    held = record_of_source("youth-service", "YS-101")
    (child,) = held.envelope.people
    assert (child.given, child.family, str(child.born_on)) == ("Perrin", "Okell", "2012-05-14")
    assert held.envelope.occurred.begins.isoformat() == "2026-11-20T17:05:00+00:00"
    assert held.details.concern == ["exploitation"]
    assert held.provenance == "visits.csv:2"


def test_its_bad_row_waits_with_both_faults_and_where_it_stood(followed):
    (one,) = waiting()
    assert one.provenance == "visits.csv:4"
    assert one.source_ref == "YS-103"
    assert {fault[0] for fault in one.faults} == {"people.0.born_on", "details.concern"}
