"""Few interruptions: a budget a post and shift, one a child, measured and shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.audit.services import act
from firstlight.delivery.selectors import alerts_to
from firstlight.delivery.services import alert
from firstlight.duties.selectors import told_by_shift
from firstlight.force.services import set_up
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
NORTH = "duty_inspector_north"


def told(at, n, level="medium", about=None, **more):
    with act("test.told", by=SYSTEM, at=at) as line:
        alert(line, to=(f"post:{NORTH}",), title="A duty.", url="/board", level=level,
              about=(about or f"M-{n:010d}",), **more)  # fmt: skip


def test_a_shift_is_interrupted_as_often_as_the_force_allows_and_the_page_tells_it(
    at, on_post, person, viewer, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: at)
    set_up(values={"delivery.budget": 5}, by=SYSTEM, at=at - timedelta(days=2))
    begins = at - timedelta(hours=9)
    rao = on_post(NORTH, "rao", begins, at + timedelta(hours=1))
    for n in range(9):
        told(begins + timedelta(minutes=20 * n), n)
    for n in range(3):  # three about one child within ten minutes
        told(begins + timedelta(hours=4, minutes=n), 99, "urgent", "M-0000000099")
    told(begins + timedelta(hours=5), 50, "standard")
    sent = alerts_to(f"post:{NORTH}", since=begins)
    assert [one.interrupts for one in sent].count(True) == 5 + 1
    (row,) = told_by_shift(viewer(rao, at), at)
    assert (row.interrupted, row.always, row.kept, row.budget) == (6, 1, 7, 5)
    assert not row.over
    client = Client()
    client.force_login(User.objects.get(ref=rao))
    page = client.get("/interruptions").content.decode()
    assert "At most 5 interruptions a post in 10 hours" in page
    assert "6 interruptions, 7 badges alone" in page
    assert "within 5" in page
    assert "A duty." not in page, "counts, never matters"
    with pytest.raises(NotThere):
        told_by_shift(viewer(person("head", "partner"), at), at)


def test_the_next_shift_is_not_charged_with_the_one_before(at, on_post, viewer):
    begins = at - timedelta(hours=20)
    on_post(NORTH, "adey", begins, at - timedelta(hours=10))
    rao = on_post(NORTH, "rao", at - timedelta(hours=10), at + timedelta(hours=1))
    for n in range(3):
        told(begins + timedelta(hours=n), n)
    told(at - timedelta(hours=1), 9)
    rows = told_by_shift(viewer(rao, at), at)
    assert [(one.interrupted, one.user == rao) for one in rows] == [(3, False), (1, True)]


def test_what_insists_beyond_the_budget_is_gathered_and_what_is_urgent_never_is(at):
    set_up(values={"delivery.budget": 5}, by=SYSTEM, at=at - timedelta(days=2))
    for n in range(5):
        told(at + timedelta(minutes=n), n, insists=True)
    spent = at + timedelta(minutes=5)
    for n in range(60):  # each minute of an hour, something high that nobody acted on
        told(spent + timedelta(minutes=n), 10 + n, "high", insists=True)
        told(spent + timedelta(minutes=n), 100 + n, "medium", insists=True)
    told(spent + timedelta(minutes=59, seconds=30), 99, "urgent", insists=True)
    sent = alerts_to(f"post:{NORTH}", since=spent)
    loud = [one for one in sent if one.interrupts]
    assert [one.level for one in loud] == ["high", "high", "urgent"]
    assert loud[1].created_at - loud[0].created_at == timedelta(minutes=30)
    assert len(sent) == 121, "each is on the page"


def test_a_row_of_the_rota_longer_than_a_shift_is_counted_shift_by_shift(at, on_post, viewer):
    rao = on_post(NORTH, "rao", at - timedelta(hours=25), at + timedelta(days=6))
    for hours in (24, 23, 2):
        told(at - timedelta(hours=hours), hours)
    rows = told_by_shift(viewer(rao, at), at)
    assert [one.interrupted for one in rows] == [2, 1]
    assert all(one.ends_at - one.begins_at < timedelta(hours=20) for one in rows)
