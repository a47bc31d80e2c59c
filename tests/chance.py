"""Inputs made by chance from a seed: texts, JSON, records, rows and markup, sound and broken.

The same seed and number give the same input again, so a failure is told by its number alone.
"""

from __future__ import annotations

import copy
import csv
import io
import json
from random import Random
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.publishing import example_of

# Texts that readers of text have stumbled over, each of another sort.
HOSTILE = (
    "", " ", "\t\r\n", "0", "-1", "1e309", "NaN", "null", "[]", "{}", "true", "\\", "'", '"', "''", "%s%n", "{0}",
    "=1+1", "@SUM(1)", "+cmd|'/c calc'!A0", "' OR 1=1 --", "%' ESCAPE '!", "*", "_", "<script>alert(1)</script>",
    "{{ 7*7 }}", "{% debug %}", "../../etc/passwd", "\x00", "\x1b[31m", "\x7f", "\ufeff", "\u202e", "\u200b", "\ufffd",
    "I\u0307", "ß", "ﬁ", "\uff21\uff59\uff4c\uff41", "Zoë", "Zoe\u0308", "Ó Súilleabháin", "O'Neill-Ní", "王",
    "\U0001f9d2", "\U0001d400", "a" * 5000, "2026-11-22", "2026-02-30", "31/12/9999", "0001-01-01",
    "9999-12-31T23:59:59Z",
    "2026-10-25T01:30:00+01:00",
    "14/05/2012", "05/14/2012", "ZX3 1AA", "zx31aa", "07700 900123", "+44 7700 900123", "9 Kestrel Rise", "Flat 0, ",
    "data:image/png;base64,iVBORw0KGgo=", "P-0000000000", "R-0000000000", "post:fim", "firstlight",
)  # fmt: skip
VALUES = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**40, 0.5, -0.0, [], {}, [[]], [None], {"": ""}, [{}],
)  # fmt: skip
GIVEN = ("Perrin", "Ottoline", "Wren", "Idris", "Maeve", "Corin", "Zora", "Anwen", "Jac", "Tamsin")
FAMILY = ("Okell", "Barraclough", "Thrupp", "Quix", "Marsh", "Penhale", "Sorrell", "Dunmore")


def text(chance: Random, words: tuple[str, ...] = ()) -> str:
    """Make a text: a hostile one, a name, one of `words` spoilt a little, or any characters."""
    sort = chance.randrange(6)
    if sort == 0:
        return chance.choice(HOSTILE)
    if sort == 1:
        return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    if sort == 2 and words:
        return spoilt(chance, chance.choice(words))
    if sort == 3:
        return "".join(chance.choice(HOSTILE)[:40] for _ in range(chance.randrange(4)))
    return "".join(_character(chance) for _ in range(chance.randrange(24)))


def _character(chance: Random) -> str:
    upto = chance.choice((0x7F, 0x7F, 0x24F, 0xFFFF, 0x1FFFF))
    while 0xD800 <= (code := chance.randrange(upto)) <= 0xDFFF:
        continue
    return chr(code)


def spoilt(chance: Random, word: str) -> str:
    """Spoil a word: a letter gone, doubled, changed or moved, or its case."""
    if not word:
        return word
    at = chance.randrange(len(word))
    ways = (
        word, word.upper(), word.lower(), word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
        word[:at] + _character(chance) + word[at + 1 :], word[at:] + word[:at], f" {word}  ", word[: at + 1],
    )  # fmt: skip
    return chance.choice(ways)


def value(chance: Random, words: tuple[str, ...] = ()) -> Any:
    """Make any JSON value."""
    if chance.random() < 0.6:
        return text(chance, words)
    return copy.deepcopy(chance.choice(VALUES))


def changed(chance: Random, told: Any, words: tuple[str, ...] = ()) -> Any:
    """Change one place of a JSON value: replaced, left out, doubled, or something added."""
    if isinstance(told, dict) and told and chance.random() < 0.85:
        name, made = chance.choice(sorted(told)), dict(told)
        sort = chance.randrange(8)
        if sort == 0:
            del made[name]
        elif sort == 1:
            made[text(chance, words)] = value(chance, words)
        else:
            made[name] = changed(chance, told[name], words)
        return made
    if isinstance(told, list) and told and chance.random() < 0.85:
        at, listed = chance.randrange(len(told)), list(told)
        sort = chance.randrange(4)
        if sort == 0:
            listed += [copy.deepcopy(told[at])] * chance.randrange(1, 4)
        else:
            listed[at] = changed(chance, told[at], words)
        return listed
    if isinstance(told, str) and chance.random() < 0.3:
        return spoilt(chance, told)
    return value(chance, words)


