"""Reads of decisions, notices and lists for recall, each asked by a viewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from firstlight.access.selectors import title_of
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import appearances_of, persons_at
from firstlight.sharing.counting import Figures, figures
from firstlight.sharing.models import Decision, RecallList
from firstlight.sharing.mornings import MorningStep, mornings
from firstlight.sharing.noticing import (
    NoticeRow,
    SchoolFigures,
    by_school,
    done_since,
    drafts,
    notice_row,
    notices_of,
)
from firstlight.sharing.rules.decisions import KINDS, LEAVES, SAID, STATES, only_the_grade
from firstlight.sharing.seeing import decisions, hidden_from, theirs

SAMPLE = 10  # decisions not to share that a week's sample holds


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list; who it is about is worked out now."""

    ref: str
    kind: str
    kind_said: str
    decision: str
    said: str
    state: str
    state_said: str
    person: str | None
    recipient: str
    recipient_code: str
    recipient_role: str
    purpose: str
    basis: str
    reason: str
    author: str
    supervisor: str
    at: datetime
    sent_at: datetime | None
    response_due: datetime | None
    late: bool
    in_question: str
    only_the_grade: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """Something that happened to a decision."""

    step: str
    at: datetime
    by: str
    said: str


@dataclass(frozen=True, slots=True)
class DecisionFull:
    """One decision whole, with its document and its history."""

    row: DecisionRow
    record: str
    caveat: str
    regime: str
    items: tuple[str, ...]
    withheld: dict[str, str]
    family_informed: str
    grade_shown: dict[str, str]
    document: dict[str, Any]
    hash: str
    released_by: str
    released_at: datetime | None
    address_asked: bool
    address_released: bool
    about: tuple[str, ...]
    steps: tuple[StepRow, ...]
    answers: tuple[StepRow, ...]


def _rows(
    found: Iterable[Decision], at: datetime, viewer: Viewer | None = None
) -> list[DecisionRow]:
    listed = list(found)
    people = persons_at([row.anchor for row in listed], viewer=viewer)
    return [_row(row, people.get(row.anchor), at) for row in listed]


def _row(row: Decision, person: str | None, at: datetime) -> DecisionRow:
    late = bool(row.response_due and row.response_due < at and row.state in {"sent", "received"})
    return DecisionRow(
        ref=row.ref, kind=row.kind, kind_said=KINDS[row.kind], decision=row.decision,
        said=SAID[row.decision], state=row.state,
        state_said=STATES[row.state] if row.decision in LEAVES else "Nothing leaves", person=person,
        recipient=row.recipient_name,
        recipient_code=row.recipient, recipient_role=row.recipient_role, purpose=row.purpose,
        basis=row.basis, reason=row.reason, author=row.author_title, supervisor=row.supervisor,
        at=row.at, sent_at=row.sent_at, response_due=row.response_due, late=late,
        in_question=row.in_question,
        only_the_grade=row.decision == "not" and only_the_grade(row.reason),
    )  # fmt: skip


def _shown(viewer: Viewer, rows: list[DecisionRow]) -> list[DecisionRow]:
    viewer.seen.add(*(row.person for row in rows if row.person))
    return rows


FILTERS = ("decided", "not", "deferred", "late", "waiting", "question")


def listed(
    viewer: Viewer, at: datetime, *, show: str = "", skip: int = 0, limit: int = 25
) -> tuple[list[DecisionRow], int]:
    """Give decisions newest first and how many there are.

    `show` is "" or one of decided (something leaves), not, deferred, late (no answer in time),
    waiting (not released, or not sent), question (in question after a split).
    """
    rows = decisions(viewer).filter(_filter(show, at)).distinct()
    page = rows.order_by("-at", "-pk")[skip : skip + limit]
    return _shown(viewer, _rows(page, at, viewer)), rows.count()


def _filter(show: str, at: datetime) -> Q:
    ways = {
        "decided": Q(decision__in=LEAVES),
        "not": Q(decision="not"),
        "deferred": Q(decision="deferred"),
        "late": Q(response_due__lt=at, state__in=("sent", "received")),
        "waiting": Q(decision__in=LEAVES, state__in=("decided", "released")),
        "question": ~Q(in_question="") & ~Q(state="recalled"),
    }
    return ways.get(show, Q())


