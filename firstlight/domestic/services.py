"""Verbs on domestic abuse jobs: opened and briefed unasked, crewed, each child considered, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.briefs import selectors as briefs
from firstlight.briefs.services import About, make, renew
from firstlight.domestic.calling import cut_off, raw_call, respond, watch_dispatch
from firstlight.domestic.caring import close, consider, tell, tell_tonight
from firstlight.domestic.concerned import anchors, children_of
from firstlight.domestic.crewing import crew, crew_held
from firstlight.domestic.events import JobChanged, JobOpened, JobProposed
from firstlight.domestic.hearing import hear
from firstlight.domestic.measuring import assess, look_over, weigh
from firstlight.domestic.models import Job, Proposal
from firstlight.domestic.rules.likeness import reasons
from firstlight.duties.services import open_duty
from firstlight.force.selectors import posts, setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import write
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import PlacePicture, RecordView

# For so long somebody may be going out on a job's brief, or be there with it (LOCAL). Whoever goes
# to the address later is briefed afresh, and what is owed for the children stands on its own.
RENEWED_FOR = timedelta(hours=24)

__all__ = [
    "assess",
    "close",
    "consider",
    "crew",
    "cut_off",
    "decide",
    "hear",
    "job_of",
    "look_over",
    "open_job",
    "propose",
    "renewed",
    "respond",
    "take_call",
    "tell_tonight",
    "told_again",
    "touched",
    "treat",
    "weigh",
]


def open_job(*, record: str, by: Viewer, at: datetime) -> str | None:
    """Open a job for a domestic abuse record, brief it and its crew at once, and open its duties.

    The same job told again opens nothing: its brief is made again where something material
    changed. Gives the brief's reference, or None where nothing new stands.
    """
    view = pictures.record(record, viewer=system_viewer("domestic"), at=at)
    held = _held(record, _number(view))
    if held is not None:
        return told_again(job=held.record, view=view, by=by, at=at)
    with act("domestic.job_opened", by=by, at=at) as line:
        Job.objects.create(
            record=record, number=_number(view), told_at=view.told_at or view.recorded_at,
            opened_at=at, known_seq=line.seq, area=_area(view),
            unit=getattr(view.details, "unit", ""),
        )  # fmt: skip
        tell(line, JobOpened, record)
    brief = make(about=About(record=record), by=by, at=at)
    _shown(record, brief, at)
    crew_held(job=record, by=by, at=at)
    _open_duties(record, by, at)
    watch_dispatch(record=record, at=at)
    cut_off(record=view, at=at)
    return brief


def _number(view: RecordView) -> str:
    return str(getattr(view.details, "job", "") or view.happening)


def _held(record: str, number: str) -> Job | None:
    found = Job.objects.filter(record=record).first()
    if found is None and number:
        # A form of our own names the job by its record where command and control gave no number.
        found = (
            Job.objects.filter(number=number).first() or Job.objects.filter(record=number).first()
        )
    return found


def _area(view: RecordView) -> str:
    return posts().town_in(" ".join(text for _, _, text in view.places))


def _shown(record: str, brief: str, at: datetime) -> None:
    """Keep whom the brief shows, so that what arrives about them makes it again."""
    view = briefs.brief(brief, system_viewer("domestic"), at)
    Job.objects.filter(record=record).update(
        people=list(view.people), children=view.document["counts"]["all"]
    )


def _open_duties(record: str, by: Viewer, at: datetime) -> None:
    job = Job.objects.get(record=record)
    children = children_of(job, briefs.unit_attending(), at)
    if not children.own and not children.groups:
        return
    concerned = anchors(children)
    for clock, because in (
        ("CHILDREN_LINES", "A domestic abuse job concerns children: a line for each."),
        ("WELFARE_TONIGHT", "A domestic abuse job concerns children: where they sleep tonight."),
    ):
        open_duty(
            clock=clock, about=(record,), people=concerned, told_at=job.told_at, because=because,
            area=job.area, key=f"{clock}:{record}", by=by, at=at,
        )  # fmt: skip


def told_again(*, job: str, view: RecordView, by: Viewer, at: datetime) -> str | None:
    """Take what more is told of a job: its unit, a cut call, and a brief made again where it matters."""
    unit = getattr(view.details, "unit", "")
    if unit:
        Job.objects.filter(record=job, unit="").update(unit=unit)
    cut_off(record=view, at=at)
    watch_dispatch(record=job, at=at)
    return renewed(job=job, by=by, at=at)


def job_of(view: RecordView) -> str | None:
    """Give the open job a record tells more of: its own, or that of its number."""
    number = _number(view)
    held = Job.objects.filter(record=view.ref, state="open").first()
    if held is None and number:
        held = Job.objects.filter(number=number, state="open").first()
    return held.record if held else None


def take_call(*, given: Mapping[str, Any], by: Viewer, at: datetime) -> str:
    """Take a call: recorded with whatever is known, its job opened and briefed at once; give it.

    Refuses nothing but what is not a record at all; gaps are told on the job's page.
    """
    if not may(by, "domestic.call"):
        raise NotThere
    raw = raw_call(given, source_ref=new_ref("F"), by=by, at=at)
    ref = write(raw, by=by, at=at).ref
    open_job(record=ref, by=system_viewer("domestic"), at=at)
    return ref


def treat(*, record: str, by: Viewer, at: datetime) -> str:
    """Treat a job or record as domestic abuse, by name: it is opened and briefed at once; give it."""
    if not may(by, "domestic.call"):
        raise NotThere
    pictures.record(record, viewer=by, at=at)
    with act("domestic.treated", by=by, at=at) as line:
        line.about(record)
    open_job(record=record, by=system_viewer("domestic"), at=at)
    return record


def renewed(*, job: str, by: Viewer, at: datetime) -> str | None:
    """Make a job's brief again where what matters changed; its crew is told by the new one."""
    ref = renew(job=job, by=by, at=at)
    if ref is not None:
        _shown(job, ref, at)
        _open_duties(job, by, at)
    return ref


