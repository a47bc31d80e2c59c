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


def told(at, n, level="medium", about=None):
    with act("test.told", by=SYSTEM, at=at) as line:
        alert(line, to=(f"post:{NORTH}",), title="A duty.", url="/board", level=level,
              about=(about or f"M-{n:010d}",))  # fmt: skip


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
