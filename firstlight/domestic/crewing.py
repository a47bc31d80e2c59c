"""Whoever crews a job's unit gets its brief, whichever of job and crew was told first."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from firstlight.access.selectors import user_of_collar
from firstlight.audit.services import act
from firstlight.briefs import selectors as briefs
from firstlight.briefs.services import push
from firstlight.domestic.calling import watch_dispatch
from firstlight.domestic.caring import tell
from firstlight.domestic.events import JobChanged
from firstlight.domestic.models import Job
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.picture import selectors as pictures
from firstlight.records import selectors as records
from firstlight.records.rules.kinds.incidents import UnitCrewing

# A crewing without an end is taken to last no longer than the longest shift.
SHIFT = timedelta(hours=14)
ENOUGH = 500


def crew(*, record: str, by: Viewer, at: datetime) -> tuple[str, ...]:
    """Push briefs to whoever crews a unit, by collar; give the users told.

    A crewing that names a job is of that job; one that names none, of every open job its unit is
    sent to. A collar nobody signs in with is told to dispatch by the brief's own push.
    """
    details = pictures.record(record, viewer=system_viewer("domestic"), at=at).details
    if not isinstance(details, UnitCrewing):
        return ()
    jobs = Job.objects.filter(state="open")
    if details.job:
        wanted = jobs.filter(number=details.job)
    elif details.unit and _on_shift(details, None, at):
        wanted = jobs.filter(unit=details.unit)
    else:
        return ()
    told = [ref for job in wanted for ref in _sent(job, details, by, at)]
    if details.job and details.arrived_at:
        _arrived(wanted, details.arrived_at, by, at)
    return tuple(dict.fromkeys(told))


def _arrived(jobs: QuerySet[Job], arrived_at: datetime, by: Viewer, at: datetime) -> None:
    """Keep when the first unit was there; a later telling of an earlier arrival puts it right."""
    for job in jobs:
        if job.arrived_at is None or arrived_at < job.arrived_at:
            with act("domestic.unit_arrived", by=by, at=at) as line:
                Job.objects.filter(pk=job.pk).update(arrived_at=arrived_at)
                tell(line, JobChanged, job.record)


def crew_held(*, job: str, by: Viewer, at: datetime) -> tuple[str, ...]:
    """Push a job's brief to the crew its unit was told to have already; give the users told."""
    row = Job.objects.get(record=job)
    for version in records.newest(kinds=["unit_crewing"], since=at - 2 * SHIFT, limit=ENOUGH):
        details = version.details
        if not isinstance(details, UnitCrewing):
            continue
        named = bool(details.job) and details.job == row.number
        same = bool(row.unit) and details.unit == row.unit  # crewed for an earlier job as well
        if named and details.arrived_at:
            _arrived(Job.objects.filter(pk=row.pk), details.arrived_at, by, at)
        if named or (same and _on_shift(details, version.told_at or version.recorded_at, at)):
            return _sent(row, details, by, at)
    return ()


def _on_shift(details: UnitCrewing, told_at: datetime | None, at: datetime) -> bool:
    """Tell whether a crewing holds now; without its beginning it begins when it was told."""
    begins = details.begins_at or told_at or at
    return begins <= at < (details.ends_at or begins + SHIFT)


def _sent(job: Job, details: UnitCrewing, by: Viewer, at: datetime) -> tuple[str, ...]:
    brief = briefs.newest_of(job.record)
    again = job.crewed_at and set(job.crew) >= set(details.crew) and job.unit == details.unit
    if brief is None or again:
        return ()
    users = [found.ref for collar in details.crew if (found := user_of_collar(collar))]
    with act("domestic.job_crewed", by=by, at=at) as line:
        Job.objects.filter(pk=job.pk).update(
            unit=details.unit, crew=sorted({*job.crew, *details.crew}), crewed_at=at
        )
        push(brief=brief, crew=users, unit=details.unit, until=details.ends_at, by=by, at=at)
        tell(line, JobChanged, job.record)
        watch_dispatch(record=job.record, at=at)
    return tuple(users)
