"""The queue and a case's page, asked over HTTP."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import include, path

from firstlight.access.models import User
from firstlight.kernel import clock
from firstlight.online.models import Case
from firstlight.people.selectors import persons_at

urlpatterns = [path("", include("firstlight.online.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def fixed(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def browse(officer):
    def signed_in(username, *roles, **more):
        client = Client()
        client.force_login(User.objects.get(ref=officer(username, *roles, **more).ref))
        return client

    return signed_in


@pytest.fixture(scope="module")
def case(flat, tell, man, at):
    tell(
        "oak-online",
        "online_referral",
        at,
        [man],
        details={"referrer": "NCA", "suspect_tool_level": "low"},
    )
    tell(
        "oak-online",
        "device_examination",
        at,
        [man],
        details={"exhibit": "JH/1", "device_kind": "phone"},
    )
    return Case.objects.get()


def test_the_child_comes_before_the_suspect_on_both_pages(case, browse):
    client = browse("adey", "online", post="online_duty_sergeant")
    page = client.get("/online").content.decode()
    assert page.index("Mia Tarrant") < page.index("suspect level low")
    assert "Not asked. That is not none." in page
    assert "Officer Adey" in page
    page = client.get(f"/online/{case.ref}").content.decode()
    assert page.index("Mia Tarrant") < page.index("Craig Hollis")
    assert "The child's clock" in page
    assert "The case's clock" in page
    assert "style=" not in page


def test_a_line_is_written_on_the_page_and_faults_are_told_together(case, browse):
    client = browse("adey", "online")
    anchor = case.children.first().anchor
    answer = client.post(
        f"/online/{case.ref}/line", {"line-anchor": anchor, "line-outcome": "not_needed"}
    )
    assert answer.status_code == 422
    assert b"An inspector or above" in answer.content
    assert b"Say why, and what was checked." in answer.content
    answer = client.post(
        f"/online/{case.ref}/line", {"line-anchor": anchor, "line-outcome": "referred"}
    )
    assert answer.status_code == 302
    assert case.lines.get().outcome == "referred"


def test_closing_on_the_page_is_refused_with_every_reason(case, browse):
    answer = browse("adey", "online").post(f"/online/{case.ref}/close", {"close-said": "done"})
    assert answer.status_code == 422
    assert b"whose own clock is not done: 3" in answer.content


@pytest.mark.parametrize(
    "address", ["/online", "/online/images", "/online/devices", "/online/rows"]
)
def test_pages_stand_for_who_may_see_and_are_not_there_for_others(case, browse, address):
    assert browse("adey", "online").get(address).status_code == 200
    assert browse("head", "partner").get(address).status_code == 404


def test_whose_story_it_is_cannot_find_the_case(case, browse, officer):
    child = next(iter(persons_at([case.children.first().anchor]).values()))
    client = browse("adey", "online")
    User.objects.filter(username="adey").update(own_refs=[child])
    assert client.get(f"/online/{case.ref}").status_code == 404
    assert case.ref not in client.get("/online").content.decode()


def test_the_device_list_says_why(case, browse):
    page = browse("adey", "online").get("/online/devices").content.decode()
    assert "immediate risk to a child: not known" in page
    assert case.ref in page
