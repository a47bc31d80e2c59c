"""The hourly pack: what is open, in a file that opens without the server, as old as it says it is."""

from __future__ import annotations

import re
import stat
from datetime import date, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.audit.services import act
from firstlight.config.copies import FORGETS
from firstlight.desk import packing
from firstlight.kernel import clock
from firstlight.kernel.values.gone import Gone
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing.models import Episode
from firstlight.people.selectors import stands_as
from tests.integration.missing.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
TEGAN = {"given": "Tegan", "family": "Rowbottom", "born_on": "2011-02-11"}
PERRIN = {"given": "Perrin", "family": "Stenhouse", "born_on": "2012-03-04"}
HOME = {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}
JOB = [
    {"key": "m", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25",
     "address": HOME},
    {"key": "c", "role": "child", "given": "Poppy", "family": "Marsden", "born_on": "2019-02-19",
     "address": HOME},
]  # fmt: skip


@pytest.fixture
def night(at, tell, settings, tmp_path, monkeypatch):
    """Two children missing, one with a duty that is late, and a domestic abuse job with its brief."""
    settings.HOME = tmp_path
    monkeypatch.setattr(clock, "now", lambda: at)
    told = [
        tell("missing_report", "care-homes", at - timedelta(minutes=minutes), child,
             {"words_used": "absent", "from_care_home": True, "home": "Larkspur House"})
        for minutes, child in ((40, TEGAN), (5, PERRIN))
    ]  # fmt: skip
    tell("domestic_abuse_incident", "oak-cad", at - timedelta(minutes=3), JOB,
         places=[{"role": "scene", "address": HOME}])  # fmt: skip
    run(at)
    return [stands_as(next(iter(one.people.values()))) for one in told]


def body(path):
    return path.read_text(encoding="utf-8")


def test_the_file_has_what_is_open_and_needs_nothing_else_to_open(at, night):
    path = packing.keep_pack(at=at)
    text = body(path)
    assert path.name == "pack-20261122T021000Z.html"
    assert "Sun 22 Nov 2026 02:10 GMT" in text
    for name in ("Tegan Rowbottom, 15", "Perrin Stenhouse, 14", "Larkspur House"):
        assert name in text
    assert "Missing now: 2" in text
    assert "LATE" in text
    assert "NOBODY ON DUTY" in text
    assert "Open jobs and their briefs: 1" in text
    assert "Poppy" in text, "the brief of the open job"
    assert not re.findall(r"(?:src|href)=|<script|@import|url\(", text)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    line = Journal.objects.filter(action="desk.pack_written").get()
    assert all(person in line.refs for person in night), "whom it names is written down"


def test_it_is_made_anew_each_hour_and_three_are_kept(at, night):
    packing.keep_pack(at=at)
    assert packing.keep_pack(at=at + timedelta(minutes=59)) is None
    for hour in range(1, 5):
        assert packing.keep_pack(at=at + timedelta(hours=hour))
    kept = packing.files()
    assert [made for _, made in kept] == [at + timedelta(hours=n) for n in (4, 3, 2)]
    assert packing.keep_pack(at=at), "a clock that was set back leaves no pack of a time to come"
    assert [made for _, made in packing.files()] == [at]


def test_what_is_sealed_is_left_out_and_who_is_restricted_is_not_named(at, night, officer):
    keeper = officer("keep", "DI", "dpo", at=at)
    packing.keep_pack(at=at)
    for person, level in zip(night, ("sealed", "restricted"), strict=True):
        restrict(
            target=person, level=level, custodians=(keeper.ref,), reason="At risk", by=SYSTEM, at=at
        )
    run(at)
    ((path, _),) = packing.files()
    text = body(path)
    assert "Rowbottom" not in text
    assert "Stenhouse" not in text
    assert "Missing now: 1" in text
    assert Episode.objects.count() == 2


def test_disposal_takes_every_pack_and_the_next_is_without_what_is_gone(at, night):
    packing.keep_pack(at=at)
    (packing.files()[0][0].parent / ".pack-20261122T021000Z.html").write_text("half of one")
    gone = Gone(record="R-0000000001", source="x", source_ref="1", on=date(2026, 11, 22), since=0)
    assert packing.forget in FORGETS
    with act("test.disposed", by=SYSTEM, at=at) as line:
        assert packing.forget(line, gone) == {"packs": 2}
    assert packing.files() == ()
    assert packing.keep_pack(at=at + timedelta(minutes=1)), "the worker writes one at its next look"


def test_the_page_is_printed_by_those_whose_it_is_and_says_how_old_the_file_is(at, night, officer):
    khan, teacher = officer("khan", "CI", "fim", "fim", at), officer("head", "", "partner", at=at)
    client = Client()
    client.force_login(User.objects.get(ref=khan.ref))
    assert "No file has been written yet" in client.get("/pack").content.decode()
    packing.keep_pack(at=at - timedelta(hours=3))
    page = client.get("/pack").content.decode()
    assert "3 h ago" in page
    assert "the worker may not run" in page
    assert "Tegan Rowbottom, 15" in page
    look = Journal.objects.filter(by=khan.ref).order_by("-seq").first()
    assert night[0] in look.refs
    with pytest.raises(NotThere):
        packing.pack(teacher, at)
    client.force_login(User.objects.get(ref=teacher.ref))
    assert client.get("/pack").status_code == 404
