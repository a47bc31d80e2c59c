"""The rota is set by people; a post nobody is on is an alarm, and its work is handed over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.audit.models import Journal
from firstlight.audit.outbox import drain
from firstlight.config.serve import check_rota
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors, services
from firstlight.duties.models import Duty, RotaShift
from firstlight.duties.watching import watch_rota
from firstlight.force.rules.posts import SHIPPED, read
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import said

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
POSTS = read(SHIPPED)
NORTH = "duty_inspector_north"


@pytest.fixture(autouse=True)
def fixed(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def full(at, person):
    """Everybody's post is held until further notice, North's until in three hours."""
    rao, bell = person("rao"), person("bell")
    for post in POSTS:
        ends = at + timedelta(hours=3) if post == NORTH else None
        begins = datetime(2026, 1, 1, tzinfo=UTC)
        services.set_shift(post=post, user=rao, begins_at=begins, ends_at=ends, by=SYSTEM, at=at)
    return rao, bell


def browse(ref):
    client = Client()
    client.force_login(User.objects.get(ref=ref))
    return client


def test_the_page_tells_each_posts_hours_and_each_alarm_with_its_time(at, full):
    client = browse(full[0])
    page = client.get("/rota").content.decode()
    assert f"1 of {len(POSTS)} posts has hours with nobody on duty" in page
    assert "3 of 336" in page
    assert page.count("336 of 336") == len(POSTS) - 1
    assert said(at + timedelta(hours=3)) in page
    (one,) = selectors.coming(SYSTEM, at, post=NORTH)
    assert [(x.begins_at, x.ends_at, bool(x.acts)) for x in one.spans] == [
        (at, at + timedelta(hours=3), True), (at + timedelta(hours=3), at + timedelta(days=14), False),
    ]  # fmt: skip
    detail = client.get(f"/rota/post?post={NORTH}").content.decode()
    assert "Nobody</strong>" in detail
    assert "Duty inspector North from Sun 22 Nov 2026 05:10 GMT" in check_rota()[0]


def test_a_post_nobody_will_be_on_is_the_managers_duty_until_it_is_filled(at, full):
    assert watch_rota(SYSTEM, at) == 1
    assert watch_rota(SYSTEM, at + timedelta(minutes=1)) == 0, "once, not at each look"
    (duty,) = Duty.objects.all()
    assert (duty.clock, duty.post, duty.due_at) == ("ROTA_GAP", "fim", at + timedelta(hours=3))
    assert "as Duty inspector North from Sun 22 Nov 2026 05:10 GMT" in duty.because
    (told,) = alerts_to("post:fim", since=at)
    assert not told.interrupts
    services.set_shifts(
        rows=[{"post": NORTH, "collar": "bell", "begins_at": at + timedelta(hours=3)}],
        by=SYSTEM, at=at,
    )  # fmt: skip
    assert watch_rota(SYSTEM, at + timedelta(minutes=2)) == 0
    assert Duty.objects.get().state == "closed"
    assert check_rota() == []


def test_a_force_that_keeps_no_rota_here_is_not_stormed(at, db):
    assert watch_rota(SYSTEM, at) == 0
    assert f"{len(POSTS)} of the posts" in check_rota()[0]


def test_somebody_is_put_on_a_post_and_another_takes_the_rest(at, full):
    rao, bell = full
    client = browse(rao)
    given = {"post": NORTH, "collar": "bell", "begins_at": "2026-11-22T05:10", "ends_at": ""}
    assert client.post("/rota/add", given).status_code == 302
    added = RotaShift.objects.get(post=NORTH, user_ref=bell)
    assert (added.begins_at, added.ends_at) == (at + timedelta(hours=3), None)
    first = RotaShift.objects.get(post=NORTH, user_ref=rao)
    page = client.get(f"/rota/shift?shift={first.pk}").content.decode()
    assert "Swap" in page
    asked = {"shift": first.pk, "swap-collar": "bell", "swap-from_at": "2026-11-22T04:00"}
    assert client.post("/rota/swap", asked).status_code == 302
    first.refresh_from_db()
    four = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
    assert first.ends_at == four
    taken = RotaShift.objects.get(post=NORTH, user_ref=bell, begins_at=four)
    assert taken.ends_at == at + timedelta(hours=3)
    assert Journal.objects.filter(action="duties.shift_swapped").count() == 1


def test_who_goes_now_leaves_the_work_to_the_manager_at_once(at, full, viewer):
    rao, _ = full
    RotaShift.objects.filter(post=NORTH).update(begins_at=at - timedelta(hours=8))
    ref = services.open_duty(
        clock="CHILDREN_LINES", about=("E-0000000001",), people=(), told_at=at, because="Told.",
        post=NORTH, by=SYSTEM, at=at - timedelta(hours=1),
    )  # fmt: skip
    services.acknowledge(ref, viewer(rao, at), at - timedelta(hours=1))
    shift = RotaShift.objects.get(post=NORTH)
    client = browse(rao)
    answer = client.post("/rota/end", {"shift": shift.pk, "end-from_at": "2026-11-22T02:10"})
    assert answer.status_code == 302
    drain(at, at)
    assert Duty.objects.get(ref=ref).state == "unaccepted"
    (told,) = alerts_to("post:fim", since=at)
    assert told.title.startswith("Force incident manager: Duty inspector North is empty")


def test_a_shift_that_has_not_begun_is_taken_off(at, full):
    rao, _ = full
    later = at + timedelta(hours=5)
    services.set_shift(post=NORTH, user=rao, begins_at=later, ends_at=None, by=SYSTEM, at=at)
    row = RotaShift.objects.get(post=NORTH, begins_at=later)
    services.end_shift(shift=row.pk, ends_at=at, by=SYSTEM, at=at)
    assert not RotaShift.objects.filter(pk=row.pk).exists()


def test_what_has_gone_by_is_not_rewritten(at, full):
    row = RotaShift.objects.get(post=NORTH)
    for moment in (at - timedelta(hours=1), at + timedelta(hours=4)):
        with pytest.raises(Refusal, match="was not changed"):
            services.end_shift(shift=row.pk, ends_at=moment, by=SYSTEM, at=at)
        with pytest.raises(Refusal, match="was not changed"):
            services.swap_shift(shift=row.pk, collar="bell", from_at=moment, by=SYSTEM, at=at)
    with pytest.raises(Refusal, match="was not swapped"):
        services.swap_shift(shift=row.pk, collar="rao", from_at=at, by=SYSTEM, at=at)
    row.refresh_from_db()
    assert row.ends_at == at + timedelta(hours=3)


def test_a_list_is_taken_in_whole_or_not_with_every_fault_told(at, full, person, viewer):
    rao, bell = full
    client = browse(rao)
    before = RotaShift.objects.count()
    bad = (
        "post,collar,begins_at,ends_at\n"
        f"{NORTH},bell,22/11/2026 19:00,23/11/2026 07:00\n"
        "nowhere,nobody,soon,\n"
    )
    answer = client.post("/rota/list", {"rows": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    for fault in ("there is no post", "nobody with that reference", "it needs a beginning"):
        assert f"row 2: {fault}" in page
    assert RotaShift.objects.count() == before
    assert (
        "There is no column post"
        in client.post("/rota/list", {"rows": "a,b\n1,2"}).content.decode()
    )
    assert client.post("/rota/list", {"rows": bad.rsplit("nowhere", 1)[0]}).status_code == 302
    row = RotaShift.objects.get(post=NORTH, user_ref=bell)
    assert (said(row.begins_at), said(row.ends_at)) == (
        "Sun 22 Nov 2026 19:00 GMT", "Mon 23 Nov 2026 07:00 GMT",
    )  # fmt: skip
    reader = viewer(person("pc", "response"), at)
    with pytest.raises(NotThere):
        services.end_shift(shift=row.pk, ends_at=at, by=reader, at=at)
    assert browse(reader.ref).get("/rota").status_code == 200
    assert "Put somebody on a post" not in browse(reader.ref).get("/rota").content.decode()
    assert browse(reader.ref).post("/rota/add", {}).status_code == 404
