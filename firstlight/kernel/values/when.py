"""Moments and intervals: stored in UTC, told in UK time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
Precision = Literal["minute", "day", "month", "unknown"]


@dataclass(frozen=True, slots=True)
class Occurred:
    """When something happened: an interval in UTC, and how exactly it is known."""

    begins: datetime | None
    ends: datetime | None = None
    precision: Precision = "minute"


def utc(moment: datetime) -> datetime:
    """Turn an aware moment into UTC.

    Raises ValueError for a naive one: a time without a zone is not a moment.
    """
    if moment.tzinfo is None:
        message = "a time needs its zone, for instance 2026-11-22T02:10:00Z"
        raise ValueError(message)
    return moment.astimezone(UTC)


def london(moment: datetime) -> datetime:
    """Tell a moment in UK time, summer time included."""
    return moment.astimezone(LONDON)


# A picture asks the day of the same moments again and again, and a zone is dear to ask.
@lru_cache(maxsize=16_384)
def london_date(moment: datetime) -> date:
    """Give the UK calendar day of a moment."""
    return london(moment).date()


def day_begins(day: date) -> datetime:
    """Give the first moment of a UK calendar day."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


def day_ends(day: date) -> datetime:
    """Give the moment a UK calendar day is over."""
    return day_begins(day + timedelta(days=1))


def said(moment: datetime) -> str:
    """Write a moment as officers do, zone always said: `Sun 22 Nov 2026 02:10 GMT`."""
    return london(moment).strftime("%a %-d %b %Y %H:%M %Z")


def age_on(born_on: date, on: date) -> int:
    """Whole years of age on a day; a child born on 29 February has the birthday on 1 March."""
    before_birthday = (on.month, on.day) < (born_on.month, born_on.day)
    return on.year - born_on.year - int(before_birthday)


def birthday(born_on: date, years: int) -> date:
    """Give the day on which somebody reaches an age."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:  # 29 February
        return date(born_on.year + years, 3, 1)
