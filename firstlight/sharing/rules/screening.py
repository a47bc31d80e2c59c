"""What never leaves by accident: people the outside may not know of, and protected addresses.

A document is looked through as a whole before it goes, free words included, so that what the
builder missed is still taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WITHHELD = "[address withheld]"
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)

_STREET = re.compile(r"\b\d+[A-Za-z]?\s+\w+\s+\w+")
_FLAT = re.compile(r"(flat|unit|room|apartment)\s+\w+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Protected:
    """A protected place, in the words by which it could be found."""

    ref: str
    text: str
    postcode: str = ""
    name: str = ""

    def words(self) -> tuple[str, ...]:
        """Give the ways it is written: whole, without its postcode, by building, street and postcode."""
        whole = self.text.strip()
        bare = _POSTCODE.sub("", whole).strip(" ,")
        parts = [part.strip() for part in bare.split(",")]
        numbered = [part for part in parts if re.search(r"\d", part) and not _FLAT.match(part)]
        building = (
            [parts[0]]
            if numbered and parts[0] not in numbered and not _FLAT.match(parts[0])
            else []
        )
        streets = [hit.group() for part in numbered if (hit := _STREET.search(part))]
        found = (
            whole,
            bare,
            *building,
            *numbered,
            *streets,
            self.name.strip(),
            self.postcode.strip(),
        )
        return tuple(dict.fromkeys(one for one in found if len(one) >= 5))


def _pattern(words: str) -> str:
    parts = re.split(r"[\s,]+", words.strip())
    return r"[\s,]*".join(re.escape(part) for part in parts if part)


def pattern_of(protected: Iterable[Protected]) -> re.Pattern[str] | None:
    """Give one pattern for every way the protected places are written; longest first."""
    ways = {way for one in protected for way in one.words()}
    if not ways:
        return None
    ordered = sorted((_pattern(way) for way in ways), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){way}(?!\w)" for way in ordered), re.IGNORECASE)


def clean(value: Any, pattern: re.Pattern[str] | None) -> Any:
    """Take protected addresses out of every text of a document, its keys left as they are."""
    if pattern is None:
        return value
    if isinstance(value, str):
        return pattern.sub(WITHHELD, value)
    if isinstance(value, Mapping):
        return {key: clean(one, pattern) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one, pattern) for one in value]
    return value


def without(document: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """Take people out of a document who may not be known of outside, with every line about them."""
    kept: dict[str, Any] = {}
    for key, value in document.items():
        if isinstance(value, list):
            kept[key] = [one for one in value if not _about(one, hidden)]
        else:
            kept[key] = value
    return kept


def _about(one: Any, hidden: frozenset[str]) -> bool:
    if not isinstance(one, Mapping):
        return False
    people = {one.get("person", ""), *one.get("people", ())}
    return bool(people & hidden)


def people_in(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Give every person a document shows, as subject or beside."""
    found: dict[str, None] = {}
    for value in document.values():
        for one in value if isinstance(value, list) else ():
            if isinstance(one, Mapping):
                found.update(dict.fromkeys((one.get("person", ""), *one.get("people", ()))))
    return tuple(ref for ref in found if ref)
