"""A time axis: moments to places along a line, and round ticks in UK time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kit.rules.times import in_london

_STEPS = (
    (timedelta(hours=1), "%H:%M"),
    (timedelta(hours=3), "%H:%M"),
    (timedelta(hours=6), "%a %H:%M"),
    (timedelta(days=1), "%-d %b"),
    (timedelta(days=7), "%-d %b"),
    (timedelta(days=30), "%b %Y"),
    (timedelta(days=91), "%b %Y"),
    (timedelta(days=365), "%Y"),
)
_MOST_TICKS = 9


@dataclass(frozen=True)
class Tick:
    """A mark on the axis: place in drawing units, words in UK time."""

    x: float
    words: str


@dataclass(frozen=True)
class Axis:
    """A stretch of time laid over a stretch of drawing units."""

    start: datetime
    end: datetime
    left: float
    right: float

    def place(self, moment: datetime) -> float:
        """Where a moment lies, held within the axis."""
        whole = (self.end - self.start).total_seconds() or 1.0
        share = (moment - self.start).total_seconds() / whole
        return round(self.left + (self.right - self.left) * min(max(share, 0.0), 1.0), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """At most nine ticks, on whole hours, UK midnights, months or years."""
        span = self.end - self.start
        step, pattern = next((s for s in _STEPS if span / s[0] <= _MOST_TICKS), _STEPS[-1])
        factor = max(1, -(-int(span / step) // _MOST_TICKS))
        moment, found = _first(self.start, step), []
        while moment <= self.end:
            if moment >= self.start:
                found.append(Tick(self.place(moment), f"{in_london(moment):{pattern}}"))
            moment = _next(moment, step, factor)
        return tuple(found)


def _first(start: datetime, step: timedelta) -> datetime:
    local = in_london(start).replace(minute=0, second=0, microsecond=0)
    if step < timedelta(days=1):
        return local.replace(hour=local.hour - local.hour % (step // timedelta(hours=1)))
    local = local.replace(hour=0)
    if step <= timedelta(days=7):
        return local
    return local.replace(day=1, month=1) if step > timedelta(days=91) else local.replace(day=1)


def _next(moment: datetime, step: timedelta, factor: int) -> datetime:
    if step <= timedelta(days=7):
        return moment + step * factor
    months = (12 if step > timedelta(days=91) else 3 if step > timedelta(days=30) else 1) * factor
    index = moment.year * 12 + moment.month - 1 + months
    return moment.replace(year=index // 12, month=index % 12 + 1)
