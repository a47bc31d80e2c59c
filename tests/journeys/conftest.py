"""A filled county, served by the real processes, and Chromium to walk through it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from bench.county import County, Postgres
from tests.once import PEOPLE, demonstration, root

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# At night nothing but colours changes (tests/unit/kit/test_night.py), so these two alone can differ.
OF_COLOUR = RULES | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "preload": False,
}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = Axe().axe_script
expect.set_options(timeout=8000)
# A journey that must be the same on both databases asks for `county` twice over.
BOTH = pytest.mark.parametrize(
    "county", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def _left_out(what: str) -> None:
    """Leave out loudly; where everything is required, fail."""
    if os.environ.get("FIRSTLIGHT_REQUIRE_ALL"):
        pytest.fail(what)
    pytest.skip(what)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever walks through pages needs a browser, and longer than a unit test."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("chromium")
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def counties(tmp_path_factory) -> Iterator[dict[str, County]]:
    """Give the counties of this session, each copied and served when it is first asked for.

    Of two workers the second fills the second database while the first one fills the first.
    """
    shared = root(tmp_path_factory)
    if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" and Postgres.answers():
        demonstration(shared, "postgres").said()
    held: dict[str, County] = {}
    databases: list[Postgres] = []
    kept = os.environ.get("JOURNEYS_HOME")  # for who writes journeys: a folder filled already

    class Served(dict[str, County]):
        def __missing__(self, engine: str) -> County:
            if engine == "postgres" and not Postgres.answers():
                _left_out("no PostgreSQL answers at FIRSTLIGHT_TEST_POSTGRES; install postgresql")
            home, database = tmp_path_factory.mktemp(f"county-{engine}"), None
            if kept and engine == "sqlite":
                home = Path(kept)
                County(home).fill(PEOPLE)
            else:
                database = demonstration(shared, engine).copy(home)
            if database:
                databases.append(database)
            county = County(home, database.url if database else "")
            county.start()
            self[engine] = held[engine] = county
            return county

    yield Served()
    for county in held.values():
        county.stop()
    for database in databases:
        database.drop()


@pytest.fixture
def county(request, counties) -> County:
    return counties[getattr(request, "param", "sqlite")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        _left_out("no Chromium; on Debian: apt-get update && apt-get install chromium")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=root)
        yield found
        found.close()


@pytest.fixture(scope="session")
def sessions() -> dict[tuple[str, str], StorageState]:
    """Hold who has signed in at which county: whoever has is signed in on their next page too."""
    return {}


@pytest.fixture
def open_page(browser, county, sessions) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody; each has a browser of their own, and what it writes is minded."""
    opened, faults = [], []

    def page_of(username: str = "", *, phone: bool = False, dark: bool = False) -> Page:
        who = (county.url, username)
        context = browser.new_context(
            base_url=county.url, viewport=PHONE if phone else DESK, locale="en-GB",
            timezone_id="Europe/London", color_scheme="dark" if dark else "light",
            has_touch=phone, is_mobile=phone, storage_state=sessions.get(who),
        )  # fmt: skip
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))
        page.on(
            "console",
            lambda said: (
                said.type == "error"
                and "Content Security Policy" in said.text
                and faults.append(f"{page.url}: {said.text}")
            ),
        )
        if username and who not in sessions:
            sign_in(page, username, county)
            sessions[who] = context.storage_state()
        return page

    yield page_of
    for context in opened:
        context.close()
    assert faults == []


def sign_in(page: Page, username: str, county: County) -> None:
    """Become one of the demonstration's people, as a visitor does."""
    page.goto("/sign-in")
    name = county.full_names[username]
    button = page.get_by_role("button", name=re.compile(rf"{re.escape(name)}\b"))
    button.first.click()
    expect(page.get_by_text(re.compile(rf"{re.escape(name)}")).first).to_be_visible()


def axe(page: Page) -> None:
    """Demand that axe finds nothing: at a desk and on a phone, in daylight and at night.

    Every rule is asked at both widths by day; by night those that go by colour, at both widths too.
    """
    size = page.viewport_size
    wrong = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for where in (DESK, PHONE):
        page.set_viewport_size(where)
        for scheme, options in (("light", RULES), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("options => axe.run(options)", options)
            wrong += [
                f"{page.url} {where['width']} {scheme}: {one['id']} {one['nodes'][0]['html'][:160]}"
                for one in found["violations"]
            ]
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wrong.append(f"{page.url} {where['width']}: {over} px wider than the window")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")
    assert wrong == []
