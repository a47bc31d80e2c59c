"""Faults of the system itself become duties: one a kind of work, one a channel."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from firstlight.audit.selectors import failed_tasks
from firstlight.delivery.selectors import outages
from firstlight.duties.models import Duty
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.viewer import Viewer


def watch(by: Viewer, at: datetime) -> int:
    """Open a duty for work that failed for good and for channels that are down; give how many.

    One open duty a name of work, however often it failed; another only when the first is closed
    and it failed again. A channel that answers again closes its own.
    """
    opened = sum(_failed(name, kind, n, by, at) for (name, kind), n in _counted().items())
    down = {one.channel: one for one in outages()}
    for channel, one in down.items():
        key = f"channel_down:{channel}:{one.since.isoformat()}"
        if not Duty.objects.filter(key=key).exists():
            because = f"The channel {channel} cannot be reached ({one.reason}); its messages wait."
            _open("CHANNEL_DOWN", because, key, one.since, by, at)
            opened += 1
    for key in _open_keys("channel_down:"):
        if key.split(":")[1] not in down:
            close_by_key(key, "The channel answers again; what waited was sent.", (), by, at)
    return opened


def _counted() -> Counter[tuple[str, str]]:
    return Counter(failed_tasks())


def _open_keys(prefix: str) -> list[str]:
    rows = Duty.objects.exclude(state="closed").filter(key__startswith=prefix)
    return list(rows.values_list("key", flat=True))


def _failed(name: str, kind: str, count: int, by: Viewer, at: datetime) -> int:
    prefix = f"task_failed:{name}:"
    key = f"{prefix}{kind}:{count}"
    if _open_keys(prefix) or Duty.objects.filter(key=key).exists():
        return 0
    because = f"The work {name} failed five times ({kind}); {count} waiting."
    _open("TASK_FAILED", because, key, at, by, at)
    return 1


def _open(clock: str, because: str, key: str, told_at: datetime, by: Viewer, at: datetime) -> None:
    open_duty(
        clock=clock, about=(), people=(), told_at=told_at, because=because, key=key, by=by, at=at
    )
