"""What was considered at a job, the outcome of the risk tool, and a supervisor's look at it all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.domestic.caring import open_one, tell
from firstlight.domestic.events import JobChanged
from firstlight.domestic.hearing import happening_of
from firstlight.domestic.models import Job, Looked, Weighed
from firstlight.domestic.rules.weighing import ANSWERS, BY_CODE, out_of_hours
from firstlight.duties.services import open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import Taken, write
from firstlight.picture import selectors as pictures


def weigh(*, record: str, code: str, answer: str, because: str, by: Viewer, at: datetime) -> None:
    """Write down that a measure was considered: done, not used because, or not known yet.

    Refuses an answer that is none, and "not used" without its reason. A strategy discussion asked
    for out of hours is the emergency duty team's.
    """
    job = open_one(record, by, at)
    if code not in BY_CODE:
        raise NotThere
    faults = []
    if answer not in ANSWERS:
        faults.append(("answer", "Say whether it was done, not used, or is not known yet"))
    if answer == "not_used" and not because.strip():
        faults.append(("because", "Say why it was not used"))
    if faults:
        raise Refusal("This is not whole.", next_step="Complete it.", faults=tuple(faults))
    with act("domestic.measure_considered", by=by, at=at) as line:
        Weighed.objects.create(
            job=job, code=code, answer=answer, because=because.strip()[:300], by=by.ref, at=at,
            known_seq=line.seq,
        )  # fmt: skip
        line.say(measure=code, answer=answer)
        tell(line, JobChanged, record)
        if code == "strategy" and answer == "done":
            _strategy(job, by, at)


def _strategy(job: Job, by: Viewer, at: datetime) -> None:
    late = out_of_hours(at)
    whom = "the emergency duty team, out of hours" if late else "children's social care"
    open_duty(
        clock="STRATEGY_DISCUSSION", about=(job.record,), people=(), told_at=at, area=job.area,
        because=f"A strategy discussion was asked for by a domestic abuse job: hold it with {whom}.",
        post="edt" if late else None, key=f"STRATEGY_DISCUSSION:{job.record}", by=by, at=at,
    )  # fmt: skip


def assess(*, record: str, told: Mapping[str, Any], by: Viewer, at: datetime) -> Taken:
    """Record the outcome of the risk tool: its name, topics by their ids, and one grade.

    The grade at the scene and the specialist's stand apart, each by who gave it and when; neither
    replaces the other. Refuses a second grade by who may not give it, and anything without a grade,
    a tool or a topic.
    """
    job = open_one(record, by, at)
    given = {name: value for name, value in told.items() if value not in ("", None, [], ())}
    faults = []
    if given.get("secondary_grade") and not may(by, "domestic.second"):
        faults.append(("secondary_grade", "A specialist or supervisor gives the second grade"))
    if not set(given) & {"grade", "secondary_grade", "tool", "topics_yes", "topics_no"}:
        faults.append(("grade", "Give a grade, the tool or its topics"))
    if faults:
        raise Refusal("Nothing was saved.", next_step="Complete it.", faults=tuple(faults))
    view = pictures.record(record, viewer=by, at=at)
    about, people = {}, []
    for number, one in enumerate(view.people, 1):
        people.append({"key": f"p{number}", "role": one.role})
        if one.person:
            about[f"p{number}"] = one.person
    people = [one for one in people if one["key"] in about]
    if given.get("tool", "").startswith("DASH") and "tool_yes" not in given:
        given["tool_yes"] = len(given.get("topics_yes", ()))
    raw = {
        "source": "firstlight", "source_ref": new_ref("F"), "kind": "domestic_abuse_incident",
        "title": "Outcome of the risk tool", "author": by.ref, "happening": happening_of(job),
        "occurred": {"begins": at.isoformat()}, "told_at": at.isoformat(),
        "recorded_at": at.isoformat(), "people": people,
        "details": {"job": happening_of(job), **given},
    }  # fmt: skip
    with act("domestic.risk_told", by=by, at=at) as line:
        taken = write(raw, by=by, at=at, about=about)
        tell(line, JobChanged, record)
    return taken


def look_over(*, record: str, said: str, lacked: tuple[str, ...], by: Viewer, at: datetime) -> None:
    """Write down a supervisor's look, with what lacked then. NotThere for who is no supervisor."""
    job = open_one(record, by, at)
    if not may(by, "domestic.second"):
        raise NotThere
    with act("domestic.looked_over", by=by, at=at) as line:
        Looked.objects.create(
            job=job, lacked=list(lacked), said=said.strip()[:300], by=by.ref, at=at,
            known_seq=line.seq,
        )  # fmt: skip
        tell(line, JobChanged, record)
