"""A filled county, served by the real processes, and Chromium to walk through it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bench.county import County, Postgres
from tests.journeys.reads_well import DESK, PHONE
from tests.once import PEOPLE, demonstration, root

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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
def browsers(browser) -> dict[tuple[str, str, bool], BrowserContext]:
    """Hold the browser each person has at each county: whoever signed in stays so, on their next page too."""
    return {}


@pytest.fixture
def open_page(browser, county, browsers) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody; each has a browser of their own, and what it writes is minded."""
    opened, faults = [], []

    def page_of(username: str = "", *, phone: bool = False) -> Page:
        who = (county.url, username, phone)
        known = who in browsers
        if not known:
            browsers[who] = browser.new_context(
                base_url=county.url, viewport=PHONE if phone else DESK, locale="en-GB",
                timezone_id="Europe/London", has_touch=phone, is_mobile=phone,
            )  # fmt: skip
        page = browsers[who].new_page()
        opened.append(page)
        page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))
        page.on(
            "console",
            lambda said: (
                said.type == "error"
                and "Content Security Policy" in said.text
                and faults.append(f"{page.url}: {said.text}")
            ),
        )
        if username and not known:
            sign_in(page, username, county)
        return page

    yield page_of
    for page in opened:
        page.close()
    assert faults == []


def sign_in(page: Page, username: str, county: County) -> None:
    """Become one of the demonstration's people, as a visitor does."""
    page.goto("/sign-in")
    name = county.full_names[username]
    button = page.get_by_role("button", name=re.compile(rf"{re.escape(name)}\b"))
    button.first.click()
    expect(page.get_by_text(re.compile(rf"{re.escape(name)}")).first).to_be_visible()
