"""How a page says that records were disposed of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def said_of(day: date, count: int) -> str:
    """Say how many records were disposed of on a day: `One record disposed of on 8 March 2026`."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} record{'' if count == 1 else 's'} disposed of on {day.day} {day:%B %Y}"


def all_said(days: Iterable[date]) -> tuple[str, ...]:
    """Say disposals by day, oldest first."""
    return tuple(said_of(day, count) for day, count in sorted(Counter(days).items()))
