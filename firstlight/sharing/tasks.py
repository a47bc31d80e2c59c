"""Sharing's work for the outbox. Each is done at least once, from what is held now."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.kernel.values.refusal import NotThere
from firstlight.sharing import deciding_due, encompass, mornings, moving, splitting


@task("sharing.after_floor")
def after_floor(refs: tuple[str, ...], at: datetime) -> None:
    """Ask for a decision where a floor reached the top."""
    for ref in refs:
        if ref.startswith("M-"):
            deciding_due.after_floor(ref, at)


@task("sharing.encompass_after_record")
def encompass_after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Draft the notices a record asks for."""
    for ref in refs:
        if ref.startswith("R-"):
            try:
                encompass.after_record(ref, at)
            except NotThere:
                continue


@task("sharing.after_parting")
def after_parting(refs: tuple[str, ...], at: datetime) -> None:
    """List what relied on a link that was parted."""
    for ref in refs:
        if ref.startswith("W-"):
            splitting.after_parting(ref, at)


@task("sharing.after_reading")
def after_reading(refs: tuple[str, ...], at: datetime) -> None:
    """Add an offline reading to the lists of what relied on a link."""
    for ref in refs:
        if ref.startswith("B-"):
            splitting.after_reading(ref, at)


@task("sharing.after_restoring")
def after_restoring(refs: tuple[str, ...], at: datetime) -> None:
    """Tell whoever was told of a parting that it was undone."""
    for ref in refs:
        if ref.startswith("W-"):
            splitting.after_restoring(ref, at)


@task("sharing.encompass_morning")
def encompass_morning(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- every notice is looked at
    """Do the step of the morning on notices to schools that has begun."""
    mornings.morning(at)


@task("sharing.chase")
def chase(refs: tuple[str, ...], at: datetime) -> None:
    """Chase recipients who have not acknowledged."""
    for ref in refs:
        moving.chase(ref, at)
