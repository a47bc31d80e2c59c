"""Retention's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.retention.services import carry_out, sweep


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
