"""A record is disposed of by two people, and its page is a tombstone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import axe


def test_two_people_dispose_of_a_record_and_find_its_tombstone(open_page, county):
    record = next(iter(county.who["pellbrook"]["records"].values()))
    page = open_page("dpo")
    page.goto("/retention")
    axe(page)
    page.get_by_role("link", name="Propose a disposal").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("Choose one of: review").first).to_be_visible()
    axe(page)
    page.get_by_label("Records").fill(record)
    page.get_by_label("Review under the force's retention schedule").check()
    page.get_by_label("Why are they disposed of?").fill("Clear period ended.")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("It waits for a second person.")).to_be_visible()
    where = page.url
    second = open_page("supt.ashby")
    second.goto(where)
    axe(second)
    second.get_by_role("button", name="Agree: dispose of it").click()
    expect(second.get_by_text("Agreed. What is disposed of is gone").first).to_be_visible()
    page.goto(f"/records/{record}")
    expect(page.get_by_text("This record was disposed of.")).to_be_visible()
    axe(page)
