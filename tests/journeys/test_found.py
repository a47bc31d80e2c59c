"""Found with a man who is known: what is held comes up, each question is answered, the plan waits."""

import re

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def _open(page, label):
    page.locator("details > summary", has_text=re.compile(f"^\\s*{label}")).first.click()
    return page.locator("details[open]", has=page.locator("summary", has_text=re.compile(label)))


def test_a_child_found_with_a_known_man_is_looked_up_asked_about_and_planned_for(open_page):
    page = open_page("insp.coyle")
    page.goto("/missing/record")
    page.get_by_label("First names").fill("Juniper")
    page.get_by_label("Surname").fill("Oakshott")
    page.get_by_label("Or age, if that is all that is known").fill("14")
    page.get_by_label("What worries you").fill("Not home from her friend's.")
    page.get_by_role("button", name="Record as missing").click()
    page.wait_for_url(re.compile(r"/missing/E-"))
    expect(page.get_by_role("heading", name="What is asked now")).to_be_visible()
    form = _open(page, "Search where they live")
    form.get_by_label("Done", exact=True).check()
    form.get_by_label("What was done and what came of it, or why not").fill("Room and garden.")
    form.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.locator("main")).to_contain_text("Saved.")

    form = _open(page, "Sighting, located, or safe and seen")
    form.get_by_label("What happened").select_option("safe_and_seen")
    form.get_by_label("Seen in person by").fill("PC 2981")
    form.get_by_label("That adult's first name").fill("Lee")
    form.get_by_label("That adult's surname").fill("Stanforth")
    form.get_by_label("What that adult was said to be").fill("boyfriend")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Where and with whom: what is held")).to_be_visible()
    expect(page.get_by_role("heading", name="Lee Stanforth")).to_be_visible()
    axe(page)

    form = _open(page, "Who was the adult they were with")
    form.get_by_label(re.compile("^Identified and checked")).check()
    form.get_by_label("What was done and what came of it, or why not").fill(
        "Lee Stanforth, 29; marker read."
    )
    form.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.locator("main")).to_contain_text("Identified and checked")

    form = _open(page, "Write the plan for the next time")
    form.get_by_label("What is done first, one step a line").fill("Ring her sister")
    form.get_by_role("button", name="Save the plan").click()
    expect(page.locator("main")).to_contain_text("1. Ring her sister")
    axe(page)


def test_the_wall_can_be_read_from_across_the_room(open_page):
    page = open_page("insp.coyle")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/missing/wall")
    sizes = page.evaluate(
        """() => ({
          count: parseFloat(getComputedStyle(document.querySelector('.fl-wall__count')).fontSize),
          row: parseFloat(getComputedStyle(document.querySelector('.fl-wall__table tbody td')).fontSize),
          head: document.querySelector('.fl-wall__table tbody').getBoundingClientRect().top + scrollY,
          each: document.querySelector('.fl-wall__table tbody tr').getBoundingClientRect().height,
        })"""
    )
    assert sizes["count"] >= 64
    assert sizes["row"] >= 24
    assert sizes["head"] + 15 * sizes["each"] <= 1080, sizes
    expect(page.locator(".fl-wall__table .fl-level svg").first).to_be_visible()
    axe(page)
    page.goto("/board")
    count = "document.querySelector('.fl-grid--counts .govuk-heading-xl')"
    assert page.evaluate(f"parseFloat(getComputedStyle({count}).fontSize)") >= 64
