"""When a session ends and when an account is locked; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SIGNED = "signed"  # where a session keeps the reference of its row
ADDRESS_TIMES = 8  # an address may fail as often as this many accounts before it is locked too


@dataclass(frozen=True, slots=True)
class Terms:
    """What the force has set."""

    idle: timedelta
    whole: timedelta
    failures: int
    locked: timedelta


def ended_by(began: datetime, seen: datetime, at: datetime, terms: Terms) -> str:
    """Say why a session is over by now, or nothing while it goes on."""
    if at - began >= terms.whole:
        return "time"
    return "idle" if at - seen >= terms.idle else ""


def locked_until(failed: Sequence[datetime], most: int, terms: Terms) -> datetime | None:
    """Give until when it is locked: after as many failures within the time that a lock lasts."""
    times = sorted(failed)
    if len(times) < most:
        return None
    last = times[-1]
    near = [one for one in times if last - one <= terms.locked]
    return last + terms.locked if len(near) >= most else None
