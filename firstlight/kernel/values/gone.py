"""A record that is disposed of: what refers to it, and its own words, which no copy may keep."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from firstlight.kernel.values.refs import is_ref

# What stands where words of the record stood.
BLANK = "[disposed of]"
# So many words in a row, as the record told them, are a quotation of it.
RUN = 4
TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
_CODE = re.compile(r"[a-z0-9_]+")
# Codes of documents that somebody may be called by: a document without them cannot be read.
CODES = frozenset({
    "missing", "domestic", "exploitation", "online", "images", "cumulative", "protection", "breach",
    "high", "medium", "low", "standard", "yes", "no", "unknown", "now", "elsewhere", "formerly",
    "record", "place", "person", "thing", "job", "child", "children", "danger", "safety", "orders",
})  # fmt: skip
_AGAIN = re.compile(rf"{re.escape(BLANK)}(?:[\s,;/-]*{re.escape(BLANK)})+")


def tokens(text: str) -> list[str]:
    """Give the words of a text, folded for comparison."""
    return [found.casefold() for found in TOKEN.findall(text)]


@dataclass(frozen=True, slots=True)
class Words:
    """The words a record tells and no remaining record about the same people does.

    `words` are names and numbers, `proper` words it wrote with a capital, `runs` several in a row
    (`RUN` of them, or a day as it is written); `phrases` name somebody so surely that any text
    that holds one is about them: they are looked for everywhere.
    """

    words: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gone:
    """One record on its way out: by which references copies are found, and what is struck.

    `since` is the position at which it was first known: no copy is older. `others` are the
    briefs, gradings, duties and disclosures that showed its people.
    """

    record: str
    source: str
    source_ref: str
    on: date
    since: int
    versions: tuple[int, ...] = ()
    appearances: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    own: Words = field(default_factory=Words)

    @cached_property
    def refs(self) -> frozenset[str]:
        """Give every reference by which a copy may be found."""
        return frozenset((self.record, *self.appearances, *self.people, *self.places, *self.others))

    @cached_property
    def _itself(self) -> frozenset[str]:
        return frozenset((self.record, *self.appearances))

    def text(self, told: str) -> str:
        """Strike the record's own words out of a text; one without any comes back as it is."""
        found = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(told)]
        struck = self._struck([word for _, _, word in found])
        if not struck:
            return told
        made, upto = [], 0
        for place in sorted(struck):
            begins, ends, _ = found[place]
            made += [told[upto:begins], BLANK]
            upto = ends
        return _AGAIN.sub(BLANK, "".join([*made, told[upto:]]))

    def _struck(self, written: list[str]) -> set[int]:
        said = [word.casefold() for word in written]
        struck = {place for place, word in enumerate(said) if word in self.own.words}
        struck |= {
            place
            for place, word in enumerate(written)
            if word[0].isupper() and said[place] in self.own.proper
        }
        for size in {len(run) for run in self.own.runs}:
            for begin in range(len(said) - size + 1):
                if tuple(said[begin : begin + size]) in self.own.runs:
                    struck.update(range(begin, begin + size))
        return struck

    def value(self, told: Any) -> Any:
        """Strike a document of plain values: what rests on this record alone goes whole."""
        if isinstance(told, str):
            return told if self._is_code(told) else self.text(told)
        if isinstance(told, list):
            kept = [one for one in told if not self._rests_on_it(one)]
            return [self.value(one) for one in kept]
        if isinstance(told, dict):
            return {key: self.value(one) for key, one in told.items()}
        return told

    def _is_code(self, told: str) -> bool:
        """Say whether a value is one of the program's own codes, which no name may change."""
        if not _CODE.fullmatch(told):
            return False
        return told in CODES or told not in self.own.phrases

    def _rests_on_it(self, told: Any) -> bool:
        """Say whether something cites this record and no other."""
        if isinstance(told, str):
            return told in self._itself
        if not isinstance(told, dict):
            return False
        cited = {one for part in told.values() for one in _cited(part)}
        mine = cited & self._itself
        return bool(mine) and not {one for one in cited - mine if one.startswith("R-")}

    def document(self, told: str) -> str:
        """Strike a document kept as JSON."""
        value = json.loads(told) if told else None
        struck = self.marked(value)
        return told if struck == value else json.dumps(struck, ensure_ascii=False)

    def marked(self, told: Any) -> Any:
        """Strike plain values; where they are a document that changed, it says on which day."""
        struck = self.value(told)
        if struck != told and isinstance(struck, dict):
            said = f"Part of this was disposed of on {self.on.day} {self.on:%B %Y}."
            return struck | {"disposed": [*struck.get("disposed", ()), said]}
        return struck


def _cited(part: Any) -> list[str]:
    rows = part if isinstance(part, list) else [part]
    return [one for one in rows if isinstance(one, str) and is_ref(one)]
