"""A duty is about appearances: who that is, is worked out when it is read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import include, path

from firstlight.access.models import Grant, User
from firstlight.access.selectors import may
from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.audit.outbox import drain
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors, services
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import anchor, person_at, relied_on
from firstlight.people.services import split, take_in
from firstlight.records.services import register_source

urlpatterns = [path("", include("firstlight.duties.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
SYSTEM = system_viewer("test")
NORTH = "duty_inspector_north"
HOME = {"text": "3 Kestrel Rise, Wexcombe ZX4 2AB"}


def enrolled(at, ref, school):
    raw = {
        "source": "schools", "source_ref": ref, "kind": "school_enrolment",
        "recorded_at": at.isoformat(), "told_at": at.isoformat(),
        "people": [{"key": "p1", "role": "subject", "given": "Ivy", "family": "Marsh",
                    "born_on": "2012-05-14", "address": HOME}],
        "details": {"school": school},
    }  # fmt: skip
    return take_in(raw, by=SYSTEM, at=at).people["p1"]


@pytest.fixture
def ivy(at, db):
    register_source(code="schools", name="Schools", owner="x", by=SYSTEM, at=at)
    first = enrolled(at, "one", "St Bede's Academy")
    again = enrolled(at, "two", "Harrowmere High")
    return {"appearance": anchor(first), "person": person_at(anchor(first)), "again": again}


@pytest.fixture
def rao(at, on_post, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    return on_post(NORTH, "rao")


def opened(at, ivy):
    return services.open_duty(
        clock="MISS_GRADE", about=("E-0000000001",), people=(ivy["appearance"],), told_at=at,
        because="A child was reported missing.", area="north", by=SYSTEM, at=at,
    )  # fmt: skip


def browse(ref):
    client = Client()
    client.force_login(User.objects.get(ref=ref))
    return client


def test_the_child_is_named_on_the_pages_and_the_look_is_written_first(at, ivy, rao):
    ref = opened(at, ivy)
    for address in ("/work", "/board", f"/duties/{ref}"):
        before = Journal.objects.count()
        page = browse(rao).get(address).content.decode()
        assert "Ivy Marsh" in page
        assert f"/people/{ivy['person']}" in page
        look = Journal.objects.order_by("-seq").first()
        assert Journal.objects.count() == before + 1
        assert look.operation == "consultation"
        assert ivy["person"] in look.refs


def test_no_alert_event_or_journal_line_carries_the_name(at, ivy, rao):
    opened(at, ivy)
    (alert,) = alerts_to(f"post:{NORTH}", since=at)
    everything = alert.title + alert.url + "".join(str(r.refs) for r in Journal.objects.all())
    assert "Ivy" not in everything
    assert "Marsh" not in everything


def test_the_post_may_see_the_child_while_it_holds_the_duty(at, ivy, rao, viewer):
    ref = opened(at, ivy)
    by = viewer(rao, at)
    held = Grant.objects.get(user=f"post:{NORTH}", about=ivy["person"])
    assert held.because == f"duty:{ref}"
    assert held.until > at
    services.close(ref, "Seen", (), SYSTEM, at)
    held.refresh_from_db()
    assert (held.until - at).days == 1
    assert may(by, "people.see", ivy["person"])


def test_a_duty_is_found_by_person_and_relied_on(at, ivy, rao, viewer):
    ref = opened(at, ivy)
    (row,) = selectors.about(ivy["person"], viewer(rao, at), at)
    assert row.ref == ref
    assert row.people == (ivy["person"],)
    assert ("duty", ref) in [(r.kind, r.ref) for r in relied_on(ivy["person"])]


def test_a_split_moves_the_duty_by_itself(at, ivy, rao, viewer):
    ref = opened(at, ivy)
    before = selectors.duty(ref, viewer(rao, at), at).row.people
    split(appearance=ivy["appearance"], reason="Another Ivy Marsh", by=SYSTEM, at=at)
    now = person_at(ivy["appearance"])
    after = selectors.duty(ref, viewer(rao, at), at).row.people
    assert after == (now,)
    assert selectors.about(now, viewer(rao, at), at)[0].ref == ref
    gone = (set(before) | {ivy["again"]}) - {now}
    assert all(not selectors.about(one, viewer(rao, at), at) for one in gone)


def test_a_child_sealed_after_the_duty_was_opened(at, ivy, rao, person):
    ref = opened(at, ivy)
    keeper = person("keep", "dpo")
    restrict(
        target=ivy["person"], level="sealed", custodians=(keeper,), reason="At risk",
        by=SYSTEM, at=at,
    )  # fmt: skip
    assert browse(rao).get(f"/duties/{ref}").status_code == 404
    assert ref not in browse(rao).get("/work").content.decode()
    drain(at + timedelta(minutes=31), at)
    assert len(alerts_to(f"user:{keeper}", since=at)) >= 1, "silence climbs to its custodian"
    assert not alerts_to("post:fim", since=at + timedelta(minutes=1))
