"""Reads of online cases, each asked by a viewer: the queue, one case, devices, figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.selectors import title_of, users_with
from firstlight.duties import selectors as duties
from firstlight.duties.selectors import DutyRow
from firstlight.kernel.values.viewer import Viewer
from firstlight.online.examining import devices
from firstlight.online.models import Case, CaseChild
from firstlight.online.reading import children_of, clocks_by_person, duties_of, is_asked, stopped_by
from firstlight.online.reworking import asked_of, images_of, views_of
from firstlight.online.rules import standing
from firstlight.online.rules.asked import Asked
from firstlight.online.rules.images import Five
from firstlight.online.rules.outcomes import OUTCOMES
from firstlight.online.rules.standing import Child
from firstlight.online.rules.times import Lateness, lateness
from firstlight.online.who import SYSTEM, found, suspect_of, visible
from firstlight.people.selectors import appearances_of
from firstlight.picture.rules.values import RecordView

POST = "online_duty_sergeant"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the queue: its children first, the suspect's level small."""

    ref: str
    kind: str
    level: str
    state: str
    told_at: datetime
    rank: int
    asked: str
    children: tuple[Child, ...]
    lateness: Lateness
    suspect: str

    @property
    def near(self) -> tuple[Child, ...]:
        """Give the children who need a line, the nearest first."""
        return tuple(one for one in self.children if one.needs_line)

    @property
    def first_due(self) -> datetime | None:
        """Give when the first child's clock that is not done runs out."""
        return min((c.due_at for c in self.children if c.due_at and not c.done_at), default=None)


def _row(case: Case, viewer: Viewer, at: datetime) -> CaseRow:
    children = children_of(case, at, viewer)
    suspect = suspect_of(case)
    return CaseRow(
        ref=case.ref, kind=case.kind, level=case.level, state=case.state, told_at=case.told_at,
        rank=standing.rank(children, asked=is_asked(case), at=at), asked=case.asked,
        children=children, suspect=suspect,
        lateness=lateness(case.told_at, case.level, case.acted_at or case.closed_at, at),
    )  # fmt: skip


def queue(viewer: Viewer, at: datetime, *, kind: str = "suspect") -> tuple[CaseRow, ...]:
    """Give open cases, the one whose children nobody acts for first; the level is the last tie."""
    rows = [
        _row(case, viewer, at) for case in visible(viewer).filter(kind=kind).exclude(state="closed")
    ]
    return tuple(
        sorted(rows, key=lambda r: (r.rank, r.first_due or at + timedelta(days=9999), r.told_at))
    )


def late(viewer: Viewer, at: datetime) -> tuple[CaseRow, ...]:
    """Give open cases past their own time and not acted on, the latest by days first."""
    rows = [row for row in queue(viewer, at) if row.lateness.late and row.lateness.done_at is None]
    return tuple(sorted(rows, key=lambda row: (-row.lateness.days, row.told_at)))


@dataclass(frozen=True, slots=True)
class Demand:
    """What the online team has before it, and who is on duty for it; `officers` are user references."""

    open_cases: int
    due_this_week: int
    late: int
    officers: tuple[str, ...]
    on_team: int