def record(chance: Random, number: int, source: str, words: tuple[str, ...] = ()) -> dict[str, Any]:
    """Make a record of any kind: one in three as a sound source sends it, the others changed."""
    made = example_of(chance.choice(sorted(KINDS)))
    made |= {"source": source, "source_ref": f"G-{number}"}
    for one in made["people"]:
        one |= {"given": chance.choice(GIVEN), "family": chance.choice(FAMILY)}
    if words and chance.random() < 0.1:
        made["people"][0] |= dict(zip(("given", "family"), words, strict=False))
    if chance.random() < 0.1:
        made["source_ref"] = (
            # told again, with other content: one of those just before
            f"G-{chance.randrange(max(number - 50, 0), number + 1)}"
        )
    for _ in range(chance.choice((0, 1, 1, 1, 2, 5))):
        found = changed(chance, made, words)
        made = found if isinstance(found, dict) else made
    return made


def body(chance: Random, number: int, source: str, words: tuple[str, ...] = ()) -> bytes:
    """Make what a system posts: a record, a list of some, or what is no record at all."""
    sort = chance.randrange(20)
    if sort == 0:
        return bytes(chance.randrange(256) for _ in range(chance.randrange(60)))
    if sort == 1:
        return json.dumps(value(chance, words)).encode()
    if sort == 2:
        rows = [record(chance, number * 10 + n, source, words) for n in range(chance.randrange(4))]
        return json.dumps([*rows, *([value(chance)] if chance.random() < 0.2 else [])]).encode()
    whole = json.dumps(record(chance, number, source, words), ensure_ascii=chance.random() < 0.5)
    found = whole.encode("utf-8", "surrogatepass")
    if sort == 3:
        at = chance.randrange(len(found))
        return found[:at] + bytes([chance.randrange(256)]) + found[at + chance.randrange(3) :]
    return found[: chance.randrange(len(found))] if sort == 4 else found


def line(chance: Random, number: int, source: str, words: tuple[str, ...] = ()) -> bytes:
    """Make one line of a file: what a body is, with no end of line in it and never blank."""
    found = body(chance, number, source, words).replace(b"\n", b" ").replace(b"\r", b" ")
    return found if found.strip() else b"{}"


def row(chance: Random, sound: tuple[str, ...], words: tuple[str, ...] = ()) -> bytes:
    """Make one row of a CSV: a sound one with some cells changed, with too few or too many of them."""
    cells = [text(chance, words) if chance.random() < 0.25 else one for one in sound]
    sort = chance.randrange(20)
    if sort == 0:
        cells = cells[: chance.randrange(1, len(cells) + 1)]
    elif sort == 1:
        cells += [text(chance, words)]
    # A row is told by its line: what ends one inside a cell has tests of its own.
    cells = [one.translate({10: 32, 13: 32}) for one in cells]
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    found = written.getvalue().encode("utf-8")
    if sort == 2:
        found = found.replace(b",", b",\xe9", 1)
    return found if found.strip(b' ",\t') else b"x" + found


def element(chance: Random, name: str, inside: tuple[Any, ...], words: tuple[str, ...] = ()) -> str:
    """Make XML of (name, parts or text): parts left out, doubled, renamed, their texts changed."""
    held = []
    for one in inside:
        sort = chance.randrange(30)
        if sort == 0:
            continue
        part, more = one
        told = part if sort != 1 else chance.choice(("Child", "CINdetails", "x", part.lower()))
        if isinstance(more, tuple):
            made = element(chance, told, more, words)
        else:
            said = text(chance, words) if chance.random() < 0.15 else str(more)
            said = "".join(
                c for c in said if c in "\t\n\r" or (ord(c) >= 32 and ord(c) & 0xFFFE != 0xFFFE)
            )
            made = f"<{told}>{escape(said)}</{told}>"
        held.append(made * (2 if sort == 2 else 1))
    extra = f" a={quoteattr(chance.choice(FAMILY))}" if chance.random() < 0.05 else ""
    return f"<{name}{extra}>{''.join(held)}</{name}>"
