"""The worker: turns moments into tasks, does what the outbox asks, watches for faults."""

from __future__ import annotations

import threading


def run_worker(stop: threading.Event) -> None:
    """Work until told to stop; Django must be set up. The tasks in hand are finished first."""
    from firstlight.config.worker.loop import work_until

    work_until(stop)
