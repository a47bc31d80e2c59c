"""Retention's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.retention.services import carry_out, reckon, sweep

PAGES = 2  # of the reckoning at once: a second or so, and what is urgent goes before the next


@task("retention.carry_out")
def after_agreement(refs: tuple[str, ...], at: datetime) -> None:
    """Go on with disposals that were agreed."""
    for ref in refs:
        carry_out(disposal=ref, at=at)


@task("retention.sweep")
def after_disposal(refs: tuple[str, ...], at: datetime) -> None:
    """Let go of freed pages."""
    del refs
    sweep(at=at)


@task("retention.reckon")
def every_day(refs: tuple[str, ...], at: datetime) -> None:
    """Bring the schedule of reviews up to date; the worker asks for it once a day."""
    del refs
    reckon(pages=PAGES, at=at)
