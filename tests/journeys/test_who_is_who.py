"""An analyst decides one pair that may be one person, and takes it back."""

from playwright.sync_api import expect

from tests.journeys.conftest import BOTH
from tests.journeys.reads_well import axe


@BOTH
def test_a_pair_is_decided_with_its_reasons_and_can_be_taken_back(open_page):
    page = open_page("analyst")
    page.goto("/review")
    expect(page.get_by_text("Why they may be one person")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_text("Say what you went by").first).to_be_visible()
    axe(page)
    page.get_by_label("Different people").check()
    page.get_by_label("What did you go by?").fill("Different schools on the same day.")
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_text("You decided 1 since you signed in").or_(
        page.get_by_text("What you decided lately")).first).to_be_visible()  # fmt: skip
    page.get_by_role("button", name="Take back").first.click()
    expect(page.locator("main")).to_contain_text("aken back")
