"""A file is taken in whole, but for what waits; what waits tells all that is wrong with it."""

import base64
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from firstlight.audit.models import JournalDetail
from firstlight.intake.services import load_file
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.records.models import Version, Waiting
from firstlight.records.selectors import counts, record_of_source, waiting

PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes((i * 37 + 11) % 256 for i in range(3000))
CODED = base64.b64encode(PICTURE).decode()


def test_the_rest_of_a_file_goes_in(load, record):
    found = load(record(1), '{"source": "oak-cad", "source_', record(2), "[]", record(3))
    assert (found.taken, found.quarantined) == (3, 2)
    assert counts() == {"incident": 3}
    assert [one.provenance for one in waiting()] == ["calls.jsonl:4", "calls.jsonl:2"]


def test_half_a_file_is_taken_and_says_that_it_is_half(load, record):
    found = load(record(1), '{"source": "oak-cad", "source_ref": "OAK-00', ends="")
    assert (found.taken, found.quarantined) == (1, 1)
    assert ("calls.jsonl:2", "file", "ends in the middle of a line") in found.first_faults


def test_all_faults_of_a_record_are_told_together(load, record):
    bad = record(
        1, kind="ufo", told_at="2027-01-01T00:00:00Z",
        people=[{"key": "a", "born_on": "2026-12-24"}, {"key": "a"}],
    )  # fmt: skip
    load(bad)
    fields = {fault[0] for fault in waiting()[0].faults}
    assert fields == {"kind", "told_at", "people.0.born_on", "people"}


def test_the_same_record_twice_is_one(load, record):
    load(record(1))
    again = load(record(1), record(1))
    assert (again.taken, again.same) == (0, 2)
    assert counts() == {"incident": 1}


def test_the_same_version_with_other_content_waits_and_the_first_stands(load, record):
    load(record(1))
    found = load(record(1, narrative="Nothing heard."))
    assert found.conflict == 1
    assert record_of_source("oak-cad", "OAK-0001").envelope.narrative == "Shouting heard."
    assert waiting()[0].faults[0][0] == "source_version"


def test_an_unknown_source_is_refused_with_the_line_that_registers_it(db, tmp_path, at):
    path = tmp_path / "x.jsonl"
    path.write_text("{}\n")
    with pytest.raises(Refusal, match="firstlight source add nowhere --name NAME --owner OWNER"):
        load_file(path, source="nowhere", by=system_viewer("test"), at=at)
    assert waiting() == []


def test_a_yearly_return_is_registered_so_that_it_opens_no_clock(db, tmp_path, at):
    path = tmp_path / "missing.csv"
    path.write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\n")
    with pytest.raises(Refusal, match="--live-from never"):
        load_file(path, source="looked-after-children", by=system_viewer("test"), at=at)


def test_who_may_not_load_learns_nothing(source, tmp_path, at):
    path = tmp_path / "x.jsonl"
    path.write_text("{}\n")
    nobody = Viewer(ref="U-1", name="Partner", roles=frozenset({"partner"}))
    with pytest.raises(Refusal, match="nothing here that you may see"):
        load_file(path, source=source, by=nobody, at=at)


def test_a_real_database_takes_no_times_of_arrival(source, tmp_path, at, settings):
    settings.DEMO = False
    path = tmp_path / "x.jsonl"
    path.write_text("{}\n")
    with pytest.raises(Refusal, match="demonstration"):
        load_file(path, source=source, arrivals={1: at}, by=system_viewer("test"), at=at)


def test_no_byte_of_an_image_is_in_the_database(load, record, tmp_path):
    found = load(
        record(1, narrative=f"Photo attached: {CODED} end."),
        record(2, kind="ufo", narrative=CODED),
        record(3, extra={"photo": PICTURE.hex()}),
        '{"source": "oak-cad", "narrative": "' + CODED,
        CODED[1200:],
        '{"narrative": "' + CODED.replace("/", "\\/") + '"',
    )
    assert (found.taken, found.quarantined) == (1, 5)
    assert (
        record_of_source("oak-cad", "OAK-0001").envelope.narrative
        == "Photo attached: [media removed] end."
    )
    _assert_nothing_of(PICTURE, _everything(tmp_path))


def _everything(folder):
    """Give every byte the database holds."""
    if connection.vendor != "sqlite":
        rows = []
        for table in (Version, Waiting, JournalDetail):
            rows += [repr(row) for row in table.objects.values_list()]
        return "".join(rows).encode()
    whole = "\n".join(connection.connection.iterdump())
    path = folder / "copy.db"
    with closing(sqlite3.connect(path)) as copy:
        copy.executescript(
            "\n".join(line for line in whole.splitlines() if "sqlite_sequence" not in line)
        )
    return path.read_bytes() + whole.encode()


def _assert_nothing_of(picture, held):
    forms = (
        picture,
        base64.b64encode(picture),
        picture.hex().encode(),
        picture.hex().upper().encode(),
    )
    for form in forms:
        runs = {form[i : i + 16] for i in range(len(form) - 15)}
        assert not any(run in held for run in runs)
