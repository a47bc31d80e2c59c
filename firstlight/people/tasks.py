"""People's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import name_institutions, work_again


@task("people.name_institutions")
def after_organisations(refs: tuple[str, ...], at: datetime) -> None:
    """Say of each address of the register what it is, when the register was kept."""
    del refs  # the whole register is read: an address may have gone from one to another
    name_institutions(by=system_viewer("people"), at=at)


@task("people.after_restriction")
def after_restriction(refs: tuple[str, ...], at: datetime) -> None:
    """Work a person's links again when a seal on them was made or lifted."""
    for ref in refs:
        if ref.startswith("P-"):
            work_again(person=ref, by=system_viewer("people"), at=at)
