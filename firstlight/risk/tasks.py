"""Risk's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act
from firstlight.audit.tasks import Priority, task
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import exists, stands_as
from firstlight.picture.selectors import reworked
from firstlight.risk.services import assess_many

BY = system_viewer("risk")


@task("risk.assess", together=True)
def assess_each(refs: tuple[str, ...], at: datetime) -> None:
    """Work out the floors of these persons; those that stand no more are left."""
    persons = tuple(dict.fromkeys(stands_as(ref) for ref in refs))
    standing = [ref for ref in persons if exists(ref, BY)]
    if standing:
        assess_many(persons=standing, by=BY, at=at)


@task("risk.after_record")
def after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Queue the re-work of everybody a record concerns: the named and their household first."""
    for ref in refs:
        if not ref.startswith("R-"):
            continue
        try:
            found = reworked(ref, at=at)
        except NotThere:
            continue
        order = (
            (Priority.NAMED, (*found.named, *found.household)),
            (Priority.WIDER, found.wider),
            (Priority.REST, found.background),
        )
        if not any(persons for _, persons in order):
            continue
        with act("risk.rework_queued", by=BY, at=at) as line:
            for priority, persons in order:
                for person in persons:
                    key = f"risk.assess:{person}"
                    line.queue("risk.assess", (person,), priority=priority, key=key)
