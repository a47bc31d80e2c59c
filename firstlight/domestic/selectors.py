"""Reads of domestic abuse jobs, each asked by a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.selectors import title_of
from firstlight.briefs import selectors as briefs
from firstlight.domestic.concerned import Children, children_of
from firstlight.domestic.counting import Figures, TeamFigures, figures
from firstlight.domestic.models import Job, Proposal, Tonight
from firstlight.domestic.repeats import repeats
from firstlight.domestic.responses import Standing, response_of
from firstlight.domestic.rules.calling import Repeat
from firstlight.domestic.scene import Scene, scene_of
from firstlight.duties.selectors import is_open
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import RecordView

__all__ = [
    "Figures",
    "JobRow",
    "JobView",
    "ProposalRow",
    "TeamFigures",
    "TonightRow",
    "figures",
    "is_job",
    "job",
    "jobs",
    "jobs_of",
    "proposals",
]


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in a list. `before_arrival` says whether the brief was opened before the unit recorded."""

    record: str
    number: str
    told_at: datetime
    state: str
    unit: str
    children: int
    brief: briefs.JobState | None
    dangers: int
    waits: int = 0  # minutes since the force was told, where children wait for a unit
    response: str = ""


@dataclass(frozen=True, slots=True)
class TonightRow:
    """Where the children sleep tonight, as told."""

    where: str
    with_whom: str
    checked: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with its children, its brief and what lacks before it may close."""

    record: RecordView
    number: str
    told_at: datetime
    state: str
    unit: str
    children: Children
    tonight: TonightRow | None
    lacks: tuple[str, ...]
    briefs: tuple[briefs.BriefView, ...]
    closed_at: datetime | None
    closed_by: str
    outcome: str
    scene: Scene
    response: Standing
    repeats: tuple[Repeat, ...]
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A job typed otherwise that may be domestic abuse."""

    record: str
    because: tuple[str, ...]
    made_at: datetime


def jobs(
    viewer: Viewer, at: datetime, *, state: str = "open", limit: int = 100
) -> tuple[JobRow, ...]:
    """Give jobs this viewer may know of: those with the most dangers told first, then the newest."""
    rows = list(Job.objects.filter(state=state).order_by("-told_at")[:limit])
    states = briefs.states_of([row.record for row in rows])
    found = []
    for row in rows:
        made = briefs.for_job(row.record, viewer)
        if not made and not _may_know(row.record, viewer, at):
            continue
        dangers = len(made[0].document["dangers"]) if made else 0
        viewer.seen.add(row.record)
        found.append(
            JobRow(row.record, row.number, row.told_at, row.state, row.unit, row.children,
                   states.get(row.record), dangers, _waits(row, at), response_of(row.record).said)
        )  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (-one.waits, -one.dangers, -one.told_at.timestamp()))
    )


def _waits(row: Job, at: datetime) -> int:
    """Give the minutes children have waited for a unit; nought where nobody waits for one."""
    if row.unit or row.state != "open" or not is_open(f"DA_DISPATCH:{row.record}"):
        return 0
    return max(1, int((at - row.told_at).total_seconds() // 60))


def counted(at: datetime, *, days: int = 28) -> int:
    """Give how many jobs typed otherwise would have been proposed, where that is only counted."""
    return Proposal.objects.filter(state="counted", made_at__gte=at - timedelta(days=days)).count()


def _may_know(record: str, viewer: Viewer, at: datetime) -> bool:
    try:
        pictures.record(record, viewer=viewer, at=at)
    except (NotThere, Refusal):
        return False
    return True


def job(record: str, viewer: Viewer, at: datetime) -> JobView:
    """Give a job; NotThere where it is not there, or not this viewer's to see."""
    row = Job.objects.filter(record=record).first()
    if row is None:
        raise NotThere
    view = pictures.record(record, viewer=viewer, at=at)
    told = Tonight.objects.filter(job=row).order_by("-pk").first()
    children = children_of(row, viewer, at)
    return JobView(
        record=view, number=row.number, told_at=row.told_at, state=row.state, unit=row.unit,
        children=children, tonight=_tonight(told), lacks=children.missing(tonight=told is not None),
        briefs=briefs.for_job(record, viewer), closed_at=row.closed_at,
        closed_by=title_of(row.closed_by) if row.closed_by else "", outcome=row.outcome,
        response=response_of(record), repeats=repeats(record, viewer, at),
        scene=scene_of(row, view, children, viewer, at), arrived_at=row.arrived_at,
    )  # fmt: skip


def _tonight(row: Tonight | None) -> TonightRow | None:
    if row is None:
        return None
    return TonightRow(row.where, row.with_whom, row.checked, title_of(row.by), row.at)


def is_job(record: str) -> bool:
    """Tell whether a record opened a job."""
    return Job.objects.filter(record=record).exists()


def proposals(viewer: Viewer, at: datetime) -> tuple[ProposalRow, ...]:
    """Give the jobs typed otherwise that wait for a person to decide, newest first."""
    rows = Proposal.objects.filter(state="proposed").order_by("-made_at")[:50]
    found = [r for r in rows if _may_know(r.record, viewer, at)]
    return tuple(ProposalRow(r.record, tuple(r.because), r.made_at) for r in found)


def jobs_of(person: str) -> tuple[str, ...]:
    """Give the open jobs whose brief shows a person."""
    rows = Job.objects.filter(state="open").order_by("-told_at")
    return tuple(row.record for row in rows if person in row.people)
