"""Whatever is changed, taken out or written anew in the journal is found, and where."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from firstlight.audit import models
from firstlight.audit.anchoring import anchor, anchor_daily, write_files
from firstlight.audit.erasing import erase_details
from firstlight.audit.rules.anchors import read, written
from firstlight.audit.rules.chain import START, Sealed, details_seal, seal
from firstlight.audit.rules.operations import Operation
from firstlight.audit.selectors import anchors_kept, verify_journal
from firstlight.audit.services import act, look
from firstlight.config.worker.loop import watch
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import Viewer, system_viewer

pytestmark = pytest.mark.django_db
BY = system_viewer("test")


@pytest.fixture
def journal(at, settings, tmp_path):
    """Four lines: a change, a look, one that says why, and an erasure of a look's reason."""
    settings.ANCHORS = tmp_path / "anchors"
    with act("test.changed", by=BY, at=at) as line:
        line.about("R-0000000001")
    for n, said in ((1, "a reason"), (2, "another")):
        viewer = Viewer("U-0000000001", "PC Reader")
        viewer.seen.add(f"P-000000000{n}", "R-0000000001")
        look(viewer, action="look.test", at=at, justification=said)
    with act("test.erased", by=BY, at=at, operation=Operation.ERASURE) as line:
        line.say(erased=1)
        erase_details([2], line.seq)
    anchor(by=BY, at=at)
    assert verify_journal().sound
    assert verify_journal().lines == 5
    return settings.ANCHORS


@pytest.fixture
def unguarded(journal):
    """Take the database's own guard away, as one who holds the database could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_no_UPDATE")
            cursor.execute("DROP TRIGGER journal_no_DELETE")
        else:
            cursor.execute("DROP TRIGGER journal_no_change ON audit_journal")
    return journal


COLUMNS = [
    (model, field.column)
    for model in (
        models.Journal, models.JournalDetail, models.JournalRef, models.JournalErased,
        models.JournalAnchor, models.Head,
    )
    for field in model._meta.concrete_fields
    if field.column != "id"
]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "column"), COLUMNS, ids=[f"{m._meta.model_name}.{c}" for m, c in COLUMNS]
)
def test_one_changed_byte_of_any_column_is_found(unguarded, model, column):
    named = next(f for f in model._meta.concrete_fields if f.column == column)
    rows = model.objects.filter(pk=3) if model is models.Journal else model.objects.all()
    kind = named.get_internal_type()
    if kind == "DateTimeField":
        moved = F(named.name) + timedelta(microseconds=1)
    elif kind in {"BigIntegerField", "OneToOneField"}:
        moved = F(column) + 1000
    else:
        moved = Concat(Value("x"), Substr(named.name, 2))
    assert rows.update(**{named.name: moved})
    assert not verify_journal().sound


@pytest.mark.parametrize("model", [models.JournalDetail, models.JournalRef, models.JournalErased])
def test_rows_beside_the_journal_that_are_gone_are_missed(journal, model):
    model.objects.all().delete()
    assert not verify_journal().sound


def test_a_line_that_is_gone_is_missed(unguarded):
    models.Journal.objects.filter(seq=2).delete()
    assert verify_journal().broken_at == 3


def test_a_tail_cut_with_its_head_and_its_anchor_is_found_against_the_file(unguarded):
    last = models.Journal.objects.get(seq=3)
    models.Journal.objects.filter(seq__gt=3).delete()
    models.JournalDetail.objects.filter(line_id__gt=3).delete()
    models.JournalErased.objects.all().delete()
    models.JournalAnchor.objects.all().delete()
    models.Head.objects.update(seq=3, mac=last.mac)
    # The reason that was erased is put back, so that nothing but the cut is left to find.
    models.JournalDetail.objects.create(line_id=2, text='{"justification":"a reason"}')
    found = verify_journal()
    assert (found.sound, found.broken_at) == (False, 4)
    assert "the tail was cut" in found.why


def test_a_journal_written_anew_with_the_stolen_key_is_found_against_the_file(unguarded, settings):
    before = START
    for row in models.Journal.objects.order_by("seq"):
        action = "look.nothing" if row.seq == 3 else row.action
        line = Sealed(row.seq, row.at, row.operation, action, row.by, row.refs, row.details_mac)
        before = seal(line, before, settings.JOURNAL_KEY)
        models.Journal.objects.filter(seq=row.seq).update(action=action, mac=before)
    models.Head.objects.update(mac=before)
    models.JournalAnchor.objects.all().delete()
    assert "an anchor holds another seal" in verify_journal().why


def test_an_anchor_of_somebody_else_counts_for_nothing(journal, settings):
    (path,) = journal.glob("journal-*.json")
    settings.ANCHOR_KEY = bytes(range(32))
    assert "not signed by us" in verify_journal([read(path.read_text())]).why


def test_what_was_erased_by_a_line_that_says_so_is_no_fault_and_what_was_only_lost_is(journal):
    assert verify_journal().sound
    assert not models.JournalDetail.objects.filter(line_id=2).exists()
    models.JournalDetail.objects.filter(line_id=3).delete()
    found = verify_journal()
    assert (found.broken_at, found.why) == (
        3,
        "its details are gone, and no line says who erased them",
    )


def test_once_a_day_is_enough_and_a_lost_file_is_written_again(journal, at):
    assert anchor_daily(by=BY, at=at + timedelta(hours=1)) is None
    (path,) = journal.glob("journal-*.json")
    text = path.read_text()
    path.unlink()
    assert write_files() == 1
    assert path.read_text() == text == written(read(text))
    tomorrow = anchor_daily(by=BY, at=at + timedelta(days=1))
    assert tomorrow is not None
    assert len(list(journal.glob("journal-*.json"))) == 2
    assert verify_journal().anchors == 2


def test_a_folder_that_cannot_be_written_stops_no_work_and_loses_no_anchor(
    journal, settings, tmp_path, caplog, at, monkeypatch
):
    monkeypatch.setattr(clock, "_reader", [lambda: at + timedelta(days=1)])
    settings.ANCHORS = tmp_path / "a-file"
    settings.ANCHORS.write_text("where the folder should be")
    before = len(anchors_kept())
    watch()
    assert len(anchors_kept()) == before + 1
    assert "could not be written" in caplog.text
    settings.ANCHORS = journal
    watch()
    assert len(list(journal.glob("journal-*.json"))) == before + 1


def test_the_database_itself_refuses_to_change_a_line(journal):
    with pytest.raises(DatabaseError), transaction.atomic():
        models.Journal.objects.filter(seq=1).update(action="other")


def test_details_are_sealed_by_their_place_too(journal, settings):
    assert details_seal("{}", 1, settings.JOURNAL_KEY) != details_seal(
        "{}", 2, settings.JOURNAL_KEY
    )
