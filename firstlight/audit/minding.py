"""Minding: does the worker live, how much waits, how late. Codes and numbers, never a reference."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q

from firstlight.audit.models import Beat, Head, JournalAnchor, Task

WORKER = "worker"
# The worker says that it lives every half minute, between tasks; longer than this and it does not.
SILENT = timedelta(minutes=3)
# Work that could be done and has waited longer than this is not getting done.
STUCK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Minded:
    """What a monitor reads. Ages are in seconds; None where there is nothing to be that old."""

    position: int
    tasks_waiting: int
    tasks_failed: int
    oldest_task_seconds: float | None
    worker_silent_seconds: float | None
    anchor_age_seconds: float | None

    @property
    def faults(self) -> tuple[str, ...]:
        """Name what is wrong, by code; nothing where all is well."""
        silent, oldest = self.worker_silent_seconds, self.oldest_task_seconds
        found = {
            "worker_silent": silent is None or silent > SILENT.total_seconds(),
            "tasks_stuck": oldest is not None and oldest > STUCK.total_seconds(),
        }
        return tuple(code for code, wrong in found.items() if wrong)

    def numbers(self) -> dict[str, float]:
        """Give each number by its name; what there is none of is left out."""
        return {name: float(value) for name, value in asdict(self).items() if value is not None}


def worker_lives(real: datetime) -> None:
    """Say that the worker lives; `real` is the machine's own clock, UTC."""
    Beat.objects.update_or_create(name=WORKER, defaults={"at": real})


def minded(at: datetime, real: datetime) -> Minded:
    """Read how things stand; `at` is the clock in force, `real` the machine's own, both UTC."""
    head = Head.objects.filter(pk=1).first()
    ready = Task.objects.filter(failed="", after__lte=at)
    oldest = ready.filter(Q(claimed_until__isnull=True)).aggregate(oldest=Min("after"))["oldest"]
    last = Beat.objects.filter(name=WORKER).values_list("at", flat=True).first()
    anchored = JournalAnchor.objects.order_by("-seq").values_list("at", flat=True).first()
    return Minded(
        position=head.seq if head else 0,
        tasks_waiting=ready.count(),
        tasks_failed=Task.objects.exclude(failed="").count(),
        oldest_task_seconds=(at - oldest).total_seconds() if oldest else None,
        worker_silent_seconds=(real - last).total_seconds() if last else None,
        anchor_age_seconds=(at - anchored).total_seconds() if anchored else None,
    )
