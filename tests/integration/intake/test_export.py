"""An export loaded into an empty database holds what was held, to the letter."""

from contextlib import suppress

import pytest
from django.db import transaction

from firstlight.config.cli import main
from firstlight.config.commands.sums import sums
from firstlight.people.selectors import appearance_of
from firstlight.people.services import judge
from firstlight.records.models import Version
from firstlight.records.selectors import record_of_source
from tests.integration.intake.conftest import AT, SYSTEM


class _UndoError(Exception):
    """Empty the database again."""


def one(source_ref):
    return appearance_of(record_of_source("oak-cad", source_ref).ref, "p1")


@pytest.fixture
def exported(load, record, tmp_path):
    """Fill, export, and give what was held and where the export lies; the database is empty again."""
    held = {}
    with suppress(_UndoError), transaction.atomic():
        load(record(1), record(2), record(3, kind="ufo"), '{"half": ')
        load(
            record(2, source_version=3, narrative="Later."),
            record(2, source_version=2, narrative="Late."),
        )
        load(record(1, narrative="Otherwise."))
        judge(one=one("OAK-0001"), other=one("OAK-0002"), answer="same", reason="Seen together.",
              by=SYSTEM, at=AT)  # fmt: skip
        held["sums"] = sums()
        held["received"] = sorted(Version.objects.values_list("received_at", flat=True))
        assert main(["export", "--out", str(tmp_path / "out"), "--json"]) == 0
        raise _UndoError
    return tmp_path / "out", held


def test_what_is_exported_and_brought_in_gives_the_same_digest(exported, capsys):
    folder, held = exported
    assert sums()["records"][1] == 0
    assert main(["import", str(folder)]) == 0
    assert sums() == held["sums"]
    assert sorted(Version.objects.values_list("received_at", flat=True)) == held["received"]
    assert "2 wait" in capsys.readouterr().out or held["sums"]["quarantine"][1]


def test_an_export_is_brought_into_an_empty_database_alone(exported, capsys):
    folder, _ = exported
    assert main(["import", str(folder)]) == 0
    assert main(["import", str(folder)]) == 1
    assert main(["import", str(folder.parent)]) == 1
    said = capsys.readouterr().err
    assert "holds records already" in said
    assert "is no export" in said
