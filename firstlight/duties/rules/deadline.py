"""When something is due: from when the force was told, in real time, said in UK time."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from firstlight.duties.rules.clocks import Limit, Unit
from firstlight.force.rules.calendar import before_school, working_days_after
from firstlight.kernel.values.when import LONDON, london


def due(told_at: datetime, limit: Limit, amount: int) -> datetime | None:
    """Give the moment (UTC) a limit ends, from when the force was told.

    Minutes and hours are real time, whatever the clocks do; days and working days keep the UK
    time of day. None for a limit whose time must be given.
    """
    ways: dict[Unit, Callable[[datetime, int], datetime]] = {
        "minutes": lambda told, n: told + timedelta(minutes=n),
        "immediate": lambda told, n: told + timedelta(minutes=n),
        "hours": lambda told, n: told + timedelta(hours=n),
        "days": lambda told, n: _same_time(told, london(told) + timedelta(days=n)),
        "months": lambda told, n: _same_time(told, _months_on(london(told), n)),
        "working_days": working_days_after,
        "before_school": before_school,
    }
    way = ways.get(limit.unit)
    return None if way is None else way(told_at, amount)


def elapsed_minutes(told_at: datetime, at: datetime) -> int:
    """Count real minutes between two moments; an hour that comes twice counts twice."""
    return int((at.astimezone(UTC) - told_at.astimezone(UTC)).total_seconds() // 60)


def _same_time(told_at: datetime, day: datetime) -> datetime:
    moment = london(told_at).time()
    return datetime.combine(day.date(), moment, LONDON).astimezone(UTC)


def _months_on(moment: datetime, amount: int) -> datetime:
    index = moment.month - 1 + amount
    year, month = moment.year + index // 12, index % 12 + 1
    day = min(moment.day, months.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)
