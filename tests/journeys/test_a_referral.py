"""The hub decides to share, releases with its gaps said, and the paper says what left."""

import re

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def test_a_decision_becomes_a_referral_that_is_released_and_printed(open_page, county):
    child = county.person("low_grade", "child")
    page = open_page("hub.ds")
    page.goto(f"/sharing/decide?about={child}&record={county.record('low_grade', 'green_3')}")
    axe(page)
    page.get_by_role("button", name="Save the decision").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    axe(page)
    page.locator("input[name=decision][value=shared]").check()
    page.get_by_label("Who receives it").select_option("oakshire-csc")
    page.get_by_label("What it is for").fill("Protecting Harley from harm.")
    for box in page.locator("main input[name=items]").all():
        box.check()
    page.get_by_label("Legal basis").select_option("CA2004-11")
    page.get_by_label("Why you decide so").fill("Three concerns in a year, each graded green.")
    page.get_by_role("button", name="Save the decision").click()
    page.wait_for_url(re.compile(r"/sharing/S-"))
    decision = page.url
    axe(page)
    page.get_by_role("button", name=re.compile("[Rr]elease")).first.click()
    expect(page.locator("main")).to_contain_text(re.compile("As it left"))
    axe(page)
    page.goto(f"{decision}/print")
    expect(page.get_by_text("Harley Dunning").first).to_be_visible()
    axe(page)
    worker = open_page("social.worker")
    worker.goto("/portal")
    worker.locator("main a[href^='/portal/S-']").first.click()
    axe(worker)
    worker.get_by_role("button", name=re.compile("We have it")).click()
    expect(worker.get_by_role("button", name=re.compile("We have it"))).to_have_count(0)


def test_a_partner_sees_nothing_that_was_not_sent_to_them(open_page, county):
    worker = open_page("social.worker")
    for address in (
        f"/people/{county.person('low_grade', 'child')}",
        "/search",
        "/missing",
        "/board",
    ):
        answer = worker.goto(address)
        assert answer is not None
        assert answer.status in {403, 404}, address
