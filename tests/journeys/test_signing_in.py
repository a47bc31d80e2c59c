"""An officer gets in by a link, sets up a second step and a security key; or by the force's account."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from bench.county import County
from firstlight.access.rules.codes import code_at
from firstlight.kernel import clock
from tests.integration.asked import asked
from tests.journeys.reads_well import axe
from tests.once import Once, root

HALE = '{"sub": "hale", "preferred_username": "r.hale", "name": "Robin Hale", "groups": ["response-n"]}'


def _free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def force(tmp_path_factory) -> Iterator[County]:
    """A force without a demonstration, with a provider of its own beside it."""
    issuer = f"http://127.0.0.1:{_free()}"
    home = tmp_path_factory.mktemp("force")
    Once(root(tmp_path_factory), "empty", "sqlite").copy(home)
    county = County(home)
    county.url = f"http://localhost:{county.port}"
    del county.env["FIRSTLIGHT_DEMO"]
    county.env |= {
        "FIRSTLIGHT_BASE_URL": county.url, "FIRSTLIGHT_OIDC_ISSUER": issuer,
        "FIRSTLIGHT_OIDC_CLIENT": "firstlight", "FIRSTLIGHT_OIDC_SECRET": "said",
    }  # fmt: skip
    added = (("user", "add", f"a.{role}", "--name", "Al Cook", "--role", role, "--link")
             for role in ("superintendent", "response"))  # fmt: skip
    told = asked(county.env, *added, ("user", "group", "response-n", "--role", "response"))
    assert [one.returncode for one in told] == [0, 0, 0]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", issuer.rpartition(":")[2],
               "--user-claims", HALE]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as provider:
        county.start()
        _answers(issuer)
        yield county
        county.stop()
        provider.terminate()


def _answers(issuer: str) -> None:
    for _ in range(100):
        try:
            httpx.get(f"{issuer}/.well-known/openid-configuration").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the provider does not answer")


@pytest.fixture
def page(browser, force) -> Iterator[Page]:
    context = browser.new_context(base_url=force.url, locale="en-GB", timezone_id="Europe/London")
    yield context.new_page()
    context.close()


def _set_up(page: Page) -> str:
    """Set up an app and keep the paper codes, as a reader of the page does; give the app's key."""
    expect(page.get_by_role("heading", name="Set up your second step")).to_be_visible()
    axe(page)
    key = page.locator("[data-app-key]").inner_text().replace(" ", "")
    page.get_by_label("Security code").fill(code_at(key, clock.real_now()))
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("[data-paper-codes] li")).to_have_count(10)
    axe(page)
    page.get_by_role("button", name="I have kept them").click()
    return key


def test_a_second_step_is_set_up_and_a_security_key_added_and_used(force, page):
    link = force.run("user", "reset", "a.response").splitlines()[0]
    page.goto(link)
    axe(page)
    page.get_by_label("New password").fill("three words unlike")
    page.get_by_label("The same password again").fill("three words unlike")
    page.get_by_role("button", name="Choose this password").click()
    _set_up(page)
    expect(page).to_have_url(f"{force.url}/")
    page.goto("/me")
    axe(page)
    _virtual_key(page)
    page.get_by_role("link", name="add a security key").click()
    axe(page)
    page.get_by_label("What do you call this key?").fill("Blue key")
    page.get_by_role("button", name="Add this key").click()
    expect(page.get_by_text("The security key is added.")).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_label("Username").fill("a.response")
    page.get_by_label("Password").fill("three words unlike")
    page.get_by_role("button", name="Sign in", exact=True).click()
    axe(page)
    page.get_by_role("button", name="Use your security key").click()
    expect(page).to_have_url(f"{force.url}/")


def _virtual_key(page: Page) -> None:
    """Plug in a key that answers by itself."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_somebody_signs_in_by_the_forces_own_account(force, page):
    page.goto("/work")
    axe(page)
    page.get_by_role("button", name="Sign in with the force's account").click()
    page.locator("input[name=sub]").fill("hale")
    page.locator("button[type=submit], input[type=submit]").first.click()
    _set_up(page)
    expect(page).to_have_url(f"{force.url}/work")
    expect(page.get_by_text("Robin Hale").first).to_be_visible()
