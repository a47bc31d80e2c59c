"""How old somebody is, from what was told: unknown and disputed ages are never taken as adult."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import age_on, london_date

ADULT = 18
_LOOSE = frozenset({"year", "estimated"})


def age_from(
    born_on: date | None,
    ages_stated: Sequence[tuple[int, date, str]],
    at: datetime,
    *,
    unborn: bool,
) -> int | None:
    """Whole years at a moment, from a birth date or an age once stated; else None."""
    on = london_date(at)
    if unborn and born_on is None:
        return 0
    if born_on:
        return age_on(born_on, on)
    if ages_stated:
        age, stated_on, _ = ages_stated[0]
        return age + max(0, (on - stated_on).days // 365)
    return None


def child_answer(
    age: int | None, births: Iterable[date], precision: str, at: datetime, *, born_known: bool
) -> Answer:
    """Under 18 at a moment. UNKNOWN where age is not told, is disputed, or estimated near 18."""
    if age is None:
        return Answer.UNKNOWN
    loose = precision in _LOOSE or not born_known
    told = {age_on(day, london_date(at)) < ADULT for day in births}
    if len(told) > 1 or (loose and 16 <= age <= 19):
        return Answer.UNKNOWN
    return Answer.YES if age < ADULT else Answer.NO
