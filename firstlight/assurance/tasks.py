"""Assurance's work for the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.assurance.selectors import reckoning
from firstlight.assurance.services import baseline, reckon
from firstlight.audit.selectors import due_moment
from firstlight.audit.services import act
from firstlight.audit.tasks import task
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import updated_since

BY = system_viewer("assurance")
EVERY = timedelta(hours=1)


@task("assurance.reckon")
def reckon_now(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- all recent records are answered
    """Reckon the ordinary records again where any record came since, and once more in an hour."""
    last = reckoning()
    if last is None or updated_since(last.known_seq, limit=1):
        reckon(by=BY, at=at)
    with act("assurance.reckon_again", by=BY, at=at) as line:
        line.due("assurance.reckon", at + EVERY, "assurance.reckon")


@task("assurance.after_record")
def after_record(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- one reckoning answers all that came
    """Have the ordinary records reckoned within the hour after something came in."""
    if due_moment("assurance.reckon") is None:
        with act("assurance.reckon_asked", by=BY, at=at) as line:
            line.due("assurance.reckon", at + EVERY, "assurance.reckon")


@task("assurance.baseline")
def baseline_now(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- all that is held is looked at
    """Open the baseline after a history was loaded."""
    baseline(by=BY, at=at)
