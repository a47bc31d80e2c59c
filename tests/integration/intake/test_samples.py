"""Files that other projects published, loaded as they are."""

import pytest

from firstlight.intake.services import load_file, load_files
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.models import Version
from firstlight.records.selectors import counts, waiting
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")


@pytest.fixture
def returns(db, at):
    for code in ("looked-after-children", "children-in-need"):
        register_source(code=code, name=code, owner="Council", by=SYSTEM, at=at)


def test_every_missing_row_is_a_missing_report_and_none_is_live(returns, samples, at):
    found = load_file(
        samples / "ssda903" / "missing.csv", source="looked-after-children", by=SYSTEM, at=at
    )
    assert (found.read, found.taken, found.quarantined) == (43, 43, 0)
    letters = [v.content.count('"letter":"A"') for v in Version.objects.all()]
    assert sum(letters) == 24
    assert all('"is_return_row":true' in v.content for v in Version.objects.all())
    assert all('"given"' not in v.content for v in Version.objects.all())


def test_a_return_loaded_twice_is_one(returns, samples, at):
    path = samples / "ssda903" / "missing.csv"
    load_file(path, source="looked-after-children", by=SYSTEM, at=at)
    again = load_file(path, source="looked-after-children", by=SYSTEM, at=at)
    assert (again.taken, again.same) == (0, 43)


@pytest.mark.timeout(300)
def test_the_whole_return_goes_in_or_waits(returns, samples, at, tmp_path):
    episodes = tmp_path / "episodes.csv"
    with (samples / "ssda903" / "episodes.csv").open() as file:
        episodes.write_text("".join(line for line, _ in zip(file, range(401), strict=False)))
    header = samples / "ssda903" / "header.csv"
    found = load_files([episodes, header], source="looked-after-children", by=SYSTEM, at=at)
    assert found.read == 400 + 2675
    assert found.taken + found.quarantined == found.read
    assert found.taken > 3000
    assert found.quarantined == len(waiting(limit=10_000))


@pytest.mark.parametrize("name", ["CIN_Census_2024.xml", "cin-2022.xml"])
def test_a_census_with_stray_text_and_old_dates_goes_in(returns, samples, at, name):
    found = load_file(samples / "cin" / name, source="children-in-need", by=SYSTEM, at=at)
    assert found.quarantined == 0
    assert counts() == {"social_care": found.taken}
    assert found.taken >= 4
