"""Faults of the system itself become duties: one a kind of work, one a channel."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from firstlight.audit.selectors import failed_tasks
from firstlight.delivery.selectors import dead_letters, outages
from firstlight.duties.covering import cover
from firstlight.duties.models import Duty
from firstlight.duties.rota import holds_any
from firstlight.duties.rules.cover import Span
from firstlight.duties.services import close_by_key, open_duty
from firstlight.force.selectors import posts, setting
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import said as said_at

# An empty post is to be filled at once; a duty that is late the moment it opens is told twice.
SOON = timedelta(hours=1)


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
    opened += _dead(by, at)
    for key in _open_keys("channel_down:"):
        if key.split(":")[1] not in down:
            close_by_key(key, "The channel answers again; what waited was sent.", (), by, at)
    return opened


def watch_rota(by: Viewer, at: datetime) -> int:
    """Open a duty of the force incident manager for each post nobody will be on; give how many.

    It looks as far ahead as the force has set, and ends by itself once the gap is filled. A force
    that keeps no rota here is told at the start of `serve`, and by every empty post's own work.
    """
    until = at + timedelta(hours=int(setting("duties.rota_hours")))
    found = {one.post: one.gaps[0] for one in cover(at, until) if one.gaps}
    if not holds_any():
        return 0
    opened = sum(_gap(post, gap, by, at) for post, gap in found.items())
    for key in _open_keys("rota_gap:"):
        if key.split(":")[1] not in found:
            close_by_key(key, "Somebody is on the rota for it.", (), by, at)
    return opened


def _gap(post: str, gap: Span, by: Viewer, at: datetime) -> int:
    if _open_keys(f"rota_gap:{post}:"):
        return 0
    begins = max(gap.begins_at, at)
    said = "now" if begins == at else f"from {said_at(begins)}"
    because = f"Nobody is on the rota as {posts().title_of(post)} {said}."
    due = begins if begins > at else at + SOON
    key = f"rota_gap:{post}:{at.isoformat()}"
    open_duty(
        clock="ROTA_GAP", about=(), people=(), told_at=at, because=because, key=key, due_at=due,
        by=by, at=at,
    )  # fmt: skip
    return 1


def _dead(by: Viewer, at: datetime) -> int:
    """Open one duty for what the webhook did not take; it ends once all of it was sent again."""
    found, waits = dead_letters(), _open_keys("dead_letters:")
    for key in waits if not found else ():
        close_by_key(key, "Sent again.", (), by, at)
    if not found or waits:
        return 0
    since = found[0].tried_at or at
    because = f"{len(found)} messages were not taken in seven tries: the page of the channels sends them again."
    _open("TASK_FAILED", because, f"dead_letters:{at.isoformat()}", since, by, at)
    return 1


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
