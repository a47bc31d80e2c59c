"""The worker: turns moments into tasks, does what the outbox asks, watches for faults."""

from __future__ import annotations

import logging
import time
from typing import Protocol

from django.db import DatabaseError, close_old_connections, connection

from firstlight.audit.anchoring import anchor_daily
from firstlight.audit.outbox import claim, perform_all, tick
from firstlight.audit.services import worker_lives
from firstlight.config.demo.rota import keep_ahead
from firstlight.desk.services import keep_pack
from firstlight.duties.tasks import look_for_faults
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.retention.services import keep_reckoned

logger = logging.getLogger("firstlight.worker")

BY = system_viewer("worker")
IDLE = 0.2
AFTER_FAULT = 2.0
WATCHED_EVERY = 30.0
AT_ONCE = 10
TOGETHER = 40  # floors at once, few enough that a brief asked for meanwhile is not kept waiting


class Stop(Protocol):
    """What tells the worker to end: a threading or multiprocessing event."""

    def is_set(self) -> bool:
        """Tell whether to end."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until told to end, or until the time is over."""


def work_until(stop: Stop) -> None:
    """Work until told to stop; the tasks in hand are finished first.

    A database that does not answer is waited for. The clock in force may be simulated; leases go
    by the machine's own.
    """
    watched = 0.0
    while not stop.is_set():
        close_old_connections()
        try:
            busy = work_once()
            if time.monotonic() - watched > WATCHED_EVERY:
                watch()
                watched = time.monotonic()
        except DatabaseError as fault:
            logger.warning("the database did not answer (%s); asking again", type(fault).__name__)
            connection.close()
            stop.wait(AFTER_FAULT)
            continue
        if not busy:
            stop.wait(IDLE)
    connection.close()


def watch() -> None:
    """Say that the worker lives, look for faults, and do what is due once a day."""
    worker_lives(clock.real_now())
    keep_ahead(clock.now())
    look_for_faults(clock.now())
    keep_reckoned(at=clock.now())
    _pack()
    try:
        anchor_daily(by=BY, at=clock.now())
    except OSError as fault:
        logger.error("an anchor of the journal could not be written (%s)", fault.strerror)  # noqa: TRY400 -- a full disk or a lost mount needs no traceback


def _pack() -> None:
    try:
        keep_pack(at=clock.now())
    except OSError as fault:
        logger.error("the hourly pack could not be written (%s)", fault.strerror)  # noqa: TRY400 -- a full disk or a lost mount needs no traceback


def work_once() -> int:
    """Do one round: due moments become tasks, the most urgent are done; give how many were."""
    at = clock.now()
    tick(at)
    held = claim(at, clock.real_now(), limit=AT_ONCE, together=TOGETHER)
    return perform_all(held, at)
