"""An officer opens something restricted with a reason; its keeper is told and reviews it."""

from playwright.sync_api import expect

from tests.journeys.reads_well import axe

RESTRICT = """
from firstlight.access.selectors import user_named
from firstlight.access.services import restrict
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
at = clock.now()
keeper = viewer_of(user_named("di.orme"), at)
restrict(target="{ref}", level="restricted", custodians=(keeper.ref,), reason="A relative works here.",
         by=keeper, at=at)
"""


def test_break_glass_and_be_reviewed(county, open_page):
    child = county.person("county_line", "zidane")
    county.code(RESTRICT.format(ref=child))
    page = open_page("pc.hale", phone=True)
    page.goto(f"/people/{child}")
    expect(page.get_by_text("It exists; its content is restricted")).to_be_visible()
    axe(page)
    page.get_by_label("Why do you need to open this?").fill("He may be at this flat now, job 0412.")
    page.get_by_label("15 minutes").check()
    page.get_by_role("button", name="Open it").click()
    expect(page).to_have_url(f"{county.url}/people/{child}")
    expect(page.get_by_text("It exists; its content is restricted")).to_have_count(0)

    keeper = open_page("di.orme")
    keeper.goto("/openings")
    axe(keeper)
    keeper.locator("a[href^='/openings/']").first.click()
    expect(keeper.get_by_text("He may be at this flat now, job 0412.")).to_be_visible()
    axe(keeper)
    keeper.get_by_label("Right: it was needed").check()
    keeper.get_by_label("What did you look at").fill(
        "A job at the flat was open; the reason fits it."
    )
    keeper.get_by_role("button", name="Note the review").click()
    expect(keeper.get_by_text("The review is noted.")).to_be_visible()
    expect(keeper.get_by_text("Nothing waits")).to_be_visible()
