"""Somebody is found by a slip of the pen, and an empty answer never reassures."""

from playwright.sync_api import expect

from tests.journeys.reads_well import axe


def _search(page, words):
    page.goto("/search")
    page.get_by_label("Who or what are you looking for?").fill(words)
    page.get_by_label("Why are you searching?").fill("job 0412, child not at home")
    page.get_by_role("button", name="Search").click()


def test_a_child_is_found_though_the_name_is_misspelt(open_page, county):
    page = open_page("pc.hale")
    _search(page, "Alexandra Wiechovska")
    link = page.locator(f"a[href='/people/{county.person('six_systems', 'ola')}']")
    expect(link.first).to_be_visible()
    axe(page)
    link.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wiechowska", ignore_case=True)
    assert "Wiechowska" not in page.url


def test_what_is_not_found_is_not_said_to_be_nothing(open_page):
    page = open_page("pc.hale")
    _search(page, "Zebedee Quixworth")
    expect(page.get_by_text("No record is not no history.").first).to_be_visible()
    expect(page.get_by_text("None held")).to_have_count(0)
    axe(page)


def test_a_sealed_child_is_as_one_nobody_holds(open_page):
    page = open_page("pc.hale")
    said = []
    for words in ("Ayla Moss", "Zora Quix"):
        _search(page, words)
        said.append(page.locator("main").inner_text().replace(words, "*"))
    assert said[0] == said[1]


def test_the_custodian_of_a_sealed_child_finds_her(open_page, county):
    page = open_page("di.orme")
    _search(page, "Ayla Moss")
    link = page.locator(f"a[href='/people/{county.person('ayla_moss', 'ayla')}']")
    expect(link.first).to_be_visible()
