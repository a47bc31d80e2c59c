"""People's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import work_again


@task("people.after_restriction")
def after_restriction(refs: tuple[str, ...], at: datetime) -> None:
    """Work a person's links again when a seal on them was made or lifted."""
    for ref in refs:
        if ref.startswith("P-"):
            work_again(person=ref, by=system_viewer("people"), at=at)
