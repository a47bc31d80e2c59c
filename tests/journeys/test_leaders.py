"""A leader's number moves when something is done, not when something is said."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import BOTH
from tests.journeys.reads_well import axe


def _counts(page):
    return re.sub(r"Asked of the records at .*", "", page.locator("#leaders-live").inner_text())


@BOTH
def test_the_number_moves_by_itself_after_a_missing_child_is_recorded(open_page):
    leaders = open_page("chief")
    leaders.goto("/leaders")
    expect(leaders.locator("#leaders-live")).to_be_visible()
    axe(leaders)
    before = _counts(leaders)
    handler = open_page("call.handler")
    handler.goto("/missing/record")
    handler.get_by_label("First names").fill("Perpetua")
    handler.get_by_label("Surname").fill("Wainscott")
    handler.get_by_label("Or age, if that is all that is known").fill("12")
    handler.get_by_label("What worries you").fill("Not at school, not at home.")
    handler.get_by_role("button", name="Record as missing").click()
    handler.wait_for_url(re.compile(r"/missing/E-"))
    for _ in range(40):
        if _counts(leaders) != before:
            break
        leaders.wait_for_timeout(250)
    assert _counts(leaders) != before, "nothing on the open page moved"


def test_every_number_opens_the_query_it_comes_from(open_page):
    page = open_page("chief")
    page.goto("/leaders")
    links = page.locator("#leaders-live a[href^='/leaders/queries/']")
    assert links.count() >= 5
    addresses = sorted({links.nth(n).get_attribute("href") for n in range(links.count())})
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        axe(page)


def _without_names(text):
    said = r"(Endorsed|No leader).*|\d+ departments? endorsed.*|No department has.*"
    return re.sub(said, "", text)


def test_an_endorsement_turns_nothing_green(open_page):
    page = open_page("chief")
    page.goto("/leaders")
    status = _counts(page)
    page.locator("a[href^='/leaders/recommendations/']").first.click()
    axe(page)
    before = page.locator("main").inner_text()
    button = page.get_by_role("button", name=re.compile("[Ee]ndorse"))
    words = page.locator("main textarea").first
    if words.count():
        words.fill("I endorse this for the whole force.")
    button.first.click()
    expect(page.locator("main")).not_to_have_text(before)
    page.goto("/leaders")
    assert _without_names(_counts(page)) == _without_names(status)
