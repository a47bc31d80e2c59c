"""What protects somebody and needs a look is seen first; a breach is told, and its answer is owed."""

import re

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def test_what_is_not_served_or_ends_tomorrow_is_first_and_a_breach_is_answered(open_page):
    page = open_page("da.sgt")
    page.goto("/orders")
    cards = page.locator("section.fl-card")
    first = cards.first
    expect(first.locator(".govuk-tag").first).to_contain_text(
        re.compile("not shown as served|ends (today|tomorrow)", re.IGNORECASE)
    )
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("link", name="Tell a breach").click()
    page.get_by_label("What happened").fill("He was at the back door at ten.")
    axe(page)
    page.get_by_role("button", name="Tell the breach").click()
    expect(page.get_by_text("The breach is open.")).to_be_visible()
    owed = page.locator(".fl-card--urgent", has_text="He was at the back door at ten.")
    owed.get_by_role("link", name=title).last.click()
    page.get_by_label("Not arrested yet").check()
    page.get_by_role("button", name="Record the answer").click()
    summary = page.locator(".govuk-error-summary")
    for lacks in ("whom", "why", "when"):
        expect(summary).to_contain_text(re.compile(lacks, re.IGNORECASE))
    axe(page)
    page.get_by_role("textbox", name="By whom").fill("PC 4417 Hale")
    page.get_by_label("If not arrested: why not").fill(
        "Gone before we came; his address is looked at."
    )
    page.locator("[name=by_when]").fill("2026-11-23T14:00")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_text("The answer was recorded.")).to_be_visible()
    expect(page.get_by_text("PC 4417 Hale").first).to_be_visible()
