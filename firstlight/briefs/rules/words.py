"""How many words there are, and cutting a text to a number of them."""

from __future__ import annotations

from collections.abc import Iterable

SCREEN_WORDS = 110
DANGER_WORDS = 20
RADIO_WORDS = 60
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(*texts: str) -> int:
    """Count the words of texts as a reader does: by the spaces between them."""
    return sum(len(text.split()) for text in texts)


def clip(text: str, most: int) -> str:
    """Cut a text to a number of words; what was cut is marked and stands whole further down."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]).rstrip(",;.") + "…"


def as_many_as_fit(texts: Iterable[str], room: int) -> tuple[str, ...]:
    """Give the texts from the first on for as long as they fit whole."""
    taken: list[str] = []
    for text in texts:
        if count(*taken, text) > room:
            break
        taken.append(text)
    return tuple(taken)


def number(of: int) -> str:
    """Say a small number as a word, as it is spoken on the air."""
    return _NUMBERS[of] if of < len(_NUMBERS) else str(of)


def many(of: int, one: str, more: str = "") -> str:
    """Say how many: `1 child`, `3 children`."""
    return f"{of} {one if of == 1 else more or one + 's'}"
