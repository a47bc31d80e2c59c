"""A force sets its own posts: two people agree, it is journaled, and new duties go by it."""

from __future__ import annotations

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.audit.models import Journal
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import services
from firstlight.duties.models import Duty
from firstlight.force.models import Approval
from firstlight.force.rules.posts import SHIPPED
from firstlight.force.selectors import posts
from firstlight.force.services import set_up
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
CUSTODY_AREA = "custody_wexcombe"
OWN = "post | harbour_inspector | Harbour inspector | duty_inspector | north | fim, on_call_superintendent | inspector"


@pytest.fixture(autouse=True)
def fixed(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


def opened(at, n):
    return services.open_duty(
        clock="CHILDREN_LINES", about=(f"E-{n:010d}",), people=(), told_at=at, because="Told.",
        area="Wexcombe", by=SYSTEM, at=at,
    )  # fmt: skip


def browse(ref):
    client = Client()
    client.force_login(User.objects.get(ref=ref))
    return client


def test_a_table_of_the_forces_own_is_agreed_and_holds_what_is_opened_after_it(at, on_post, person):
    asks, agrees = person("asks", "superintendent"), person("agrees", "dpo")
    north = on_post("duty_inspector_north", "rao")
    khan = on_post("fim", "khan", roles=("fim",))
    before = opened(at, 1)
    wanted = [line for line in SHIPPED if not line.startswith("post | duty_inspector_north |")]
    client = browse(asks)
    spoilt = "\n".join(line for line in wanted if "| custody_" not in line)
    answer = client.post("/settings/force.posts", {"value": spoilt, "reason": "Ours."})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "there is no post custody" in said
    assert "wexcombe is in north, an area without posts" in said
    given = {"value": "\n".join([*wanted, OWN]), "reason": "Our own names."}
    assert client.post("/settings/force.posts", given).status_code == 302
    assert "harbour_inspector" not in posts(), "one person alone changes nothing"
    (asked,) = Approval.objects.all()
    page = browse(agrees).get(f"/approvals/{asked.ref}").content.decode()
    assert "Harbour inspector" in page
    browse(agrees).post(f"/approvals/{asked.ref}", {"answer": "agreed"})
    assert Journal.objects.filter(action="force.setting_decided").exists()

    after = opened(at, 2)
    held = dict(Duty.objects.values_list("ref", "post"))
    assert held == {before: "duty_inspector_north", after: "harbour_inspector"}
    (told,) = [one for one in alerts_to("post:fim", since=at) if after in one.about]
    assert "Children" not in told.title
    assert "Force incident manager" in told.title, "nobody is on the new post yet"
    board = browse(khan).get("/board").content.decode()
    assert "Duty inspector north; nobody on duty" not in board, "who held the old post holds it"
    assert "Harbour inspector; nobody on duty" in board
    rota = browse(north).get("/rota").content.decode()
    assert "Harbour inspector" in rota
    assert "without the role" not in rota


def test_whoever_acts_without_the_role_a_post_needs_is_said_to(at, on_post):
    ref = on_post("duty_inspector_north", "may", roles=("sergeant",))
    assert "without the role inspector" in browse(ref).get("/rota").content.decode()


def test_a_clock_of_a_forces_own_goes_to_the_post_it_names(at, on_post):
    line = "clock | CHILDREN_LINES | hub_duty | hub"
    set_up(values={"force.posts": [*SHIPPED, line]}, by=SYSTEM, at=at)
    assert Duty.objects.get(ref=opened(at, 1)).post == "hub_duty"
