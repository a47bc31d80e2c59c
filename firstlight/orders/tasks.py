"""The register's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.orders import services

BY = system_viewer("orders")


@task("orders.after_record")
def after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Watch the end of an order that came in or was varied, and see whether a job breaches one."""
    for ref in refs:
        if ref.startswith("R-"):
            try:
                services.watch_end(record=ref, by=BY, at=at)
                services.watch_breach(job=ref, by=BY, at=at)
            except NotThere:
                continue


@task("orders.ending")
def ending(refs: tuple[str, ...], at: datetime) -> None:
    """Ask a post to look at an order that ends within 14 days."""
    for ref in refs:
        services.tell_ending(record=ref, by=BY, at=at)
