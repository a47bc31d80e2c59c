"""Times as people say them: UK time, 24-hour, zone always said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from firstlight.kernel.values.when import london, said, utc

SOON_MINUTES = 60


@dataclass(frozen=True)
class Due:
    """How a deadline stands: a sentence, and the state whose shape goes with it."""

    words: str
    state: Literal["late", "soon", "later"]


def in_london(moment: datetime) -> datetime:
    """The same moment in UK time. Refuses a time without a zone, which would be a guess."""
    return london(utc(moment))


def when_words(moment: datetime) -> str:
    """For example "Sun 22 Nov 2026 02:10 GMT"; the zone tells the two 01:30s of October apart."""
    return said(utc(moment))


def day_words(day: date) -> str:
    """For example "22 November 2026"; a moment is first taken to UK time."""
    local = in_london(day).date() if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def span_words(seconds: float) -> str:
    """A length of time to the nearest lower minute: "40 min", "3 h 10 min", "2 days 4 h"."""
    minutes = int(abs(seconds) // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    said = "1 day" if days == 1 else f"{days} days"
    return f"{said} {hours} h" if hours and days < 14 else said


def ago_words(moment: datetime, at: datetime) -> str:
    """How long before `at` a moment was, or how long after, never a negative number."""
    seconds = (at - moment).total_seconds()
    if abs(seconds) < 60:
        return "less than a minute ago" if seconds >= 0 else "in less than a minute"
    return f"{span_words(seconds)} ago" if seconds > 0 else f"in {span_words(seconds)}"


def due_state(moment: datetime, at: datetime) -> Due:
    """A deadline against `at`: late the moment it passes, soon within the hour."""
    seconds = (moment - at).total_seconds()
    if seconds < 0:
        late = span_words(seconds) if seconds <= -60 else "less than a minute"
        return Due(f"late by {late}", "late")
    state: Literal["soon", "later"] = "soon" if seconds <= SOON_MINUTES * 60 else "later"
    return Due(f"due in {span_words(seconds)}" if seconds >= 60 else "due now", state)


def iso_utc(moment: datetime) -> str:
    """The machine's form for the `datetime` attribute."""
    return utc(moment).isoformat(timespec="seconds")