def demand(viewer: Viewer, at: datetime) -> Demand:
    """Set the cases against the people: who holds the team's post, or is on duty with its role."""
    rows = [row for row in queue(viewer, at) if row.lateness.done_at is None]
    week = at + timedelta(days=7)
    team = {user.ref for user in users_with("online")}
    on = set(duties.everybody_on_duty(at)) & team | set(duties.holders(POST, at))
    return Demand(
        open_cases=len(rows), due_this_week=sum(r.lateness.due_at <= week for r in rows),
        late=sum(r.lateness.late for r in rows), officers=tuple(sorted(on)), on_team=len(team),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineSeen:
    """Who considered a child, with what outcome."""

    label: str
    said: str
    reference: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChildFull:
    """A child of a case with why, every line, tonight and their own clocks."""

    child: Child
    because: str
    records: tuple[str, ...]
    found_at: datetime
    lines: tuple[LineSeen, ...]
    tonight: tuple[str, str, str, str, datetime] | None
    clocks: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class CaseFull:
    """One case as its page tells it."""

    row: CaseRow
    children: tuple[ChildFull, ...]
    group: tuple[LineSeen, ...]
    stops: tuple[str, ...]
    asked: Asked
    images: Five
    views: tuple[RecordView, ...]
    duties: tuple[DutyRow, ...]
    late_tellings: tuple[tuple[str, datetime, str, datetime], ...]  # (reason, until, by, at)
    history: tuple[tuple[datetime, str, str, str, str], ...]  # (at, verb, said, record, by)
    preserved_at: datetime | None
    referrer_at: datetime | None
    recorded_at: datetime


def case(ref: str, viewer: Viewer, at: datetime) -> CaseFull:
    """Give one case. NotThere where it is not there, or not this viewer's."""
    one = found(ref, viewer)
    row = _row(one, viewer, at)
    views = views_of(one, at)
    held = duties_of(one, at)
    viewer.seen.add(ref, *(c.person for c in row.children), *([row.suspect] if row.suspect else []))
    return CaseFull(
        row=row, children=_children(one, row, held), group=_lines(one, ""),
        stops=stopped_by(one, at, viewer), asked=asked_of(one, views, at), images=images_of(views),
        views=views, duties=tuple(d for d in held if one.ref in d.about),
        late_tellings=tuple(
            (x.reason, x.until, title_of(x.by), x.at) for x in one.late_tellings.order_by("-pk")
        ),
        history=tuple(
            (x.at, x.verb, x.said, x.record, title_of(x.by)) for x in one.history.order_by("-pk")
        ),
        preserved_at=one.preserved_at, referrer_at=one.referrer_at, recorded_at=one.recorded_at,
    )  # fmt: skip


def _children(one: Case, row: CaseRow, held: tuple[DutyRow, ...]) -> tuple[ChildFull, ...]:
    rows = {x.anchor: x for x in one.children.all()}
    clocks = clocks_by_person(held)
    order = {name: n for n, name in enumerate(standing.CLASSES)}
    listed = sorted(row.children, key=lambda c: (c.gone, order[c.nearness], c.may_be, c.has_line))
    return tuple(_full(one, rows[c.anchor], c, clocks.get(c.person, [])) for c in listed)


def _full(one: Case, row: CaseChild, child: Child, clocks: list[DutyRow]) -> ChildFull:
    night = one.nights.filter(anchor=row.anchor).order_by("-pk").first()
    told = (
        (night.sleeps, night.with_whom, night.checked, title_of(night.by), night.at)
        if night
        else None
    )
    return ChildFull(
        child,
        row.because,
        tuple(row.records),
        row.found_at,
        _lines(one, row.anchor),
        told,
        tuple(clocks),
    )


def _lines(one: Case, anchor: str) -> tuple[LineSeen, ...]:
    rows = one.lines.filter(anchor=anchor).order_by("-pk")
    return tuple(
        LineSeen(OUTCOMES[x.outcome].label, x.said, x.reference, title_of(x.by), x.at) for x in rows
    )


def cases_of(person: str, viewer: Viewer, at: datetime) -> tuple[tuple[CaseRow, str], ...]:
    """Give the cases a person stands in, as suspect or as a child, newest first."""
    refs = appearances_of(person)
    rows = visible(viewer).filter(anchor__in=refs) | visible(viewer).filter(
        children__anchor__in=refs
    )
    told = []
    for one in rows.distinct().order_by("-told_at"):
        role = "suspect" if suspect_of(one) == person else "child"
        told.append((_row(one, viewer, at), role))
    return tuple(told)


def case_of_record(record: str, viewer: Viewer) -> str:
    """Give the case a record belongs to; empty where it belongs to none this viewer may know of."""
    row = visible(viewer).filter(records__record=record).first()
    return row.ref if row else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the cases it counts, so that each opens; `of` is what it is out of."""

    code: str
    title: str
    count: int
    of: int | None
    refs: tuple[str, ...]


def figures(at: datetime, viewer: Viewer = SYSTEM) -> tuple[Figure, ...]:
    """Give leaders' figures of online cases, each countable to its cases. Not from the journal."""
    rows = {row.ref: row for kind in ("suspect", "images") for row in queue(viewer, at, kind=kind)}
    suspects = [row for row in rows.values() if row.kind == "suspect"]
    children = [(row, child) for row in rows.values() for child in row.near]
    unheld = tuple(r.ref for r in rows.values() if any(not c.acting for c in r.near))
    gone_by = tuple(r.ref for r in rows.values() if any(c.late(at) for c in r.children))
    unasked = tuple(r.ref for r in suspects if r.asked in {"not_asked", "told"})
    overdue = tuple(r.ref for r in suspects if r.lateness.late and r.lateness.done_at is None)
    day0 = [(r, c) for r, c in children if c.done_at and c.done_at - c.told_at <= timedelta(days=1)]
    return (
        Figure("open", "Open online cases", len(rows), None, tuple(rows)),
        Figure(
            "children", "Children who need a line in them", len(children), None, _refs(children)
        ),
        Figure(
            "unowned", "Cases with a child for whom nobody acts", len(unheld), len(rows), unheld
        ),
        Figure(
            "late_children",
            "Cases in which a child's clock ran out",
            len(gone_by),
            len(rows),
            gone_by,
        ),
        Figure(
            "day_0",
            "Children referred within a day of the telling",
            len(day0),
            len(children),
            _refs(day0),
        ),
        Figure(
            "not_asked",
            "Cases whose household was not asked for children",
            len(unasked),
            len(suspects),
            unasked,
        ),
        Figure("late_cases", "Cases past their own time", len(overdue), len(suspects), overdue),
    )


def _refs(pairs: list[tuple[CaseRow, Child]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.ref for row, _ in pairs))


__all__ = ["case", "case_of_record", "cases_of", "demand", "devices", "figures", "late", "queue"]


__all__ = [
    "POST",
    "CaseFull",
    "CaseRow",
    "ChildFull",
    "Demand",
    "Figure",
    "LineSeen",
    "case",
    "case_of_record",
    "cases_of",
    "demand",
    "devices",
    "figures",
    "late",
    "queue",
]
