"""What is done for the children of a job: a line for each, their voice, tonight, and closing."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import Line, act
from firstlight.domestic.concerned import children_of
from firstlight.domestic.events import JobChanged, JobClosed, JobEvent
from firstlight.domestic.models import ChildLine, Job, Tonight
from firstlight.domestic.rules.closing import GROUPS
from firstlight.duties.services import close_by_key
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import anchor
from firstlight.picture import selectors as pictures


def tell(line: Line, event: type[JobEvent], record: str) -> None:
    """Tell that something happened to a job."""
    line.about(record)
    line.emit(event(record=record))


def open_one(record: str, by: Viewer, at: datetime) -> Job:
    """Give an open job that somebody may work. NotThere for who may not; refuses a closed one."""
    if not may(by, "domestic.work"):
        raise NotThere
    job = Job.objects.filter(record=record).first()
    if job is None:
        raise NotThere
    pictures.record(record, viewer=by, at=at)
    if job.state != "open":
        raise Refusal(
            "This job is closed.", next_step="Record what is new as a concern.", code="stale"
        )
    return job


def consider(
    *,
    record: str,
    child: str = "",
    group: str = "",
    considered_by: str,
    outcome: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Write the line of a child, or of a group: considered by whom, with what outcome.

    Refuses without both, told together. NotThere for somebody the job does not concern.
    """
    job = open_one(record, by, at)
    faults = []
    if not considered_by.strip():
        faults.append(("considered_by", "Say who considered the child"))
    if not outcome.strip():
        faults.append(("outcome", "Say what came of it"))
    if faults:
        raise Refusal(
            "A line needs who and what.", next_step="Complete both.", faults=tuple(faults)
        )
    known = children_of(job, by, at)
    if not (group in GROUPS or child in {row.person for row in known.own}):
        raise NotThere
    with act("domestic.child_considered", by=by, at=at) as line:
        ChildLine.objects.create(
            job=job, appearance=anchor(child) if child else "", group=group,
            considered_by=considered_by.strip()[:120], outcome=outcome.strip()[:300],
            by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        line.about(*filter(None, (child,)))
        tell(line, JobChanged, record)
        if not children_of(job, by, at).missing(tonight=True):
            close_by_key(
                f"CHILDREN_LINES:{record}",
                "Each child has a line.",
                (record,),
                system_viewer("domestic"),
                at,
            )


def tell_tonight(
    *, record: str, where: str, with_whom: str, checked: str, by: Viewer, at: datetime
) -> None:
    """Tell where the children sleep tonight, with whom, checked against what. All faults together."""
    job = open_one(record, by, at)
    asked = (("where", where), ("with_whom", with_whom), ("checked", checked))
    faults = tuple(
        (name, "This is needed; write not known where it is not")
        for name, value in asked
        if not value.strip()
    )
    if faults:
        raise Refusal("Tonight needs all three.", next_step="Complete them.", faults=faults)
    with act("domestic.tonight_told", by=by, at=at) as line:
        Tonight.objects.create(
            job=job, where=where.strip()[:200], with_whom=with_whom.strip()[:200],
            checked=checked.strip()[:200], by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        tell(line, JobChanged, record)
        close_by_key(
            f"WELFARE_TONIGHT:{record}",
            "Where the children sleep was told.",
            (record,),
            system_viewer("domestic"),
            at,
        )


def close(*, record: str, outcome: str, by: Viewer, at: datetime) -> None:
    """Close a job. Refuses until each child has a line and tonight is told, telling all that lacks."""
    job = open_one(record, by, at)
    tonight = Tonight.objects.filter(job=job).exists()
    lacks = [
        ("outcome", sentence) for sentence in children_of(job, by, at).missing(tonight=tonight)
    ]
    if not outcome.strip():
        lacks.append(("outcome", "Say what came of the job"))
    if lacks:
        raise Refusal(
            "This job cannot be closed yet.", next_step="Complete what lacks.", faults=tuple(lacks)
        )
    with act("domestic.job_closed", by=by, at=at) as line:
        job.state, job.closed_at, job.closed_by = "closed", at, by.ref
        job.outcome = outcome.strip()[:300]
        job.save()
        line.say(outcome=outcome)
        tell(line, JobClosed, record)
