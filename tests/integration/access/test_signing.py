"""Nobody gets in by a password alone; a lost phone, a lock and a lost session each have a way on."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from firstlight.access.models import Failure, Signed, User
from firstlight.access.rules.codes import code_at
from firstlight.access.services import add_user, make_way_in, unlock
from firstlight.audit.models import Journal, JournalDetail
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from simulation.book import parse
from tests.integration.access.asking import CHANCE

SYSTEM = system_viewer("test")
PASSWORD = "three words unlike"
NOW = parse("2026-11-22T02:10:00Z")


class Time:
    now = NOW


@pytest.fixture(autouse=True)
def time(monkeypatch, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # quick; for tests
    Time.now = NOW
    monkeypatch.setattr(clock, "_reader", [lambda: Time.now])
    monkeypatch.setattr(clock, "_real", lambda: Time.now)
    return Time


@pytest.fixture
def hale(db):
    return add_user(username="pc.hale", full_name="Robin Hale", roles=["response"], rank="PC",
                    password=PASSWORD, by=SYSTEM, at=NOW)  # fmt: skip


def typed(client, username="pc.hale", password=PASSWORD, onward="/"):
    return client.post("/sign-in", {"username": username, "password": password, "next": onward})


def enrolled(client):
    """Sign in and set up an app; give its key and the paper codes."""
    assert typed(client)["Location"] == "/sign-in/set-up"
    page = client.get("/sign-in/set-up").content.decode()
    key = "".join(re.search(r"data-app-key>([A-Z2-7 ]+)<", page).group(1).split())
    kept = client.post("/sign-in/set-up", {"code": code_at(key, Time.now)}).content.decode()
    codes = re.findall(r'<li class="fl-mono">([^<]+)</li>', kept)
    assert client.post("/sign-in/done")["Location"] == "/"
    return key, codes


def lines(action):
    return Journal.objects.filter(action=action).count()


def test_a_password_alone_opens_nothing(hale, client):
    assert typed(client, onward="/search").status_code == 302
    for page in ("/", "/search", "/me", "/board"):
        assert client.get(page)["Location"].startswith("/sign-in?next=")
    assert client.post("/sign-in/done")["Location"] == "/sign-in/second"


def test_an_app_is_set_up_at_the_first_sign_in_and_asked_for_at_the_next(hale, client, time):
    key, codes = enrolled(client)
    assert client.get("/").status_code == 200
    assert len(set(codes)) == 10
    client.post("/sign-out")
    assert client.get("/")["Location"].startswith("/sign-in")
    assert typed(client, onward="/search")["Location"] == "/sign-in/second"
    time.now += timedelta(minutes=1)
    assert client.post("/sign-in/second", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/second", {"code": code_at(key, time.now)})["Location"] == "/search"
    assert lines("access.signed_in") == 2


def test_a_code_is_taken_once(hale, client, time):
    key, _ = enrolled(client)
    other = Client()
    typed(other)
    assert other.post("/sign-in/second", {"code": code_at(key, time.now)}).status_code == 422


def test_a_paper_code_opens_once_when_the_phone_is_lost(hale, client):
    _, codes = enrolled(client)
    for expected in (302, 422):
        other = Client()
        typed(other)
        assert other.post("/sign-in/second", {"code": codes[0].lower()}).status_code == expected


def test_after_five_failures_the_account_is_locked_for_a_while_and_says_how_to_get_in(hale, time):
    for _ in range(5):
        assert typed(Client(), password="a wrong one").status_code == 422
    shut = typed(Client()).content.decode()
    assert "Try again after 02:25" in shut
    assert "ask your administrator to unlock" in shut
    assert lines("access.sign_in_failed") == 5
    time.now += timedelta(minutes=16)
    assert typed(Client()).status_code == 302


def test_a_name_nobody_has_is_answered_and_locked_as_one_that_somebody_has(hale):
    def said(username):
        pages = [typed(Client(), username, "a wrong one").content.decode() for _ in range(6)]
        return [CHANCE.sub("", page).replace(username, "NAME") for page in pages]

    assert said("pc.hale") == said("nobody.here")


def test_an_administrator_unlocks(hale, at):
    for _ in range(5):
        typed(Client(), password="a wrong one")
    unlock(user=hale.ref, by=SYSTEM, at=at)
    assert typed(Client()).status_code == 302


def test_wrong_second_steps_lock_as_wrong_passwords_do(hale, client):
    enrolled(client)
    other = Client()
    typed(other)
    for _ in range(5):
        other.post("/sign-in/second", {"code": "123"})
    assert "Too many sign-ins" in typed(Client()).content.decode()


def test_no_name_that_was_typed_and_no_address_is_kept(hale):
    typed(Client(), username="Ottoline Barraclough")
    kept = json.dumps(
        [list(Failure.objects.values()), list(JournalDetail.objects.values())], default=str
    )
    assert "ttoline" not in kept
    assert "127.0.0.1" not in kept


def test_a_session_ends_when_nobody_works_in_it_and_live_fragments_are_no_work(hale, client, time):
    enrolled(client)
    time.now += timedelta(minutes=20)
    assert client.get("/work/rows", headers={"HX-Request": "true"}).status_code == 200
    time.now += timedelta(minutes=11)
    assert client.get("/")["Location"].startswith("/sign-in")
    assert Signed.objects.get().ended == "idle"


def test_a_session_ends_after_its_hours_whatever_is_done_in_it(hale, client, time):
    enrolled(client)
    for _ in range(24):
        time.now += timedelta(minutes=25)
        last = client.get("/")
    assert last.status_code == 302
    assert Signed.objects.get().ended == "time"


def test_one_of_my_sessions_is_ended_from_another_and_nobody_elses(hale, client, time):
    key, _ = enrolled(client)
    other = Client()
    typed(other)
    time.now += timedelta(minutes=1)
    other.post("/sign-in/second", {"code": code_at(key, time.now)})
    assert client.get("/me").content.decode().count("End this one") == 1
    first = Signed.objects.order_by("pk").first()
    stranger = Client()
    stranger.force_login(add_user(username="x", full_name="X", roles=["hub"], by=SYSTEM, at=NOW))
    assert stranger.post(f"/me/sessions/{first.ref}/end").status_code == 404
    other.post(f"/me/sessions/{first.ref}/end")
    assert client.get("/").status_code == 302
    assert other.get("/").status_code == 200


def test_signing_out_everywhere_ends_every_session_and_forgets_every_device(hale, client, time):
    key, _ = enrolled(client)
    other = Client()
    typed(other)
    time.now += timedelta(minutes=1)
    other.post("/sign-in/second", {"code": code_at(key, time.now), "remember": "on"})
    client.post("/me/everywhere")
    assert (client.get("/").status_code, other.get("/").status_code) == (302, 302)
    assert typed(other)["Location"] == "/sign-in/second"


def test_a_device_is_remembered_as_long_as_the_force_allows(hale, client, time):
    key, _ = enrolled(client)
    other = Client()
    typed(other)
    time.now += timedelta(minutes=1)
    other.post("/sign-in/second", {"code": code_at(key, time.now), "remember": "on"})
    other.post("/sign-out")
    assert typed(other)["Location"] == "/"
    assert typed(Client())["Location"] == "/sign-in/second"
    time.now += timedelta(days=8)
    other.post("/sign-out")
    assert typed(other)["Location"] == "/sign-in/second"


def test_a_link_lets_somebody_begin_anew_once_and_ends_what_was(hale, client, at):
    enrolled(client)
    secret = make_way_in(user=hale.ref, by=SYSTEM, at=NOW)
    assert client.get("/").status_code == 302
    sent = {"link": secret, "password": "other words instead", "again": "other words instead"}
    other = Client()
    assert other.post("/sign-in/choose", sent)["Location"] == "/sign-in/set-up"
    assert Client().post("/sign-in/choose", sent).status_code == 422
    assert typed(Client()).status_code == 422


def test_a_closed_account_is_out_at_once(hale, client):
    from firstlight.access.services import close_user  # noqa: PLC0415 -- this test's alone

    enrolled(client)
    close_user(user=hale.ref, by=SYSTEM, at=NOW)
    assert client.get("/").status_code == 302
    assert typed(Client()).status_code == 422
    assert not User.objects.get(ref=hale.ref).is_active


def test_leading_on_after_sign_in_stays_on_our_own_pages(hale, client):
    enrolled(client)
    other = Client()
    other.post(
        "/sign-in", {"username": "pc.hale", "password": PASSWORD, "next": "https://evil.test/"}
    )
    assert other.session["halfway"]["onward"] == "/"
