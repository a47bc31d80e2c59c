"""Every page with its data: axe finds nothing, by day and by night, at a desk and on a phone."""

from __future__ import annotations

import pytest

from tests.journeys.reads_well import axe

pytestmark = pytest.mark.journey
# Who opens what. A person, record or place of a story is written {story.key}. What a stop of the tour
# leads to is asked there (test_the_tour.py).
PAGES = (
    ("", "/sign-in"),
    ("pc.hale", "/"),
    ("pc.hale", "/people/{six_systems.ola}?as_of=2026-07-01T12:00&how=held"),
    ("pc.hale", "/records/{six_systems!ppn}"),
    ("pc.hale", "/concern"),
    ("pc.hale", "/briefs/ask"),
    ("pc.hale", "/glossary"),
    ("insp.coyle", "/board"),
    ("insp.coyle", "/rota"),
    ("insp.coyle", "/pack"),
    ("insp.coyle", "/interruptions"),
    ("insp.coyle", "/rota/post?post=fim"),
    ("missing.coord", "/missing/unrecorded"),
    ("missing.coord", "/missing/record"),
    ("dispatcher", "/domestic"),
    ("dispatcher", "/domestic/call"),
    ("da.sgt", "/orders"),
    ("da.sgt", "/orders/breaches"),
    ("da.sgt", "/orders/addresses"),
    ("hub.ds", "/encompass"),
    ("insp.coyle", "/board/force"),
    ("dpo", "/phones/all"),
    ("records.mgr", "/quarantine"),
    ("records.mgr", "/files"),
    ("records.mgr", "/quality"),
    ("records.mgr", "/returned"),
    ("records.mgr", "/sources"),
    ("records.mgr", "/deliveries"),
    ("exploit.sgt", "/exploitation"),
    ("hub.ds", "/sharing"),
    ("school.dsl", "/portal"),
    ("dpo", "/journal"),
    ("pc.hale", "/tour"),
)


def address_of(county, path):
    """Fill a story's person ({story.key}) or record ({story!key}) into an address."""
    if "{" not in path:
        return path
    before, rest = path.split("{")
    inner, after = rest.split("}")
    story, key = inner.replace("!", ".").split(".")
    found = county.record(story, key) if "!" in inner else county.person(story, key)
    return before + found + after


@pytest.mark.parametrize(("username", "path"), PAGES)
def test_a_page_reads_well(open_page, county, username, path):
    page = open_page(username)
    answer = page.goto(address_of(county, path))
    assert answer is not None
    assert answer.status == 200, f"{path} answered {answer.status} to {username or 'nobody'}"
    axe(page)


BAD = """([colour, words]) => {
  const said = document.createElement("p");
  said.textContent = words;
  said.style.color = colour;
  document.querySelector("main").append(said);
}"""


@pytest.mark.parametrize(
    ("colour", "told"),
    [("#aaa", "1280 light: color-contrast"), ("#111", "390 dark: color-contrast")],
)
def test_what_reads_badly_is_told_on_a_page_that_read_well(open_page, colour, told):
    page = open_page("pc.hale")
    page.goto("/glossary")
    axe(page)
    page.evaluate(BAD, [colour, "Hard to read"])
    for _ in range(2):
        with pytest.raises(pytest.fail.Exception, match=told):
            axe(page)
