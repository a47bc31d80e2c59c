"""My work, the board and a duty's page, asked over HTTP."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import include, path

from firstlight.access.models import User
from firstlight.access.services import restrict
from firstlight.audit.models import EventRow
from firstlight.audit.services import act
from firstlight.config.viewers import viewer_of
from firstlight.delivery.selectors import alerts_to
from firstlight.delivery.services import alert
from firstlight.duties import services
from firstlight.duties.models import Duty
from firstlight.duties.selectors import told
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer

urlpatterns = [path("", include("firstlight.duties.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
SYSTEM = system_viewer("test")
NORTH = "duty_inspector_north"


@pytest.fixture(autouse=True)
def fixed(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def browse():
    def signed_in(ref):
        client = Client()
        client.force_login(User.objects.get(ref=ref))
        return client

    return signed_in


def opened(at, n=1, **more):
    asked = {
        "clock": "MISS_GRADE", "about": (f"E-{n:010d}",), "people": (), "told_at": at, "area": "north",
        "because": "A child was reported missing.", "by": SYSTEM, "at": at,
    } | more  # fmt: skip
    return services.open_duty(**asked)


def test_my_work_is_ordered_by_danger_then_time(at, on_post, browse):
    rao = on_post(NORTH, "rao")
    later = opened(at, 1, clock="BASELINE")
    soon = opened(at, 2, due_at=at + timedelta(minutes=50))
    sooner = opened(at, 3, due_at=at + timedelta(minutes=5))
    page = browse(rao).get("/work").content.decode()
    assert page.index(sooner) < page.rindex(soon) < page.rindex(later)
    assert "Duty inspector North" in page
    assert "style=" not in page
    assert "<script>" not in page


def test_the_board_counts_and_names_the_post_and_says_when_nobody_is_there(at, on_post, browse):
    rao = on_post("fim", "khan")
    opened(at, 1, due_at=at - timedelta(minutes=9))
    page = browse(rao).get("/board").content.decode()
    assert "late by 9 min" in page
    assert "Duty inspector North; nobody on duty; told up to Force incident manager" in page
    assert "Nobody has said they have it" in page
    assert browse(rao).get("/board?show=unaccepted").content.decode().count("/duties/D-") == 0
    rows = browse(rao).get("/board/rows?show=late").content.decode()
    assert rows.startswith('<div id="board-rows" data-live="duty."')
    assert rows.count("/duties/D-") == 2, "a row of the table, and one of the phone's list"


def test_a_teams_board_counts_its_own_and_the_forces_sets_demand_against_people(
    at, on_post, browse
):
    rao = on_post(NORTH, "rao")
    on_post(NORTH, "bell")
    for n in range(3):
        opened(at, n, due_at=at + timedelta(minutes=9 - 9 * n))
    opened(at, 9, clock="ACCOUNT_CLOSE")
    client = browse(rao)
    team = client.get(f"/board?post={NORTH}").content.decode()
    assert f'href="/board?post={NORTH}&amp;show=late">late</a>' in team
    assert re.search(r">3</p><p[^>]*><a[^>]*>open<", team), "its own, not the whole force's"
    force = client.get("/board/force").content.decode()
    row = next(one for one in force.split("<tr") if "Duty inspector North" in one)
    told = re.findall(r"<t[dh][^>]*>\s*(?:<a[^>]*>)?([^<]*)", row)
    assert [one.strip() for one in told] == [
        "Duty inspector North",
        "2",
        "3",
        "1.5",
        "3",
        "1",
        "3",
        "0",
    ]
    late = re.search(r'href="(/board\?[^"]*show=late)"', row)
    assert late
    listed = client.get(late[1].replace("&amp;", "&")).content.decode()
    assert listed.count("/duties/D-") == 2, "the number opens what it counts"
    assert 'id="force-rows"' in client.get("/board/force/rows").content.decode()


def test_the_board_is_paged(at, on_post, browse):
    rao = on_post(NORTH, "rao")
    for n in range(30):
        opened(at, n)
    client = browse(rao)
    assert client.get("/board").content.decode().count("/duties/D-") == 2 * 25
    assert client.get("/board?page=2").content.decode().count("/duties/D-") == 2 * 5
    assert client.get("/board?page=nonsense").status_code == 200


def test_acknowledging_and_closing_from_the_page(at, on_post, browse):
    client = browse(on_post(NORTH, "rao"))
    ref = opened(at, clock="MISS_HIGH_CSC")
    assert "I have this" in client.get(f"/duties/{ref}").content.decode()
    assert client.post(f"/duties/{ref}/acknowledge").status_code == 302
    page = client.get(f"/duties/{ref}").content.decode()
    assert "Acknowledged" in page
    assert "I have this" not in page
    assert "Set by nobody" in page
    answer = client.post(f"/duties/{ref}/close", {"outcome": ""})
    assert answer.status_code == 422
    assert "Say what was done and found" in answer.content.decode()
    answer = client.post(f"/duties/{ref}/close", {"outcome": "Told", "evidence": "R-0000000001"})
    assert "R-0000000001 is no record you can open" in answer.content.decode()
    client.post(f"/duties/{ref}/close", {"outcome": "Told on the phone", "unrecorded": "on"})
    assert Duty.objects.get(ref=ref).outcome == "Told on the phone"


def test_a_duty_that_its_deed_ends_says_where_that_is_done(at, on_post, browse):
    client = browse(on_post(NORTH, "rao"))
    ref = opened(at)
    page = client.get(f"/duties/{ref}").content.decode()
    assert "Grade the child on the page of the missing episode" in page
    assert "Close this duty" not in page
    assert client.post(f"/duties/{ref}/close", {"outcome": "x"}).status_code == 422


def test_passing_on_without_reason_or_owner_is_refused_with_both_told(at, on_post, browse):
    client = browse(on_post(NORTH, "rao"))
    ref = opened(at)
    answer = client.post(f"/duties/{ref}/refuse", {"reason": "", "onward": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the post that takes it on" in page
    assert "Say why this post does not take it" in page
    client.post(f"/duties/{ref}/refuse", {"reason": "Hers", "onward": "missing_coordinator"})
    assert Duty.objects.get(ref=ref).offered_to == "missing_coordinator"
    assert "Offered to Missing coordinator" in client.get(f"/duties/{ref}").content.decode()


def test_several_are_accepted_together(at, on_post, browse):
    client = browse(on_post(NORTH, "rao"))
    refs = [opened(at, n, clock="BASELINE") for n in range(3)]
    Duty.objects.update(state="unaccepted")
    assert "Accept those chosen" in client.get("/work").content.decode()
    client.post("/work/accept", {"ref": refs[:2]})
    assert Duty.objects.filter(state="acknowledged").count() == 2
    assert client.post("/work/accept").status_code == 302


def test_who_does_not_hold_the_post_can_read_and_is_told_why_they_cannot_act(
    at, on_post, person, browse
):
    on_post(NORTH, "rao")
    ref = opened(at)
    client = browse(person("pc", "response"))
    page = client.get(f"/duties/{ref}").content.decode()
    assert "You do not hold Duty inspector North" in page
    answer = client.post(f"/duties/{ref}/acknowledge")
    assert answer.status_code == 422
    assert "a post you do not hold now" in answer.content.decode()


def test_not_there_and_not_yours_are_the_same(at, on_post, person, browse):
    on_post(NORTH, "rao")
    ref = opened(at, people=("P-0000000001",))
    reader = person("sib", "response")
    User.objects.filter(ref=reader).update(own_refs=["P-0000000001"])
    client = browse(reader)
    hers, nobodys = client.get(f"/duties/{ref}"), client.get("/duties/D-0000000000")
    assert hers.status_code == nobodys.status_code == 404
    assert ref not in client.get("/board").content.decode()
    assert browse(person("head", "partner")).get(f"/duties/{ref}").status_code == 404
    assert Client().get("/board").status_code == 302


def test_what_was_told_of_one_child_is_seen_at_once_and_nothing_of_somebody_elses(
    at, on_post, browse
):
    rao = on_post(NORTH, "rao")
    on_post("fim", "khan")
    for n in range(3):
        opened(at - timedelta(minutes=n), key=f"miss:{n}")
    mine = [one.ref for one in alerts_to(f"post:{NORTH}", since=at - timedelta(hours=1))]
    with act("test.alerted", by=SYSTEM, at=at) as line:
        (other,) = alert(line, to=("post:fim",), title="Not theirs.", url="/board", level="medium")
    client = browse(rao)
    assert "I have seen all" in client.get("/work").content.decode()
    assert client.post(f"/alerts/{mine[0]}/seen", {"also": [*mine[1:], other]}).status_code == 404
    assert len(unread(rao, at)) == len(mine)
    assert client.post(f"/alerts/{mine[0]}/seen", {"also": mine[1:]}).status_code == 302
    assert unread(rao, at) == ()


def unread(ref, at):
    return told(viewer_of(User.objects.get(ref=ref), at), at)


def test_an_alert_can_be_seen_from_my_work(at, on_post, browse):
    client = browse(on_post(NORTH, "rao"))
    opened(at)
    (alert,) = alerts_to(f"post:{NORTH}", since=at)
    assert alert.ref in client.get("/work").content.decode()
    client.post(f"/alerts/{alert.ref}/seen")
    assert alert.ref not in client.get("/work").content.decode()


def test_a_sealed_childs_duty_is_told_to_its_custodian_alone(at, on_post, person, browse):
    on_post(NORTH, "rao")
    keeper = person("keep", "dpo")
    restrict(
        target="P-0000000001", level="sealed", custodians=(keeper,), reason="At risk",
        by=SYSTEM, at=at,
    )  # fmt: skip
    ref = opened(at, people=("P-0000000001",))
    assert not alerts_to(f"post:{NORTH}", since=at)
    assert len(alerts_to(f"user:{keeper}", since=at)) == 1
    rao = User.objects.get(username="rao").ref
    assert browse(rao).get(f"/duties/{ref}").status_code == 404
    assert ref not in browse(rao).get("/board").content.decode()
    assert 'govuk-!-margin-bottom-0">0</p>' in browse(rao).get("/board").content.decode()
    assert ref in browse(keeper).get("/work").content.decode()
    assert browse(keeper).post(f"/duties/{ref}/acknowledge").status_code == 302
    opening = EventRow.objects.get(kind="duty.opened")
    assert opening.audience == f'["user:{keeper}"]'
