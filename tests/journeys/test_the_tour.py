"""Each stop of the tour leads where it says, for whom it says, and what it shows is there."""

import re

import pytest
from playwright.sync_api import expect

from firstlight.assurance.rules.tour import STOPS
from tests.journeys.reads_well import axe


@pytest.mark.parametrize("number", range(1, len(STOPS) + 1), ids=[stop.story for stop in STOPS])
def test_a_stop_leads_where_it_says(open_page, number):
    stop = STOPS[number - 1]
    page = open_page(stop.as_who[0])
    page.goto("/tour")
    card = page.locator(f"section[aria-labelledby=stop-{number}]")
    expect(card.get_by_role("heading", level=2)).to_contain_text(stop.title)
    expect(card.get_by_text("The story of this stop is not held here")).to_have_count(0)
    links = card.locator("li a")
    addresses = [links.nth(n).get_attribute("href") for n in range(links.count())]
    waiting = len(stop.targets) - len(addresses)
    assert waiting == 0 or stop.hours, f"{waiting} targets lead nowhere"
    assert addresses
    for address in addresses:
        page = opened(open_page, stop.as_who, address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)


def opened(open_page, names, address):
    """Open an address as the first of the stop's people who may; what is sealed opens for its custodian."""
    answers = {}
    for name in names:
        page = open_page(name)
        answers[name] = page.goto(address).status
        if answers[name] == 200:
            return page
    message = f"{address} answered {answers}"
    raise AssertionError(message)


def test_playing_the_hour_brings_the_call_and_its_brief(open_page):
    page = open_page("pc.hale")
    page.goto("/tour")
    page.get_by_role("button", name=re.compile("Play the next hour")).first.click()
    expect(page.get_by_text(re.compile(r"hour passed; \d+ records came in")).first).to_be_visible(
        timeout=60_000
    )
    page.goto("/briefs")
    page.locator("main section a[href^='/briefs/B-']").first.click()
    expect(page.get_by_text("6 Saddler Row").first).to_be_visible()
    axe(page)
