"""Somebody signs in by the force's own account, at a real provider in a process of its own."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import httpx
import pytest

from firstlight.access.models import User
from firstlight.access.services import add_user, tie
from firstlight.audit.models import Journal
from firstlight.force.services import set_up
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")
BACK = "http://testserver/sign-in/returned"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def issuer():
    """Start the provider; three people have accounts there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    claims = [
        '{"sub": "hale", "preferred_username": "r.hale", "name": "Robin Hale", "groups": ["response-n"]}',
        '{"sub": "orme", "preferred_username": "j.orme", "name": "Jo Orme", "groups": ["di"], "amr": ["mfa"]}',
        '{"sub": "cook", "preferred_username": "a.cook", "name": "Al Cook", "groups": ["canteen"]}',
    ]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for one in claims:
        command += ["--user-claims", one]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as provider:
        _answers(f"{address}/.well-known/openid-configuration")
        yield address
        provider.terminate()


def _answers(address):
    for _ in range(200):
        try:
            if httpx.get(address).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail("the provider does not answer")


@pytest.fixture
def provider(issuer, settings, at):
    settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = issuer, "firstlight", "said"
    settings.BASE_URL = "http://testserver"
    set_up(values={"access.groups": ["response-n=response", "di=inspector", "di=no such role"]},
           by=SYSTEM, at=at)  # fmt: skip
    return issuer


def went(client, subject):
    """Go to the provider, say who one is, and give the address it sends back to."""
    asked = client.get("/sign-in/elsewhere?next=/search")["Location"]
    with httpx.Client() as browser:
        page = browser.post(asked, data={"sub": subject})
    back = page.headers["location"]
    assert back.startswith(BACK)
    return back.removeprefix("http://testserver")


def test_a_group_gives_its_roles_and_the_account_is_made_at_the_first_time(provider, client):
    assert client.get(went(client, "hale"))["Location"] == "/sign-in/set-up"
    made = User.objects.get(username="r.hale")
    assert made.roles == ["response"]
    assert not made.has_usable_password()


def test_what_the_provider_proved_twice_is_not_asked_again(provider, client):
    assert client.get(went(client, "orme"))["Location"] == "/search"
    assert client.get("/search").status_code == 200
    assert Journal.objects.filter(action="access.signed_in").count() == 1


def test_who_is_in_no_group_with_a_role_is_not_let_in_and_told_what_to_do(provider, client):
    refused = client.get(went(client, "cook"))
    assert refused.status_code == 422
    assert "Ask your administrator which group" in refused.content.decode()
    assert not User.objects.filter(username="a.cook").exists()


def test_roles_are_those_of_today(provider, client, at):
    client.get(went(client, "orme"))
    set_up(values={"access.groups": ["di=superintendent"]}, by=SYSTEM, at=at)
    client.get(went(client, "orme"))
    assert User.objects.get(username="j.orme").roles == ["superintendent"]
    set_up(values={"access.groups": []}, by=SYSTEM, at=at)
    assert client.get(went(client, "orme")).status_code == 422
    assert User.objects.get(username="j.orme").roles == []


def test_an_account_of_the_same_name_is_not_taken_over_until_it_is_tied(provider, client, at):
    mine = add_user(username="j.orme", full_name="Jo Orme", roles=["inspector"], by=SYSTEM, at=at)
    assert "firstlight user tie" in client.get(went(client, "orme")).content.decode()
    tie(user=mine.ref, issuer=provider, subject="orme", by=SYSTEM, at=at)
    assert client.get(went(client, "orme"))["Location"] == "/search"


@pytest.mark.parametrize("bent", ["state", "code"])
def test_an_answer_that_was_bent_on_its_way_lets_nobody_in(provider, client, bent):
    back = re.sub(rf"{bent}=[^&]+", f"{bent}=bent", went(client, "orme"))
    assert client.get(back).status_code == 422
    assert client.get("/search").status_code == 302


def test_an_answer_begun_in_one_browser_is_of_no_use_in_another(
    provider, client, django_user_model
):
    back = went(client, "orme")
    other = type(client)()
    assert other.get(back).status_code == 422
    assert not django_user_model.objects.filter(username="j.orme").exists()


def test_a_provider_that_does_not_answer_leaves_the_password_way_open(provider, client, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    shown = client.get("/sign-in/elsewhere")
    assert shown.status_code == 422
    assert "use your password" in shown.content.decode()
    assert urlsplit(shown.request["PATH_INFO"]).path == "/sign-in/elsewhere"
    assert 'name="password"' in shown.content.decode()
