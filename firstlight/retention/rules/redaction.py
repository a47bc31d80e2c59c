"""Other people's names and numbers are struck out of what somebody is given; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from firstlight.kernel.values.gone import tokens

STRUCK = "[another person]"
_LEAST = 2
_PHONE = 10  # digits of a number after its 0 or its country


def pattern_of(theirs: Iterable[str], own: Iterable[str]) -> re.Pattern[str] | None:
    """Make what finds other people's words: `own` are the asker's, and stay."""
    kept = {word for text in own for word in tokens(text)}
    words = {word for text in theirs for word in tokens(text) if len(word) >= _LEAST} - kept
    if not words:
        return None
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_form, longest))})(?!\w)", re.IGNORECASE)


def _form(word: str) -> str:
    """Match a word as it is; a telephone number however it is spaced, with or without its country."""
    if word.isdigit() and len(word) >= _PHONE:
        return r"(?:\+?44[\s-]?|0)?" + r"[\s-]?".join(word[-_PHONE:])
    return re.escape(word)


def struck(text: str, pattern: re.Pattern[str] | None) -> str:
    """Strike words of others out of a text; several in a row are one."""
    if pattern is None:
        return text
    again = re.compile(rf"{re.escape(STRUCK)}(?:[\s,]+{re.escape(STRUCK)})+")
    return again.sub(STRUCK, pattern.sub(STRUCK, text))


def rows_of(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give what a record tells beyond its words, label and value, what it leaves out left out."""
    found = []
    for key, value in details.items():
        if value in (None, "", [], {}, "unknown", "not_asked"):
            continue
        told = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        found.append((key.replace("_", " ").capitalize(), told))
    return found
