"""The brief of a domestic abuse job on the crew's phone: acknowledged, and printed."""

import json
import time

from playwright.sync_api import expect

from tests.journeys.calls import crewing, job
from tests.journeys.reads_well import axe


def test_the_brief_is_acknowledged_with_one_thumb_and_printed(open_page, county):
    system = county.client(county.token("dispatcher", "oak-cad"))
    system.post("records", content=json.dumps(job(32, county.now())))
    system.post("records", content=json.dumps(crewing(32, county.now())))
    page = open_page("pc.hale", phone=True)
    for _ in range(20):
        page.goto("/briefs")
        if page.locator("main section a").count():
            break
        time.sleep(0.5)
    page.locator("main section a").first.click()
    button = page.get_by_role("button", name="Acknowledge")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= 844, "the button is on the first screen"
    button.click()
    expect(page.get_by_text("Acknowledged").first).to_be_visible()
    page.goto(page.url.rstrip("/") + "/print")
    expect(page.get_by_text("Words for the radio")).to_be_visible()
    axe(page)
