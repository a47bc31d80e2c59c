"""The demonstration's clock: it runs as fast as the machine's own, from a moment that was set.

It is kept in one file of the demonstration's folder, so that pages, stream and worker agree. A
database without that file runs on the machine's clock, whatever it is told.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from firstlight.kernel import clock
from firstlight.kernel.values.refusal import Refusal

_read: dict[str, tuple[int, datetime, datetime]] = {}


def kept_in() -> Path:
    """Give the file the clock is kept in."""
    return Path(settings.HOME) / "clock.json"


def is_simulated() -> bool:
    """Tell whether this is a demonstration's database with its own clock."""
    return bool(settings.DEMO) and kept_in().exists()


def _setting() -> tuple[datetime, datetime] | None:
    """Give (the demonstration's moment, the machine's moment it was set at), read once a change."""
    path = kept_in()
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    held = _read.get(str(path))
    if held is None or held[0] != changed:
        told = json.loads(path.read_text(encoding="utf-8"))
        held = (
            changed,
            datetime.fromisoformat(told["moment"]),
            datetime.fromisoformat(told["set_at"]),
        )
        _read[str(path)] = held
    return held[1], held[2]


def now() -> datetime:
    """Read the demonstration's time in UTC; the machine's where none was set."""
    held = _setting() if settings.DEMO else None
    real = clock.real_now()
    return real if held is None else held[0] + max(real - held[1], real - real)


def set_to(moment: datetime) -> None:
    """Set the clock. Refuses outside a demonstration: no other database takes a simulated time."""
    if not settings.DEMO:
        raise Refusal(
            "Only a demonstration's database accepts a simulated clock.",
            next_step="Start the demonstration: firstlight demo",
        )
    told = {"moment": moment.astimezone(UTC).isoformat(), "set_at": clock.real_now().isoformat()}
    path = kept_in()
    beside = path.with_suffix(f".{os.getpid()}.new")
    beside.write_text(json.dumps(told), encoding="utf-8")
    beside.replace(path)


def advance_to(moment: datetime) -> None:
    """Move the clock on; never back."""
    if moment > now():
        set_to(moment)


def install() -> None:
    """Take the time from here in this process; call where Django becomes ready."""
    if settings.DEMO:
        clock.use(now)
