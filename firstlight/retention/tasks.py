"""Retention's work for the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.audit.services import act
from firstlight.audit.tasks import task
from firstlight.kernel.values.viewer import system_viewer
from firstlight.retention.services import carry_out, reckon, sweep


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
    """Bring the schedule of reviews up to date, and again a day later."""
    del refs
    reckon(at=at)
    with act("retention.reckon_again", by=system_viewer("retention"), at=at) as line:
        line.due("retention.reckon", at + timedelta(days=1), "retention.reckon")
