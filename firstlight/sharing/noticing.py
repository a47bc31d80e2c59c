"""Reads of notices to schools: those that wait, those dealt with, those of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from firstlight.access.selectors import title_of
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import persons_at
from firstlight.sharing.models import Decision, Notice
from firstlight.sharing.rules.schooling import WAYS
from firstlight.sharing.seeing import notices


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice to a school in a list."""

    ref: str
    record: str
    person: str | None
    way: str
    school: str
    organisation: str
    as_of: Any
    flags: tuple[str, ...]
    told_at: datetime
    due_at: datetime
    late: bool
    state: str
    clean: bool
    decision: str
    because: str
    done_by: str
    done_at: datetime | None
    alternate: str = ""


def _notice(row: Notice, person: str | None, at: datetime) -> NoticeRow:
    return NoticeRow(
        ref=row.ref, record=row.record, person=person, way=row.way, school=row.school,
        organisation=row.organisation, as_of=row.as_of, flags=tuple(row.flags), told_at=row.told_at,
        due_at=row.due_at, late=row.state == "draft" and row.due_at < at, state=row.state,
        clean=row.state == "draft" and bool(row.organisation) and not row.flags,
        decision=row.decision, because=row.because,
        done_by=title_of(row.done_by) if row.done_by else "", done_at=row.done_at,
        alternate=row.alternate,
    )  # fmt: skip


def _notices(rows: QuerySet[Notice], viewer: Viewer, at: datetime) -> list[NoticeRow]:
    listed_rows = list(rows)
    people = persons_at([row.anchor for row in listed_rows], viewer=viewer)
    viewer.seen.add(*people.values())
    return [_notice(row, people.get(row.anchor), at) for row in listed_rows]


def drafts(viewer: Viewer, at: datetime) -> list[NoticeRow]:
    """Give the notices that wait, soonest due first."""
    return _notices(
        notices(viewer).filter(state="draft").order_by("due_at", "pk")[:300], viewer, at
    )


def done_since(viewer: Viewer, since: datetime, at: datetime) -> list[NoticeRow]:
    """Give the notices dealt with since a moment, newest first."""
    rows = notices(viewer).exclude(state="draft").filter(done_at__gte=since)
    return _notices(rows.order_by("-done_at")[:100], viewer, at)


def notice_row(ref: str, viewer: Viewer, at: datetime) -> NoticeRow:
    """Give one notice. NotThere where it is not there, or not this viewer's."""
    found = _notices(notices(viewer).filter(ref=ref), viewer, at)
    if not found or found[0].person is None:
        raise NotThere
    return found[0]


def notices_of(record: str, viewer: Viewer, at: datetime) -> list[NoticeRow]:
    """Give the notices a record asked for."""
    return _notices(notices(viewer).filter(record=record).order_by("pk"), viewer, at)


def _sent(rows: QuerySet[Notice]) -> dict[str, datetime]:
    """Give when each of these notices was sent, by its decision; what waits to be sent is not there."""
    refs = [ref for ref in rows.values_list("decision", flat=True) if ref]
    found = Decision.objects.filter(ref__in=refs, sent_at__isnull=False)
    return {ref: at for ref, at in found.values_list("ref", "sent_at") if at}


def sent_on_time(rows: QuerySet[Notice]) -> int:
    """Count those of these notices that were sent, not merely released, before they were due."""
    sent = _sent(rows)
    return sum(
        decision in sent and sent[decision] <= due
        for decision, due in rows.values_list("decision", "due_at")
    )


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """Notices to one school in a time; `late` holds those that went late or wait past their hour."""

    school: str
    notices: int
    on_time: int
    late: tuple[str, ...]
    waiting: int
    nobody: int
    acknowledged: int


def by_school(since: datetime, until: datetime, at: datetime) -> tuple[SchoolFigures, ...]:
    """Give the notices told of in a time (UTC) by school, the most late first; nobody is named."""
    rows = Notice.objects.filter(told_at__gte=since, told_at__lt=until)
    sent = _sent(rows)
    got = frozenset(
        Decision.objects.filter(ref__in=list(sent), state__in=["received", "answered"])
        .values_list("ref", flat=True)
    )  # fmt: skip
    held: dict[str, list[Notice]] = {}
    for row in rows:
        held.setdefault(row.school or WAYS[row.way], []).append(row)
    found = [_of_school(name, some, sent, got, at) for name, some in held.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.late), one.school)))


def _of_school(
    name: str, rows: list[Notice], sent: dict[str, datetime], got: frozenset[str], at: datetime
) -> SchoolFigures:
    on_time = [r for r in rows if r.decision in sent and sent[r.decision] <= r.due_at]
    owed = [r for r in rows if r.state != "nobody" and r not in on_time and r.due_at < at]
    return SchoolFigures(
        name, len(rows), len(on_time), tuple(r.ref for r in owed),
        sum(r.state == "draft" for r in rows), sum(r.state == "nobody" for r in rows),
        sum(r.decision in got for r in rows),
    )  # fmt: skip
