"""How long a brief can be read on a phone without signal, and how its age is told. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

# Design: a kept brief is unreadable after this long, at the shift's end or at sign-out, whichever is first.
READABLE = timedelta(hours=4)
# A job whose brief was pushed longer ago than any shift lasts is nobody's on the road.
CARRIED = timedelta(hours=14)

GONE = {
    "superseded": "Superseded: a newer brief stands, or a link that it showed was withdrawn.",
    "withdrawn": "Withdrawn: do not act on it.",
    "time": "Its time is over.",
    "closed": "It is no longer yours to read.",
    "renewed": "Put on the phone again.",
    "out": "Signed out.",
    "lost": "The phone was reported lost.",
    "other": "Somebody else signed in on the phone.",
    "forgotten": "Taken off the phone.",
}


def readable_until(kept_at: datetime, shift_ends: datetime | None) -> datetime:
    """Give when a brief put on a phone can no longer be read there."""
    over = kept_at + READABLE
    return min(over, shift_ends) if shift_ends else over


def device_moment(told: datetime, sent: datetime, at: datetime) -> datetime:
    """Put a moment of a phone's clock on the force's: `sent` is what that clock showed at `at`.

    A clock that is set wrong, or was set back, moves no moment into the future.
    """
    return min(at, told + (at - sent))
