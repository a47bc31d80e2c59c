"""Files that other projects published, loaded as they are."""

from contextlib import suppress
from itertools import permutations

import pytest
from django.db import transaction

from firstlight.config.commands.sums import sums
from firstlight.intake.services import load_file, load_files
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.models import Version
from firstlight.records.selectors import counts, waiting
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
NAMES = ("header.csv", "episodes.csv", "missing.csv")


@pytest.fixture
def returns(db, at):
    for code in ("looked-after-children", "children-in-need"):
        register_source(code=code, name=code, owner="Council", by=SYSTEM, at=at)


@pytest.fixture
def few(samples, tmp_path):
    """Give the three files of the return, cut to the children with missing rows and some more."""
    rows = (samples / "ssda903" / "missing.csv").read_text().splitlines()[1:]
    children = {row.split(",")[0] for row in rows[:6]}
    for name in NAMES:
        head, *lines = (samples / "ssda903" / name).read_text().splitlines()
        kept = [line for line in lines if line.split(",")[0] in children]
        (tmp_path / name).write_text("\n".join([head, *kept]) + "\n")
    return tmp_path


def _load(*paths, at, **more):
    return load_files(list(paths), source="looked-after-children", by=SYSTEM, at=at, **more)


class _UndoError(Exception):
    """Take back what was loaded, so that another order can be tried."""


def _sum_after(*loads):
    found = {}
    with suppress(_UndoError), transaction.atomic():
        for load in loads:
            load()
        found = sums()
        raise _UndoError
    return found


def test_every_missing_row_is_a_missing_report_and_none_is_live(returns, samples, at):
    found = _load(samples / "ssda903" / "missing.csv", at=at)
    assert (found.read, found.taken, found.quarantined) == (43, 43, 0)
    letters = [v.content.count('"letter":"A"') for v in Version.objects.all()]
    assert sum(letters) == 24
    assert all('"is_return_row":true' in v.content for v in Version.objects.all())
    assert all('"given"' not in v.content for v in Version.objects.all())


@pytest.mark.timeout(300)
def test_the_whole_return_goes_in_or_waits_and_again_changes_nothing(returns, samples, at):
    paths = [samples / "ssda903" / name for name in NAMES]
    found = _load(*paths, at=at)
    assert found.read == 43 + 2675 + 5050
    assert found.taken + found.quarantined == found.read
    assert found.quarantined == len(waiting(limit=10_000))
    assert counts() == {"missing_report": 43, "social_care": 2675, "care_placement": 5050}
    again = _load(*[samples / "ssda903" / name for name in NAMES[::2]], at=at)
    assert again.same == again.read


def test_the_order_in_which_the_files_are_named_changes_nothing(returns, few, at):
    def load(*names):
        return lambda: _load(*(few / name for name in names), at=at)

    whole = _sum_after(load(*NAMES))
    assert whole["records"][1] > 24
    for names in list(permutations(NAMES))[1::2]:
        assert _sum_after(load(*names), load(*reversed(names))) == whole


def test_a_file_loaded_by_itself_first_comes_to_the_same_children(returns, few, at):
    def load(*names):
        return lambda: _load(*(few / name for name in names), at=at)

    alone_first = _sum_after(load("episodes.csv"), load(*NAMES))
    alone_last = _sum_after(load(*NAMES), load("episodes.csv"))
    assert alone_first == alone_last
    assert alone_first["quarantine"][1] == 0


def test_of_two_years_the_later_stands_whichever_is_loaded_first(returns, few, at):
    def load(day):
        return lambda: _load(few / "episodes.csv", few / "header.csv", at=at, as_of=day)

    earlier, later = at.date().replace(2018, 3, 31), at.date().replace(2019, 3, 31)
    assert _sum_after(load(earlier), load(later)) == _sum_after(load(later), load(earlier))


def test_a_return_that_nothing_dates_is_refused_and_says_how_to_date_it(returns, few, at):
    with pytest.raises(Refusal, match="--as-of"):
        _load(few / "header.csv", at=at)
    assert _load(few / "header.csv", at=at, as_of=at.date().replace(2018, 3, 31)).taken


@pytest.mark.parametrize("name", ["CIN_Census_2024.xml", "cin-2022.xml"])
def test_a_census_with_stray_text_and_old_dates_goes_in(returns, samples, at, name):
    found = load_file(samples / "cin" / name, source="children-in-need", by=SYSTEM, at=at)
    assert found.quarantined == 0
    assert counts() == {"social_care": found.taken}
    assert found.taken >= 4


def test_two_censuses_in_either_order_come_to_the_same(returns, samples, at):
    def load(*names):
        return lambda: load_files(
            [samples / "cin" / name for name in names],
            source="children-in-need", by=SYSTEM, at=at,
        )  # fmt: skip

    names = ("CIN_Census_2024.xml", "cin-2022.xml")
    assert _sum_after(load(*names)) == _sum_after(load(*names[::-1]), load(*names))