def sample(viewer: Viewer, at: datetime, since: datetime) -> list[DecisionRow]:
    """Give a sample of decisions not to share since a moment, the same for everybody who asks.

    Chosen by reference, which is random: nobody can choose what is looked at.
    """
    rows = decisions(viewer).filter(decision="not", at__gte=since).order_by("ref")[:SAMPLE]
    return _shown(viewer, _rows(rows, at, viewer))


def of_person(person: str, viewer: Viewer, at: datetime, *, limit: int = 50) -> list[DecisionRow]:
    """Give what was decided about a person, newest first."""
    refs = [person, *appearances_of(person)]
    rows = decisions(viewer).filter(links__ref__in=refs).distinct().order_by("-at", "-pk")
    return _rows(rows[:limit], at, viewer)


def about(ref: str, viewer: Viewer, at: datetime) -> list[DecisionRow]:
    """Give what was decided about a record or an app's reference, newest first."""
    rows = decisions(viewer).filter(links__ref=ref).distinct().order_by("-at", "-pk")
    return _shown(viewer, _rows(rows, at, viewer))


def decision(ref: str, viewer: Viewer, at: datetime) -> DecisionFull:
    """Give one decision. NotThere where it is not there, or not this viewer's."""
    row = decisions(viewer).filter(ref=ref).first()
    if row is None:
        raise NotThere
    return _full(row, viewer, at)


def sent_to_them(viewer: Viewer, at: datetime) -> list[DecisionRow]:
    """Give what was sent to a partner's own organisation, newest first."""
    rows = theirs(viewer).order_by("-sent_at", "-pk").distinct()[:200]
    return _rows(rows, at)


def theirs_whole(ref: str, viewer: Viewer, at: datetime) -> DecisionFull:
    """Give one thing that was sent to a partner. NotThere where it is not theirs."""
    row = theirs(viewer).filter(ref=ref).first()
    if row is None:
        raise NotThere
    return _full(row, viewer, at)


def _full(row: Decision, viewer: Viewer, at: datetime) -> DecisionFull:
    people = persons_at(row.links.filter(shown=True).values_list("ref", flat=True))
    viewer.seen.add(row.ref, *people.values())
    noted = row.links.filter(shown=False).values_list("ref", flat=True)
    steps = tuple(
        StepRow(one.step, one.at, one.by_title or title_of(one.by), one.said)
        for one in row.steps.order_by("at", "pk")
    )
    return DecisionFull(
        row=_rows([row], at)[0], record=row.record, caveat=row.caveat, regime=row.regime,
        items=tuple(row.items), withheld=dict(row.withheld), family_informed=row.family_informed,
        grade_shown=dict(row.grade_shown), document=dict(row.document), hash=row.hash,
        released_by=title_of(row.released_by) if row.released_by else "",
        released_at=row.released_at, address_asked=bool(row.address_asked_by),
        address_released=bool(row.address_released_by),
        about=tuple(ref for ref in noted if not ref.startswith("L-")),
        steps=steps, answers=tuple(one for one in steps if one.step == "answered"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recall:
    """Everything that relied on a link that was parted."""

    ref: str
    person: str
    to: str
    at: datetime
    left_force: bool
    duty: str
    breach: str
    relied: tuple[dict[str, Any], ...]
    undone_at: datetime | None = None


def recall_list(ref: str, viewer: Viewer) -> Recall:
    """Give the list of a parting. NotThere where the viewer may not know of its person."""
    row = RecallList.objects.filter(ref=ref).first()
    if row is None or (not viewer.is_system and {row.person, row.to} & hidden_from(viewer)):
        raise NotThere
    viewer.seen.add(row.person, row.to)
    return Recall(row.ref, row.person, row.to, row.at, row.left_force, row.duty, row.breach,
                  tuple(row.relied), row.undone_at)  # fmt: skip


__all__ = [
    "FILTERS",
    "SAMPLE",
    "DecisionFull",
    "DecisionRow",
    "Figures",
    "MorningStep",
    "NoticeRow",
    "Recall",
    "SchoolFigures",
    "StepRow",
    "about",
    "by_school",
    "decision",
    "done_since",
    "drafts",
    "figures",
    "listed",
    "mornings",
    "notice_row",
    "notices_of",
    "of_person",
    "recall_list",
    "sample",
    "sent_to_them",
    "theirs_whole",
]
