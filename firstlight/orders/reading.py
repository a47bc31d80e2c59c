"""Reads of breaches and address checks, each asked by a viewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may, sight, title_of
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.orders.models import AddressCheck, Breach
from firstlight.orders.rules.addresses import ANSWERS as ADDRESS_ANSWERS
from firstlight.orders.rules.addresses import FORCE_ANSWERS, PURPOSES
from firstlight.orders.rules.breaches import ANSWERS
from firstlight.orders.selectors import Entry, of_records
from firstlight.orders.staying import Children, children_at
from firstlight.people.selectors import persons_at
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import PersonPicture

STATES = {"open": "Not answered"} | ANSWERS


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to a breach."""

    said: str
    owner: str
    why_not: str
    by_when: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BreachRow:
    """One breach: of which order, by which job, what was answered and who has it now."""

    ref: str
    entry: Entry
    job: str
    sure: bool
    because: str
    told_at: datetime
    state: str
    state_said: str
    holder: str
    due_at: datetime | None
    answers: tuple[AnswerRow, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether an answer is still owed."""
        return self.state in {"open", "not_yet"}


def breaches(
    viewer: Viewer, at: datetime, *, state: str = "open", limit: int = 100
) -> tuple[BreachRow, ...]:
    """Give breaches of orders this viewer may know of, the longest known first.

    `open` gives those an answer is owed for, the promised ones too.
    """
    if not may(viewer, "orders.see"):
        raise NotThere
    wanted = {"open": ("open", "not_yet"), "answered": ("arrested", "no_breach")}.get(
        state, (state,)
    )
    rows = Breach.objects.filter(state__in=wanted).order_by("told_at", "pk")[:limit]
    return _rows(rows, viewer, at)


def breaches_of(record: str, viewer: Viewer, at: datetime) -> tuple[BreachRow, ...]:
    """Give the breaches of an order, or those a job made."""
    rows = Breach.objects.filter(order=record) | Breach.objects.filter(job=record)
    return _rows(rows.order_by("-pk")[:20], viewer, at)


def breach(ref: str, viewer: Viewer, at: datetime) -> BreachRow:
    """Give one breach; NotThere where it is not there, or its order not this viewer's."""
    if not may(viewer, "orders.see"):
        raise NotThere
    found = _rows(Breach.objects.filter(ref=ref), viewer, at)
    if not found:
        raise NotThere
    return found[0]


def _rows(rows: Iterable[Breach], viewer: Viewer, at: datetime) -> tuple[BreachRow, ...]:
    listed = list(rows)
    entries = {one.record: one for one in of_records((r.order for r in listed), viewer, at)}
    return tuple(
        _row(row, entries[row.order], viewer, at)
        for row in listed
        if row.order in entries and _may_know(row.job, viewer, at)
    )


def _may_know(job: str, viewer: Viewer, at: datetime) -> bool:
    if not job.startswith("R-"):
        return True
    try:
        pictures.record(job, viewer=viewer, at=at)
    except (NotThere, Refusal):
        return False
    return True


def _row(row: Breach, entry: Entry, viewer: Viewer, at: datetime) -> BreachRow:
    owed = [one for one in duties_about(row.ref, viewer, at) if one.state != "closed"]
    answers = tuple(
        AnswerRow(ANSWERS[a.answer], a.owner, a.why_not, a.by_when, title_of(a.by), a.at)
        for a in row.answers.order_by("-pk")
    )
    shut = {row.order, row.job, *(who.ref for who in (*entry.binds, *entry.protects))}
    hidden = bool(shut & sight(viewer).restricted) or not all(
        who.ref for who in (*entry.binds, *entry.protects)
    )
    because = "Restricted: open the order's record with a reason." if hidden else row.because
    return BreachRow(
        row.ref, entry, row.job if row.job.startswith("R-") else "", row.sure, because,
        row.told_at, row.state, STATES[row.state], owed[0].post_title if owed else "",
        owed[0].due_at if owed else None, answers,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForceRow:
    """Another force asked, and what it answered."""

    force: str
    answer: str
    said: str
    by: str
    at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One address check."""

    ref: str
    purpose: str
    address: str
    person: PersonPicture | None
    state: str
    state_said: str
    asked_at: datetime
    asked_by: str
    because: str
    record: str
    decided_at: datetime | None
    decided_by: str
    forces: tuple[ForceRow, ...]
    children: Children | None = None


def checks(
    viewer: Viewer, at: datetime, *, state: str = "", limit: int = 100
) -> tuple[CheckRow, ...]:
    """Give address checks this viewer may know of: those that wait first, then the newest."""
    if not may(viewer, "orders.see"):
        raise NotThere
    rows = AddressCheck.objects.order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    found = [_check(row, viewer, at) for row in rows[:limit] if _ours(row, viewer, at)]
    return tuple(sorted(found, key=lambda one: one.state != "asked"))


def check(ref: str, viewer: Viewer, at: datetime) -> CheckRow:
    """Give one address check with the children told there; NotThere where it is not this viewer's."""
    row = AddressCheck.objects.filter(ref=ref).first()
    if row is None or not may(viewer, "orders.see") or not _ours(row, viewer, at):
        raise NotThere
    return _check(row, viewer, at, children=children_at(row.place, viewer, at))


def _ours(row: AddressCheck, viewer: Viewer, at: datetime) -> bool:
    """Tell whether a check may be known: nobody reads one of their own home, or of somebody sealed."""
    closed = sight(viewer)
    if row.place and (row.place in viewer.own_refs or row.place in closed.sealed):
        return row.asked_by == viewer.ref and row.place not in viewer.own_refs
    return not row.anchor or _person(row, viewer, at) is not None


def _address(row: AddressCheck, viewer: Viewer) -> str:
    """Give the address as it was typed; one restricted since is shown to who asked alone."""
    if row.place in sight(viewer).restricted and row.asked_by != viewer.ref:
        return "Restricted: open the address with a reason"
    return row.address


def _person(row: AddressCheck, viewer: Viewer, at: datetime) -> PersonPicture | None:
    ref = persons_at([row.anchor], viewer=viewer).get(row.anchor, "") if row.anchor else ""
    try:
        return pictures.person(ref, viewer=viewer, at=at) if ref else None
    except (NotThere, Refusal):
        return None


def _check(
    row: AddressCheck, viewer: Viewer, at: datetime, children: Children | None = None
) -> CheckRow:
    viewer.seen.add(row.ref)
    states = {"asked": "Not decided"} | ADDRESS_ANSWERS
    return CheckRow(
        row.ref, PURPOSES[row.purpose], _address(row, viewer), _person(row, viewer, at), row.state,
        states[row.state], row.asked_at, title_of(row.asked_by), row.because, row.record,
        row.decided_at, title_of(row.decided_by) if row.decided_by else "",
        tuple(
            ForceRow(one.force, FORCE_ANSWERS[one.answer], one.said, title_of(one.by), one.at,
                     one.answered_at)
            for one in row.asked.order_by("pk")
        ),
        children,
    )  # fmt: skip
