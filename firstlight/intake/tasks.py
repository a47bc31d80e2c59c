"""Work the outbox asks of intake. Each may be done twice; each works from what is held now."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import Priority, task
from firstlight.intake import reckoning, returning


@task("intake.after_record", together=True, priority=Priority.WIDER)
def after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Ask for what was typed here to go back to the force's own systems."""
    returning.ask_all_back((ref for ref in refs if ref.startswith("R-")), at)


@task("intake.send_back")
def send_back(refs: tuple[str, ...], at: datetime) -> None:
    """Send what waits to its system."""
    for ref in refs:
        returning.send_back(ref, at)


@task("intake.quality", priority=Priority.REST)
def quality(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- every source is looked through
    """Count what is missing in each source's newest records."""
    reckoning.reckon(at)