def propose(*, record: str, by: Viewer, at: datetime) -> bool:
    """Propose a job typed otherwise as domestic abuse, where its people or flat say so.

    Nothing changes by it: a person takes it or declines it. Where the force has it only counted, it
    is shown to nobody. Gives whether it is shown.
    """
    viewer = briefs.unit_attending()
    try:
        view = pictures.record(record, viewer=viewer, at=at)
    except NotThere:
        return False
    if view.kind != "incident" or Proposal.objects.filter(record=record).exists():
        return False
    why = _why(view, viewer, at)
    if not why:
        return False
    shown = bool(setting("domestic.proposals") == "shown")
    with act("domestic.job_proposed", by=by, at=at) as line:
        Proposal.objects.create(
            record=record, because=list(why), made_at=at, known_seq=line.seq,
            state="proposed" if shown else "counted",
        )  # fmt: skip
        line.about(record)
        if shown:
            tell(line, JobProposed, record)
    return shown


def _why(view: RecordView, viewer: Viewer, at: datetime) -> tuple[str, ...]:
    concerned = pictures.concerned(view.ref, viewer=viewer, at=at)
    held = pictures.persons({c.person for c in concerned}, viewer=viewer, at=at)
    return reasons(view, concerned, held, _place(view, viewer, at), at)


def _place(view: RecordView, viewer: Viewer, at: datetime) -> PlacePicture | None:
    for _, place, _ in view.places:
        try:
            return pictures.place(place, viewer=viewer, at=at)
        except NotThere:
            continue
    return None


def decide(*, record: str, take: bool, reason: str, by: Viewer, at: datetime) -> None:
    """Take a proposed job as domestic abuse, or decline it with a reason, by name."""
    row = Proposal.objects.filter(record=record, state="proposed").first()
    if row is None or not may(by, "domestic.work"):
        raise NotThere
    if not take and not reason.strip():
        raise Refusal(
            "Declining needs a reason.", next_step="Say why it is not domestic abuse.",
            faults=(("reason", "Say why it is not domestic abuse"),),
        )  # fmt: skip
    with act("domestic.proposal_decided", by=by, at=at) as line:
        row.state, row.decided_by = "taken" if take else "declined", by.ref
        row.decided_at, row.reason = at, reason.strip()[:300]
        row.save()
        line.say(reason=reason, taken=take)
        tell(line, JobChanged, record)
    if take:
        open_job(record=record, by=system_viewer("domestic"), at=at)


def touched(*, people: Iterable[str], by: Viewer, at: datetime) -> tuple[str, ...]:
    """Make again the briefs of new open jobs that show any of these persons; give the jobs made again."""
    wanted = set(people)
    held = Job.objects.filter(state="open", opened_at__gte=at - RENEWED_FOR)
    jobs = [job.record for job in held if wanted & set(job.people)]
    return tuple(job for job in jobs if renewed(job=job, by=by, at=at))
