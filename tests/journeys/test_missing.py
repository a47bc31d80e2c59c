"""A missing child is recorded by a call handler and stands before the inspector without a refresh."""

import re

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def _record(page, given, family):
    page.goto("/missing/record")
    page.get_by_label("First names").fill(given)
    page.get_by_label("Surname").fill(family)
    page.get_by_label("Or age, if that is all that is known").fill("13")
    page.get_by_label("What worries you").fill("Left school at noon and did not come home.")
    page.get_by_role("button", name="Record as missing").click()
    page.wait_for_url(re.compile(r"/missing/E-"))


def test_the_inspectors_open_board_shows_the_child_by_itself(open_page):
    board = open_page("insp.coyle")
    board.goto("/missing")
    handler = open_page("call.handler")
    _record(handler, "Ottoline", "Barraclough")
    expect(board.get_by_text("Ottoline Barraclough").first).to_be_visible()
    axe(board)
    axe(handler)


def test_a_grade_below_the_floor_stays_provisional_until_another_agrees(open_page):
    inspector = open_page("insp.coyle")
    inspector.goto("/missing?show=unclosed")
    inspector.locator("main li", has_text="Maya Trelawney").locator(
        "a[href^='/missing/E-']"
    ).first.click()
    inspector.wait_for_url(re.compile(r"/missing/E-"))
    episode = inspector.url
    expect(inspector.locator("main")).to_contain_text(re.compile("high", re.IGNORECASE))
    axe(inspector)
    inspector.locator("summary", has_text=re.compile("^Grade")).first.click()
    inspector.get_by_label("Medium", exact=True).check()
    inspector.get_by_label("Why", exact=True).first.fill(
        "New information: heard from a friend an hour ago."
    )
    inspector.get_by_role("button", name="Save this grade").click()
    expect(inspector.locator("main")).to_contain_text(re.compile("rovisional"))
    axe(inspector)
    expect(inspector.get_by_role("button", name="Agree this grade")).to_have_count(0)
    other = open_page("supt.okafor")
    other.goto(episode)
    other.get_by_role("button", name="Agree this grade").click()
    expect(other.locator("main")).to_contain_text(re.compile("[Aa]greed"))
    axe(other)
