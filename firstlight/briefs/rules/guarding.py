"""Words of an address that is never told are struck from whatever a brief says, whoever typed them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

# One word, so that what is struck out never makes a line longer.
STRUCK = "(protected)"
# What holds no words of anybody: references, codes, and where the unit is sent.
_PASSED_OVER = frozenset({
    "heading", "record", "records", "person", "people", "places", "material", "about_kind", "kind",
    "code", "state", "where", "served", "in_force", "linked_by", "restricted_line",
})  # fmt: skip
_LEAST_WORDS = 2
_T = TypeVar("_T")


def forms(text: str, postcode: str = "", name: str = "") -> tuple[str, ...]:
    """Give the ways in which somebody would write an address: whole, by its street, by its postcode."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    ways = [text, ", ".join(parts[:2]), postcode, name]
    ways += [part for part in parts if re.match(r"^\d+\w?\s+\S", part)]
    whole = parts[0] if parts and len(parts[0].split()) >= _LEAST_WORDS + 1 else ""
    found = (" ".join(way.split()) for way in (*ways, whole))
    return tuple(dict.fromkeys(way for way in found if len(way) > len("1 A ")))


def _pattern(never: Iterable[str]) -> re.Pattern[str] | None:
    listed = sorted({one for one in never if one.strip()}, key=len, reverse=True)
    if not listed:
        return None
    ways = (r"[\s,]+".join(re.escape(word.strip(",")) for word in one.split()) for one in listed)
    return re.compile(r"(?<!\w)(?:" + "|".join(ways) + r")(?!\w)", re.IGNORECASE)


def guard(value: _T, never: Iterable[str]) -> _T:
    """Give a value of a brief with every such word struck; the same value where none is in it."""
    pattern = _pattern(never)
    found: _T = value if pattern is None else _cleaned(value, pattern)
    return found


def _cleaned(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(STRUCK, value)
    if isinstance(value, tuple):
        return tuple(_cleaned(one, pattern) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {
            one.name: _cleaned(getattr(value, one.name), pattern)
            for one in fields(value)
            if one.name not in _PASSED_OVER
        }
        return replace(value, **told)
    return value
