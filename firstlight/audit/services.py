"""The one transaction wrapper, and the look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from firstlight.audit.erasing import forget_beside, strike
from firstlight.audit.minding import worker_lives
from firstlight.audit.models import (
    Due,
    EventRow,
    Head,
    Journal,
    JournalDetail,
    JournalRef,
    Task,
)
from firstlight.audit.rules.chain import START, Sealed, details_seal, details_text, seal
from firstlight.audit.rules.event import Event
from firstlight.audit.rules.operations import LISTED, Operation
from firstlight.audit.tasks import Priority, priority_of, reactions_to
from firstlight.kernel.values.gone import Gone
from firstlight.kernel.values.viewer import Viewer

__all__ = ["Line", "act", "cancel_due", "forget", "look", "strike", "worker_lives"]

_open: ContextVar[Line | None] = ContextVar("firstlight_open_line", default=None)


@dataclass(slots=True)
class Line:
    """The journal line of the transaction that is open.

    `seq` is the position every row written here carries as `known_seq`.
    """

    seq: int
    action: str
    by: Viewer
    at: datetime
    operation: Operation
    refs: dict[str, None] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    dues: dict[str, Due] = field(default_factory=dict)

    def about(self, *refs: str) -> None:
        """Note the references this transaction touched."""
        self.refs.update(dict.fromkeys(refs))

    def say(self, **details: Any) -> None:
        """Add details; they are kept beside the chain and can be erased."""
        self.details.update(details)

    def emit(self, event: Event) -> None:
        """Tell that something happened, once the transaction is whole."""
        self.events.append(event)

    def queue(
        self,
        name: str,
        refs: tuple[str, ...] = (),
        *,
        priority: Priority = Priority.REST,
        key: str | None = None,
        after: datetime | None = None,
    ) -> None:
        """Ask for a task; while one with the same key waits, another is not made."""
        text = json.dumps(list(refs))
        self.tasks.append(
            Task(name=name, refs=text, key=key, priority=priority, after=after or self.at)
        )

    def due(
        self,
        key: str,
        at: datetime,
        name: str,
        refs: tuple[str, ...] = (),
        *,
        priority: Priority = Priority.NAMED,
    ) -> None:
        """Ask for a task at a moment; the same key moves the moment."""
        self.dues[key] = Due(
            key=key, at=at, name=name, refs=json.dumps(list(refs)), priority=priority
        )

    def also(self, action: str, by: Viewer) -> None:
        """Note an inner act that joined this transaction."""
        inner = self.details.setdefault("also", [])
        if len(inner) < 50:
            inner.append(action if by.ref == self.by.ref else f"{action} by {by.ref}")


@contextmanager
def act(
    action: str, *, by: Viewer, at: datetime, operation: Operation = Operation.ALTERATION
) -> Iterator[Line]:
    """Do one thing: one transaction, one position, one journal line as its last statement.

    The outermost call opens the transaction and takes the journal's lock; an inner one joins
    and shares the line. Compute before calling: nothing slow belongs inside.
    """
    outer = _open.get()
    if outer is not None:
        outer.also(action, by)
        yield outer
        return
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"mac": START})
        line = Line(seq=head.seq + 1, action=action, by=by, at=at, operation=operation)
        token = _open.set(line)
        try:
            yield line
        finally:
            _open.reset(token)
        _outbox(line)
        _write(line, head)


def _write(line: Line, head: Head) -> None:
    key = settings.JOURNAL_KEY
    refs = json.dumps(list(line.refs), separators=(",", ":"))
    text = details_text(line.details)
    sealed = Sealed(
        seq=line.seq,
        at=line.at,
        operation=line.operation,
        action=line.action,
        by=line.by.ref,
        refs=refs,
        details_mac=details_seal(text, line.seq, key),
    )
    mac = seal(sealed, head.mac, key)
    Journal.objects.create(
        seq=line.seq,
        at=line.at,
        operation=line.operation,
        action=line.action,
        by=line.by.ref,
        refs=refs,
        details_mac=sealed.details_mac,
        mac=mac,
    )
    if line.details:
        JournalDetail.objects.create(line_id=line.seq, text=text)
    if line.operation in LISTED:
        JournalRef.objects.bulk_create([JournalRef(seq=line.seq, ref=ref) for ref in line.refs])
    Head.objects.filter(pk=1).update(seq=line.seq, mac=mac)


def _outbox(line: Line) -> None:
    rows = []
    for event in line.events:
        refs = event.refs()
        rows.append(
            EventRow(
                seq=line.seq,
                at=line.at,
                kind=event.kind,
                refs=json.dumps(list(refs)),
                audience=json.dumps(list(event.audience)),
            )
        )
        for name in reactions_to(event.kind):
            line.queue(name, refs, priority=priority_of(name))
    if rows:
        EventRow.objects.bulk_create(rows)
    if line.tasks:
        Task.objects.bulk_create(line.tasks, ignore_conflicts=True, batch_size=500)
    if line.dues:
        Due.objects.bulk_create(
            line.dues.values(),
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["at", "name", "refs", "priority"],
            batch_size=200,
        )


def look(viewer: Viewer, *, action: str, at: datetime, justification: str = "") -> int:
    """Write down what a viewer was shown, before it is sent.

    Gives the position of the line, or 0 where nothing was shown.
    """
    if not viewer.seen.refs:
        return 0
    with act(action, by=viewer, at=at, operation=Operation.CONSULTATION) as line:
        line.about(*viewer.seen.refs)
        if justification or viewer.purpose:
            line.say(justification=justification or viewer.purpose)
        return line.seq


def cancel_due(key: str) -> None:
    """Take back a moment that no longer matters; call inside `act`."""
    Due.objects.filter(key=key).delete()


def forget(line: Line, gone: Gone) -> dict[str, int]:
    """Erase details of lines, and tasks, that are of a record on its way out; inside `act`."""
    line.about(gone.record)
    return forget_beside(gone, line.seq)
