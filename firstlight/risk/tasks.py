"""Risk's work for the outbox."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act
from firstlight.audit.tasks import Priority, task
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import by_home, standing
from firstlight.picture.selectors import reworked
from firstlight.risk.services import assess_many, begin_rework, begin_trial, run_part

BY = system_viewer("risk")
# What persons share is fetched once for so many; of more, neighbours are worked together.
AT_ONCE = 300


@task("risk.assess", together=True)
def assess_each(refs: tuple[str, ...], at: datetime) -> None:
    """Work out the floors of these persons; those that stand no more are left."""
    persons = standing(refs)
    if len(persons) > AT_ONCE:
        persons = by_home(persons)
    for part in range(0, len(persons), AT_ONCE):
        assess_many(persons=persons[part : part + AT_ONCE], by=BY, at=at)


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


@task("risk.after_proposal", priority=Priority.REST)
def after_proposal(refs: tuple[str, ...], at: datetime) -> None:
    """Work out who would change under a setting that somebody proposes."""
    for ref in refs:
        begin_trial(ref=ref, by=BY, at=at)


@task("risk.after_setting", priority=Priority.REST)
def after_setting(refs: tuple[str, ...], at: datetime) -> None:
    """Work floors again after a change of setting."""
    for ref in refs:
        begin_rework(ref=ref, by=BY, at=at)


@task("risk.run")
def run(refs: tuple[str, ...], at: datetime) -> None:
    """Do the next part of work over everybody."""
    for ref in refs:
        run_part(ref=ref, by=BY, at=at)
