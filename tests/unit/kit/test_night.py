"""At night nothing but colours changes: what is read, reached or laid out by day is so by night."""

import re
from pathlib import Path

SHEETS = Path(__file__).parents[3] / "firstlight"
NIGHT = re.compile(r"@media[^{]*prefers-color-scheme[^{]*\{|\[data-theme=\"?dark\"?\]\{")
COLOUR = re.compile(r"#[0-9a-f]{3,8}|rgba?\([\d\s.,%]+\)|dark|light")


def blocks(text):
    """Give what stands within each rule that holds at night alone."""
    for found in NIGHT.finditer(text):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        yield text[found.end() : end - 1]


def settings(block):
    """Give each property and value of a block, the selectors within it left out."""
    inner = re.sub(r"[^{};]*\{", ";", block).replace("}", ";")
    return [tuple(part.split(":", 1)) for part in inner.split(";") if ":" in part]


def test_what_holds_at_night_sets_colours_alone():
    told = [
        one
        for sheet in sorted(SHEETS.rglob("static/**/*.css"))
        for block in blocks(sheet.read_text(encoding="utf-8"))
        for one in settings(block)
    ]
    assert len(told) > 20
    wrong = [
        (name, value)
        for name, value in told
        if not (name.strip().startswith("--") or name.strip() == "color-scheme")
        or not COLOUR.fullmatch(value.strip())
    ]
    assert wrong == []
