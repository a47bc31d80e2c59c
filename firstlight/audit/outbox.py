"""Doing what the outbox asks: claim, do, remove; growing waits; a fifth failure is told."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from firstlight.audit.models import Due, Task
from firstlight.audit.tasks import is_sweep, is_together, work_named

logger = logging.getLogger("firstlight.outbox")

LEASE = timedelta(minutes=5)
TRIES = 5


@dataclass(frozen=True, slots=True)
class Claimed:
    """A task this worker holds until its lease ends."""

    id: int
    name: str
    refs: tuple[str, ...]
    key: str | None
    attempts: int


def tick(at: datetime, *, limit: int = 500) -> int:
    """Turn every moment that has come into a task; give how many."""
    if not Due.objects.filter(at__lte=at).exists():
        return 0
    with transaction.atomic():
        rows = list(Due.objects.select_for_update().filter(at__lte=at).order_by("at")[:limit])
        tasks = {task.key: task for task in map(_task_of, reversed(rows))}
        Task.objects.bulk_create(tasks.values(), ignore_conflicts=True, batch_size=500)
        Due.objects.filter(key__in=[r.key for r in rows]).delete()
    return len(rows)


def _task_of(row: Due) -> Task:
    """Make a moment's task; moments of work that sweeps are all one, as early as the first."""
    alone = not is_sweep(row.name)
    key, refs = (row.key, row.refs) if alone else (row.name, "[]")
    return Task(name=row.name, refs=refs, key=f"due:{key}", priority=row.priority, after=row.at)


def claim(at: datetime, real: datetime, *, limit: int = 50, together: int = 0) -> list[Claimed]:
    """Take the next tasks: most urgent first, then oldest.

    Of work that is done together, up to `together` of one name are taken where it comes next:
    what many persons' pictures share is then fetched once.

    `at` is the clock in force, which may be simulated; `real` the machine's, for leases.
    """
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=real)
    if not Task.objects.filter(free, failed="", after__lte=at).exists():
        return []
    with transaction.atomic():
        waiting = (
            Task.objects.select_for_update(skip_locked=True)
            .filter(free, failed="", after__lte=at)
            .order_by("priority", "after", "id")
        )
        rows = list(waiting[:limit])
        if rows and together > limit and is_together(rows[0].name):
            alike = waiting.filter(name=rows[0].name, priority=rows[0].priority)
            rows = list(alike[:together])
        Task.objects.filter(pk__in=[r.pk for r in rows]).update(claimed_until=real + LEASE)
    return [Claimed(r.pk, r.name, tuple(json.loads(r.refs)), r.key, r.attempts) for r in rows]


def perform(claimed: Claimed, at: datetime) -> bool:
    """Do one claimed task; give whether it went well. A fault is kept by its kind alone."""
    try:
        work_named(claimed.name)(claimed.refs, at)
    except Exception as fault:  # noqa: BLE001 -- whatever it was, the task must not be lost
        _failed(claimed, fault, at)
        return False
    Task.objects.filter(pk=claimed.id).delete()
    return True


def _failed(claimed: Claimed, fault: Exception, at: datetime) -> None:
    attempts = claimed.attempts + 1
    kind = type(fault).__name__
    logger.warning("task %s failed (%s), try %d of %d", claimed.name, kind, attempts, TRIES)
    logger.debug("task %s", claimed.name, exc_info=fault)
    with transaction.atomic():
        if attempts >= TRIES:
            Task.objects.filter(pk=claimed.id).update(
                attempts=attempts, failed=kind, claimed_until=None
            )
            return
        twin = claimed.key and Task.objects.filter(
            key=claimed.key, claimed_until__isnull=True, failed=""
        ).exclude(pk=claimed.id)
        if twin and twin.exists():
            Task.objects.filter(pk=claimed.id).delete()
            return
        wait = timedelta(seconds=2 * 4**attempts)
        Task.objects.filter(pk=claimed.id).update(
            attempts=attempts, claimed_until=None, after=at + wait
        )


def perform_all(claimed: list[Claimed], at: datetime) -> int:
    """Do claimed tasks in order; those of one name that go together are done as one, with the first.

    Gives how many were done. Where a group fails, each is tried by itself.
    """
    groups: dict[str, list[Claimed]] = {}
    for one in claimed:
        groups.setdefault(one.name if is_together(one.name) else str(one.id), []).append(one)
    for those in groups.values():
        if len(those) == 1 or not _perform_group(those, at):
            for one in those:
                perform(one, at)
    return len(claimed)


def _perform_group(those: list[Claimed], at: datetime) -> bool:
    refs = tuple(dict.fromkeys(ref for one in those for ref in one.refs))
    try:
        work_named(those[0].name)(refs, at)
    except Exception as fault:  # noqa: BLE001 -- each is tried by itself, and tells its own
        logger.info(
            "%d tasks %s are tried one by one (%s)", len(those), those[0].name, type(fault).__name__
        )
        return False
    Task.objects.filter(pk__in=[one.id for one in those]).delete()
    return True


def drain(at: datetime, real: datetime, *, limit: int = 100_000) -> int:
    """Do everything that can be done now, in order; give how many tasks were done."""
    done = 0
    while done < limit:
        tick(at)
        claimed = claim(at, real)
        if not claimed:
            break
        done += perform_all(claimed, at)
    return done
