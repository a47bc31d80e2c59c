"""Axe on a page: at a desk and on a phone, by day and by night.

Every rule is asked at both widths by day. What colours alone decide is asked at both widths by day
and by night, of everything that looks as nothing did before: contrast follows from the colours, the
sizes and the opacity of an element and of what it stands in, so that what looks the same in all of
these is not asked again, on this page or another. What is positioned may come to lie over something
it does not stand in, and is asked each time.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {name: {"enabled": False} for name in OF_COLOUR},
}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": OF_COLOUR},
    "preload": False,
}
# Gives a number for each look there is on the page, and remembers two elements that have it.
LOOKS = """() => {
  const OWN = ["color", "backgroundColor", "backgroundImage", "backgroundClip", "fill", "fontSize",
    "fontWeight", "opacity", "filter", "mixBlendMode", "textShadow", "textDecorationLine",
    "textDecorationStyle", "textDecorationColor", "borderBottomStyle", "borderBottomWidth",
    "borderBottomColor", "fontStyle"];
  const SEEN = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  const mixed = text => {  // 53 bits of a text
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (let n = 0; n < text.length; n++) {
      const code = text.charCodeAt(n);
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    return 4294967296 * (2097151 & two) + (one >>> 0);
  };
  const held = new Map(), looks = window.looks = new Map(), placed = window.placed = [];
  const look = element => {
    if (!element) return {mark: 0, positioned: false};
    if (!held.has(element)) {
      const around = look(element.parentElement), style = getComputedStyle(element);
      const own = OWN.map(name => style[name]).join("|");
      const moved = !["static", "relative"].includes(style.position) || style.transform !== "none";
      held.set(element, {mark: mixed(around.mark + own), positioned: around.positioned || moved});
    }
    return held.get(element);
  };
  // What a rule goes by besides: a link among words, a control that is off, a word and not a sign.
  const besides = (element, text) => {
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const among = element.matches("a") && block.textContent.trim().length > text.length;
    const off = element.closest(":disabled, [aria-disabled=true]") || element.closest("label")?.control?.disabled;
    return [among, !!off, /[\\p{L}\\p{N}]{2}/u.test(text)].join();
  };
  for (const element of document.body.querySelectorAll("*")) {
    const said = [...element.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    if (!said && !element.matches("input, select, textarea, button, a")) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || !element.checkVisibility(SEEN)) continue;
    const {mark, positioned} = look(element);
    if (positioned) { placed.push(element); continue; }
    const whole = mixed(mark + besides(element, element.textContent.trim()));
    if (!looks.has(whole)) looks.set(whole, [element]);
    else looks.get(whole)[1] = element;  // the first that looks so on the page, and the last
  }
  return [...looks.keys()];
}"""
ASKED = """([marks, options]) => {
  const include = [...marks.flatMap(one => window.looks.get(one)), ...window.placed];
  return include.length ? axe.run({include}, options) : {violations: []};
}"""
_seen: set[int] = set()


def axe(page: Page, *, rules: bool = True) -> None:
    """Demand that axe finds nothing, and that nothing is wider than the window.

    Without `rules` only colours are asked: of a page that was asked before, in another dress.
    """
    size = page.viewport_size
    wrong: list[str] = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for where in (DESK, PHONE):
        page.set_viewport_size(where)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = (
                page.evaluate("options => axe.run(options)", RULES)
                if rules and scheme == "light"
                else {}
            )
            told = [*found.get("violations", ()), *_of_colour(page)]
            wrong += [
                f"{page.url} {where['width']} {scheme}: {one['id']} {one['nodes'][0]['html'][:160]}"
                for one in told
            ]
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wrong.append(f"{page.url} {where['width']}: {over} px wider than the window")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def _of_colour(page: Page) -> list[dict]:
    """Ask what colours decide of every look not seen before; what is wrong stays unseen."""
    new = [mark for mark in page.evaluate(LOOKS) if mark not in _seen]
    found = page.evaluate(ASKED, [new, COLOURS])["violations"]
    if not found:
        _seen.update(new)
    return found
