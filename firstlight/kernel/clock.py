"""The clock, read at the door and passed down as `at`.

A demo database accepts a simulated clock; whoever owns it registers a reader here at start-up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime


def _real() -> datetime:
    return datetime.now(UTC)


_reader: list[Callable[[], datetime]] = [_real]


def now() -> datetime:
    """Read the time in UTC. Only doors (views, API, command line, worker) call this."""
    return _reader[0]()


def real_now() -> datetime:
    """Read the machine's own time in UTC, whatever clock is simulated: for leases and timeouts."""
    return _real()


def use(reader: Callable[[], datetime]) -> None:
    """Take the time from another reader, as the demo's simulated clock does."""
    _reader[0] = reader
