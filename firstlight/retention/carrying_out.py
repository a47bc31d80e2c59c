"""Carrying out what two people decided: a record at a time, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.audit.rules.operations import Operation
from firstlight.audit.selectors import acts_since
from firstlight.audit.services import Line, act, strike
from firstlight.audit.tasks import Priority
from firstlight.kernel.values.gone import Gone
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import relied_on
from firstlight.records.selectors import Contents
from firstlight.records.services import bury
from firstlight.retention.copies import forgets, known
from firstlight.retention.events import RecordDisposed
from firstlight.retention.gathering import gone_of
from firstlight.retention.models import Disposal, Item, Schedule
from firstlight.retention.rules import authorities
from firstlight.retention.standing import holds_on

SYSTEM = system_viewer("retention")


def carry_out(*, disposal: str, at: datetime) -> int:
    """Dispose of what is left of an agreed disposal; give how many records went now.

    Each record goes in one transaction. Killed at any moment and asked again, it goes on with
    the next; done, it asks that freed pages be swept.
    """
    row = Disposal.objects.filter(ref=disposal, state="agreed").first()
    if row is None:
        return 0
    waiting = list(row.items.filter(state="waiting").order_by("pk"))
    done = sum(_one(row, item, at) for item in waiting)
    with act("retention.carried_out", by=SYSTEM, at=at) as line:
        Disposal.objects.filter(pk=row.pk).update(state="done", done_at=row.done_at or at)
        line.about(row.ref)
        line.queue("retention.sweep", (), priority=Priority.REST, key="retention.sweep")
    return done


def _one(row: Disposal, item: Item, at: datetime) -> bool:
    on = london_date(row.done_at or at)  # done before, where an older copy brought it back
    found = gone_of(item.record, on)
    with act("retention.disposed", by=SYSTEM, at=at, operation=Operation.ERASURE) as line:
        line.about(item.record, row.ref)
        if found is None:
            Item.objects.filter(pk=item.pk).update(state="done")
            return False
        if kept := holds_on(item.record):
            Item.objects.filter(pk=item.pk).update(state="held", held_by=kept[0].ref)
            return False
        again = gone_of(item.record, on)  # nothing came in between, under the lock
        gone, held = again or found
        _dispose(line, row, item, gone, held)
        return True


def _dispose(line: Line, row: Disposal, item: Item, gone: Gone, held: Contents) -> None:
    outside = _outside(gone)
    counts: dict[str, Any] = dict(strike(known(), gone))
    for forget in forgets():
        counts |= forget(line, gone)
    bury(line, gone, _tombstone(row, held))
    Item.objects.filter(pk=item.pk).update(
        state="done", seq=line.seq, counts=counts, outside=outside
    )
    Schedule.objects.filter(record=gone.record).delete()
    line.emit(RecordDisposed(record=gone.record, disposal=row.ref))


def _tombstone(row: Disposal, held: Contents) -> dict[str, str]:
    """Say who, and by which authority; by when it was written down, the past is told right."""
    return {
        "disposal": row.ref,
        "authority": authorities.AUTHORITIES[row.authority].title,
        "proposed_by": row.proposed_by,
        "confirmed_by": row.decided_by,
        "recorded_at": held.recorded_at.isoformat() if held.recorded_at else "",
    }


def _outside(gone: Gone) -> list[dict[str, Any]]:
    """List what a person has to see to: disclosures and exports that may hold it, outside."""
    left = {
        one.ref: {"kind": one.kind, "ref": one.ref}
        for person in gone.people
        for one in relied_on(person)
        if one.left_force and one.seq >= gone.since
    }
    exports = [
        {"kind": "export", "ref": f"journal line {seq}", "at": at.isoformat()}
        for seq, at in acts_since(gone.since, "config.exported")
    ]
    return [*left.values(), *exports]
