"""A child is graded below the floor, refused, agreed and graded above it; a rule goes off and the grade is stale."""

import re

from playwright.sync_api import expect

from tests.journeys.reads_well import axe

RULE = "MISS_3_90"
# Pages of many, and what each must say once the above was done.
LISTS = {
    "/risk/below": "not agreed",
    "/risk/rises": "Whose floor rose",
    "/risk/groups": "Nobody has been counted yet",
    "/risk/rules": "Floors were last worked again after a change",
    "/settings": "Set by nobody",
    "/risk/{child}/what-if": "Nothing is saved",
}


def _grade(page, child, level, why):
    page.goto(f"/risk/{child}/grade/missing")
    page.get_by_label(level, exact=True).check()
    page.get_by_label("Why", exact=True).fill(why)
    page.get_by_label("Missing three times in 90 days").select_option(label="Find out")
    page.get_by_role("button", name="Save this grade").click()
    page.wait_for_url(f"**/risk/{child}")


def _until(page, address, words):
    """Open a page again until the worker has come so far."""
    for _ in range(60):
        page.goto(address)
        if re.search(words, page.locator("main").inner_text()):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} never said {words}")


def _below_refused_agreed_above(inspector, other, child):
    _grade(inspector, child, "Low", "Streetwise, and with a friend.")
    main = inspector.locator("main")
    expect(main).to_contain_text("Provisional.")
    expect(main).to_contain_text("Streetwise is no reason for a lower level")
    axe(inspector)
    other.goto(f"/risk/{child}")
    other.get_by_role("link", name="See what the grader was shown, or do not agree").click()
    expect(other.locator("main")).to_contain_text("When it was graded")
    axe(other)
    other.get_by_label("Why you do not agree").fill("A friend is not a sighting.")
    other.get_by_role("button", name="Do not agree").click()
    expect(other.locator("main")).to_contain_text("A friend is not a sighting.")
    _grade(inspector, child, "Low", "Seen by a patrol at the friend's home, safe.")
    other.goto(f"/risk/{child}")
    other.get_by_role("button", name="Agree this grade").click()
    expect(other.locator("main")).to_contain_text(re.compile("agreed by"))
    _grade(inspector, child, "High", "Not at the friend's home any more.")
    expect(main).to_contain_text("High")
    expect(main).not_to_contain_text("Provisional.")


def _switched_off(proposer, other, child):
    proposer.goto(f"/risk/rules/{RULE}")
    axe(proposer)
    proposer.get_by_label("Switch it off").check()
    proposer.get_by_label("Why", exact=True).fill("To be looked at again.")
    proposer.get_by_role("button", name="Propose this change").click()
    proposer.wait_for_url("**/approvals/A-*")
    expect(proposer.locator("main")).to_contain_text("You asked for this")
    _until(other, proposer.url, "Worked out")
    expect(other.locator(f"main a[href='/risk/{child}']").first).to_be_visible()
    axe(other)
    other.get_by_label("Agree: it applies from now").check()
    other.get_by_role("button", name="Decide").click()
    expect(other.locator("main")).to_contain_text("it applies from now")


def test_a_grade_goes_its_whole_way_and_is_stale_when_its_rule_goes_off(open_page, county):
    child = county.person("turning_18", "who")
    inspector, other = open_page("insp.coyle"), open_page("supt.okafor")
    _below_refused_agreed_above(inspector, other, child)
    _switched_off(open_page("dpo"), other, child)
    _until(inspector, f"/risk/{child}", "Stale")
    expect(inspector.locator("main")).to_contain_text("held by no rule")
    inspector.get_by_role("link", name=re.compile("Compare with what was shown")).first.click()
    expect(inspector.locator("main")).to_contain_text(
        "The floor was medium and is held by no rule."
    )
    axe(inspector)
    for address, says in LISTS.items():
        other.goto(address.format(child=child))
        expect(other.locator("main")).to_contain_text(says)
        axe(other)
