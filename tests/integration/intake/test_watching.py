"""A folder for nightly drops: whole files are taken once and moved aside with their report."""

import json

import pytest

from firstlight.duties.models import Duty
from firstlight.intake.services import load_file
from firstlight.intake.watching import Drop, alone, take_drop
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import counts

SYSTEM = system_viewer("test")


@pytest.fixture
def drop(source, tmp_path):
    (tmp_path / "drop").mkdir()
    return Drop(tmp_path / "drop")


@pytest.fixture
def take(drop, source, at):
    def taken(**how):
        heard = []
        take_drop(
            drop.ready(), source=source, told=lambda path, came_to: heard.append((path.name, came_to)),
            by=SYSTEM, at=at, **how,
        )  # fmt: skip
        return heard

    return taken


def _lines(*records):
    return "".join(json.dumps(one) + "\n" for one in records)


def test_a_file_still_being_written_is_not_taken(drop, take, record):
    path = drop.folder / "calls.jsonl"
    (drop.folder / "later.jsonl.part").write_text(_lines(record(9)))
    path.write_text(_lines(record(1)))
    assert take() == []
    path.write_text(_lines(record(1), record(2)))
    assert take() == []
    ((name, found),) = take()
    assert (name, found.taken) == ("calls.jsonl", 2)
    assert take() == []
    assert counts() == {"incident": 2}


def test_a_taken_file_moves_to_done_with_its_report(drop, take, record):
    for kind in ("ufo", "spoon"):
        (drop.folder / "calls.jsonl").write_text(_lines(record(1), record(2, kind=kind)))
        take(), take()
    done = sorted(path.name for path in (drop.folder / "done").iterdir())
    assert done == [
        "calls-2.jsonl",
        "calls-2.jsonl.report.csv",
        "calls.jsonl",
        "calls.jsonl.report.csv",
    ]
    report = (drop.folder / "done" / "calls.jsonl.report.csv").read_text()
    assert '"2","Waiting","kind"' in report
    assert "Okell" not in report


def test_a_file_that_cannot_be_read_moves_to_refused_with_the_reason(drop, take, record):
    (drop.folder / "calls.jsonl").write_bytes(b"PK\x03\x04")
    (drop.folder / "good.jsonl").write_text(_lines(record(1)))
    take()
    found = dict(take())
    assert isinstance(found["calls.jsonl"], Refusal)
    assert found["good.jsonl"].taken == 1
    assert "a zip file" in (drop.folder / "refused" / "calls.jsonl.txt").read_text()


def test_a_refused_file_is_one_duty_a_day_that_names_its_owner(drop, take):
    for _ in range(2):
        (drop.folder / "calls.jsonl").write_bytes(b"PK\x03\x04")
        take(), take()
    duty = Duty.objects.get()
    assert (duty.clock, duty.post) == ("FILE_REFUSED", "records_manager")
    assert "its owner is Contact" in duty.because


def test_killed_between_loading_and_moving_it_comes_to_the_same(drop, take, record, source, at):
    path = drop.folder / "calls.jsonl"
    path.write_text(_lines(record(1), record(2)))
    load_file(path, source=source, by=SYSTEM, at=at)
    take()
    ((_, found),) = take()
    assert (found.taken, found.same) == (0, 2)
    assert not path.exists()


def test_two_watchers_of_one_folder_are_refused(drop):
    with alone(drop.folder), pytest.raises(Refusal, match="watched already"), alone(drop.folder):
        pass
    with pytest.raises(Refusal, match="not a folder"), alone(drop.folder / "nowhere"):
        pass


def test_the_files_of_one_return_are_read_together(drop, take, samples, at):
    for name in ("episodes", "header"):
        head, *rows = (samples / "ssda903" / f"{name}.csv").read_text().splitlines()[:6]
        (drop.folder / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n")
    take(form="ssda903")
    found = dict(take(form="ssda903"))
    assert found["header.csv"] is found["episodes.csv"]
    assert found["header.csv"].taken == 10
