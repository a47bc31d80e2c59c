"""When something is due: from when the force was told, in real time, said in UK time."""

from __future__ import annotations

import calendar as months
from datetime import UTC, datetime, timedelta

from firstlight.duties.rules.clocks import Limit
from firstlight.force.rules.calendar import before_school, working_days_after
from firstlight.kernel.values.when import LONDON, london


def due(told_at: datetime, limit: Limit, amount: int) -> datetime | None:
    """Give the moment (UTC) a limit ends, from when the force was told.

    Minutes and hours are real time, whatever the clocks do; days and working days keep the UK
    time of day. None for a limit whose time must be given.
    """
    if limit.unit in {"minutes", "immediate"}:
        return told_at + timedelta(minutes=amount)
    if limit.unit == "hours":
        return told_at + timedelta(hours=amount)
    if limit.unit == "days":
        return _same_time(told_at, london(told_at) + timedelta(days=amount))
    if limit.unit == "months":
        return _same_time(told_at, _months_on(london(told_at), amount))
    if limit.unit == "working_days":
        return working_days_after(told_at, amount)
    if limit.unit == "before_school":
        return before_school(told_at, amount)
    return None


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
