"""A duty is acknowledged by whoever holds its post, and everybody else sees it without asking."""

import re

from playwright.sync_api import expect

from tests.journeys.reads_well import axe

OPEN = """
from firstlight.duties.services import open_duty
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
at = clock.now()
print(open_duty(clock="MISS_HIGH_CSC", about=("{about}",), people=("{about}",), told_at=at, key="journey:{key}",
                because="A child was reported missing.", area="Stanbridge", by=system_viewer("test"), at=at))
"""


def test_a_duty_comes_up_unasked_is_acknowledged_and_closed_with_its_outcome(open_page, county):
    page = open_page("insp.coyle")
    page.goto("/work")
    about = county.person("low_grade", "child")
    duty = county.code(OPEN.format(about=about, key="acknowledge")).split()[-1]
    link = page.locator(f"main a[href='/duties/{duty}']")
    expect(link.first).to_be_visible()
    axe(page)
    link.first.click()
    page.wait_for_url(f"**/duties/{duty}")
    axe(page)
    page.get_by_role("button", name=re.compile("^I have this")).click()
    expect(page.locator("main")).to_contain_text("cknowledged")
    page.get_by_label("What was done and found").fill("Child seen at home by PC 4417.")
    page.get_by_label("No record shows it").check()
    page.get_by_role("button", name="Close this duty").click()
    expect(page.locator("main")).to_contain_text("losed")


def test_passing_on_without_a_reason_and_an_onward_owner_is_refused(open_page, county):
    about = county.person("low_grade", "child")
    duty = county.code(OPEN.format(about=about, key="refuse")).split()[-1]
    page = open_page("insp.coyle")
    page.goto(f"/duties/{duty}")
    page.get_by_role("button", name="Pass on").click()
    expect(page.get_by_text("Say why this post does not take it").first).to_be_visible()
    expect(page.get_by_text("Choose the post that takes it on").first).to_be_visible()
    axe(page)
