"""Working days, bank holidays and school days, reckoned in UK time across clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from firstlight.kernel.values.when import LONDON, london, london_date

# The library's own cached list ends here; beyond it a working day cannot be told.
LAST_KNOWN = date(2028, 12, 28)
# School holidays of the fictional force's one calendar of terms, both days included.
TERM_BREAKS: tuple[tuple[date, date], ...] = (
    (date(2025, 10, 27), date(2025, 10, 31)),
    (date(2025, 12, 20), date(2026, 1, 4)),
    (date(2026, 2, 16), date(2026, 2, 20)),
    (date(2026, 3, 30), date(2026, 4, 12)),
    (date(2026, 5, 25), date(2026, 5, 29)),
    (date(2026, 7, 22), date(2026, 9, 1)),
    (date(2026, 10, 26), date(2026, 10, 30)),
    (date(2026, 12, 19), date(2027, 1, 3)),
)


@cache
def bank_holidays() -> frozenset[date]:
    """Give the bank holidays of England and Wales, from the library's cached list."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    held = BankHolidays(use_cached_holidays=True)
    return frozenset(
        day["date"] for day in held.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    )


def is_working_day(day: date) -> bool:
    """Tell a working day; ValueError beyond the last day the cached list covers."""
    if day > LAST_KNOWN:
        message = f"bank holidays are known to {LAST_KNOWN:%d %B %Y}; bring the calendar up to date"
        raise ValueError(message)
    return day.weekday() < 5 and day not in bank_holidays()


def working_days_after(at: datetime, days: int) -> datetime:
    """Give the same UK time of day this many working days later (UTC)."""
    moment = london(at)
    day = moment.date()
    left = days
    while left:
        day += timedelta(days=1)
        left -= int(is_working_day(day))
    return datetime.combine(day, moment.time(), LONDON).astimezone(UTC)


def is_school_day(day: date) -> bool:
    """Tell a school day of the force's calendar of terms."""
    return is_working_day(day) and not any(first <= day <= last for first, last in TERM_BREAKS)


def next_school_day(at: datetime) -> date:
    """Give the first school day after the UK day of a moment."""
    day = london_date(at) + timedelta(days=1)
    while not is_school_day(day):
        day += timedelta(days=1)
    return day


def before_school(at: datetime, hour: int = 7) -> datetime:
    """Give the hour (UK) of the next school day, in UTC: the limit for a school's notice."""
    return datetime.combine(next_school_day(at), time(hour), LONDON).astimezone(UTC)
