"""Live fragments in a real browser: what is refetched, and how loudly a lost line is said."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect, sync_playwright

from unit.kit.browser import SITE, serve

CHROMIUM = "/usr/bin/chromium"
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium browser here"),
]
FRAGMENTS = """
<div id="one" data-live="duty. missing." data-live-get="/one/">old</div>
<div id="two" data-live="duty." data-live-get="/two/" data-live-ref="D-2">old</div>
<div id="three" data-live="brief." data-live-get="/three/">old</div>
"""


class Stream:
    """Answers each opening of the stream with the next text; afterwards the line is dead."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, url):
        if "/stream" not in url:
            return None
        self.asked.append(url)
        return self.answers.pop(0) if self.answers else ""


@pytest.fixture
def page():
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(timezone_id="America/New_York").new_page()
        page.clock.install(time=datetime(2026, 11, 22, 14, 2, tzinfo=UTC))
        yield page
        browser.close()


def begin(page, stream):
    html = render_to_string("kit/base.html", {"stream_url": "/stream/", "stream_position": 7})
    html = html.replace("</main>", FRAGMENTS + "</main>")
    pages = {"/": html}
    for name in ("one", "two", "three"):
        old = FRAGMENTS.split(f'id="{name}"')[1].split(">old", maxsplit=1)[0]
        pages[f"/{name}/"] = f'<div id="{name}"{old}>new</div>'
    page.route("**/*", serve(pages, stream))
    page.goto(SITE + "/", wait_until="load")


CHANGE = 'id: 9\nevent: change\ndata: {"seq": 9, "kind": "duty.opened", "refs": ["D-1"]}\n\n'
ALERT = (
    "id: 10\nevent: alert\n"
    'data: {"title": "A duty is late", "url": "/duty/D-1/", "level": "high"}\n\n'
)


def test_only_what_a_change_concerns_is_fetched_again(page):
    begin(page, Stream(CHANGE))
    page.clock.run_for(1000)
    expect(page.locator("#one")).to_have_text("new")
    expect(page.locator("#two")).to_have_text("old")
    expect(page.locator("#three")).to_have_text("old")


def test_a_lost_line_is_said_loudly_in_uk_time_and_asking_begins(page):
    begin(page, Stream())
    status = page.locator("[data-live-status]")
    expect(status).to_have_text(re.compile(r"Not live since 14:0\d - asking every 15 s"))
    expect(page.locator("#three")).to_have_text("old")
    page.clock.run_for(16000)
    expect(page.locator("#three")).to_have_text("new")


def test_a_line_that_comes_back_catches_up_from_the_last_position(page):
    stream = Stream(CHANGE, CHANGE)
    begin(page, stream)
    expect(page.locator("[data-live-status]")).to_contain_text("Not live since")
    page.clock.run_for(16000)
    expect(page.locator("#one")).to_have_text("new")
    assert stream.asked[0].endswith("?after=7")
    assert stream.asked[1].endswith("?after=9")


def test_an_alert_stays_until_it_is_acknowledged_even_on_the_next_page(page):
    begin(page, Stream(ALERT))
    alert = page.locator("[role=alert] a")
    expect(alert).to_have_text("A duty is late")
    page.goto(SITE + "/", wait_until="load")
    expect(alert).to_have_attribute("href", SITE + "/duty/D-1/")
    page.get_by_role("button", name="I have seen this").click()
    expect(alert).to_have_count(0)
    page.goto(SITE + "/", wait_until="load")
    expect(alert).to_have_count(0)


def test_an_alert_never_links_to_another_site(page):
    begin(page, Stream(ALERT.replace("/duty/D-1/", "https://elsewhere.test/")))
    expect(page.locator("[data-live-status]")).to_contain_text("Not live since")
    expect(page.locator("[role=alert]")).to_have_count(0)
