"""A look-back is drawn only after its duties are open; every number opens to its children."""

import json
import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def test_a_look_back_is_drawn_with_its_duties_and_opens_to_children_and_a_file(county, open_page):
    page = open_page("chief")
    page.goto("/leaders/lookback")
    expect(page.get_by_text("No look-back has been finished")).to_be_visible()
    axe(page)
    ends = county.now().date() - timedelta(days=1)
    days = ("--from", str(ends - timedelta(days=60)), "--to", str(ends))
    found = json.loads(county.run("lookback", *days, "--workers", "1", "--json"))
    assert found["children_whose_floor_reached_high"] > 0
    again = json.loads(county.run("lookback", *days, "--workers", "2", "--json"))
    assert again["duties_opened"] == 0, "an open duty asks already"
    same = {name for name in found if found[name] == again[name]} | {"ref", "duties_opened"}
    assert same == set(found), "two processes tell what one did"
    page.goto("/leaders/lookback")
    heads = page.locator("main h2").all_inner_texts()
    assert heads[0].startswith("First: children still at high")
    assert page.locator("main svg").count() >= 1
    axe(page)
    page.get_by_role("link", name="The children, one by one").click()
    axe(page)
    page.goto("/leaders/lookback/children?group=never")
    rows = page.locator("main tbody tr")
    expect(rows.first).to_contain_text("nobody did")
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("Download these")).click()
    told = coming.value.path().read_text("utf-8").splitlines()
    assert len(told) > 1
    assert all("never graded high" in line for line in told[1:])
