"""An officer raises a concern about a child from any job, with gaps, on a phone."""

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def test_a_concern_is_raised_on_a_phone_with_gaps_and_stands_on_the_childs_page(open_page, county):
    child = county.person("low_grade", "child")
    page = open_page("pc.hale", phone=True)
    page.goto(f"/concern?person={child}")
    expect(page.get_by_label("Surname")).to_have_value("Dunning")
    axe(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What you saw and heard yourself").fill(
        "Bare mattress, no food in the kitchen."
    )
    axe(page)
    page.get_by_role("button", name="Continue").click()
    axe(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Bare mattress").first).to_be_visible()
    axe(page)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/concern/sent/**")
    axe(page)
    page.goto(f"/people/{child}")
    reports = page.locator("main a[href^='/records/']", has_text="ulnerability report")
    expect(reports.filter(visible=True).first).to_be_visible()
