"""The gallery in a real browser: no axe violation, nothing the policy stops, nothing too wide."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import sync_playwright

from firstlight.kit.samples import gallery_context
from tests.journeys.reads_well import DESK, axe
from unit.kit.browser import SITE, serve

CHROMIUM = "/usr/bin/chromium"
OPEN_ALL = "document.querySelectorAll('main details').forEach(each => { each.open = true })"

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium browser here"),
]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(chromium, pages, **context):
    page = chromium.new_context(**context).new_page()
    said = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/*", serve(pages))
    page.goto(SITE + "/", wait_until="load")
    return page, said


@pytest.mark.parametrize("asked", [None, "dark", "light"])
def test_the_gallery_has_no_violation(chromium, asked):
    html = render_to_string("kit/gallery.html", gallery_context() | {"theme": asked})
    page, said = opened(chromium, {"/": html}, viewport=DESK)
    page.evaluate(OPEN_ALL)
    axe(page, rules=asked is None)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 22, 35)"
        assert dark is ((asked or scheme) == "dark")
    assert said == []
    page.context.close()


def test_nothing_on_the_page_is_styled_or_scripted_inline():
    html = render_to_string("kit/gallery.html", gallery_context())
    assert " style=" not in html
    assert "<style" not in html
    assert " on" + "click" not in html
    assert html.count("<script") == html.count("<script src=")


def test_the_licensed_marks_are_not_in_the_stylesheet():
    sheet = Path(__file__).parents[3] / "firstlight/kit/static/kit/firstlight.css"
    text = sheet.read_bytes()
    assert not text.startswith(b"\xef\xbb\xbf")
    for word in (b"GDS Transport", b"crown", b"crest", b"@font-face"):
        assert word not in text


def test_a_person_can_reach_a_family_member_by_keyboard(chromium):
    html = render_to_string("kit/gallery.html", gallery_context())
    page, _ = opened(chromium, {"/": html})
    page.locator("a.fl-node").first.focus()
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#p")
    page.context.close()


def test_the_shortcuts_open_by_question_mark_but_not_while_typing(chromium):
    html = render_to_string("kit/gallery.html", gallery_context())
    page, _ = opened(chromium, {"/": html})
    page.locator("#id_place").press("?")
    assert not page.locator("dialog[data-keys]").is_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog[data-keys]").is_visible()
    page.context.close()
