"""Domestic abuse: whether the unit was briefed, and somebody opened it on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.assurance.rules.measure import Case, Measure, Number, Status, middle

STATES = (
    ("opened", "Briefed, and opened in time"),
    ("opened_late", "Briefed, opened late"),
    ("unopened", "Briefed, nobody opened it"),
    ("not_pushed", "A brief was made and no crew was told"),
    ("none", "No brief was made"),
)


@dataclass(frozen=True, slots=True)
class Job:
    """One domestic abuse job since going live, its brief and whether its crew was known."""

    ref: str
    told_at: datetime
    brief: str
    pushed_at: datetime | None
    opened_at: datetime | None
    crew_known: bool


def _state(job: Job, limit: timedelta) -> str:
    if not job.brief:
        return "none"
    if job.pushed_at is None:
        return "not_pushed"
    if job.opened_at is None:
        return "unopened"
    return "opened" if job.opened_at - job.pushed_at <= limit else "opened_late"


_SAID = dict(STATES)


def briefs(jobs: Sequence[Job], *, minutes: int, period: str) -> Measure:
    """Say for how many jobs the unit had its brief and opened it in time."""
    limit = timedelta(minutes=minutes)
    states = [_state(job, limit) for job in jobs]
    n = {code: states.count(code) for code, _ in STATES}
    cases = tuple(
        Case(job.ref, f"/records/{job.ref}", state, f"{_SAID[state]}{'' if job.crew_known else '; the crew is not known'}.",
             job.told_at)
        for job, state in zip(jobs, states, strict=True)
    )  # fmt: skip
    gaps = [
        (job.opened_at - job.told_at).total_seconds() / 60
        for job in jobs
        if job.opened_at is not None
    ]
    crew = sum(job.crew_known for job in jobs)
    whole = len(jobs)
    return Measure(
        code="briefs",
        title="Domestic abuse: briefed on the way",
        question="Was the unit told what is known before it arrived?",
        status=_status(n, crew, whole),
        said=_said(n, crew, whole),
        period=period,
        numbers=(
            Number("Domestic abuse jobs since going live", whole),
            Number("A brief was made", whole - n["none"], whole),
            Number(
                f"Opened within {minutes} minutes of being pushed",
                n["opened"],
                whole,
                cases="opened",
            ),
            Number("Opened later than that", n["opened_late"], whole, cases="opened_late"),
            Number("Pushed, opened by nobody", n["unopened"], whole, cases="unopened"),
            Number("Made, pushed to nobody", n["not_pushed"], whole, cases="not_pushed"),
            Number("No brief", n["none"], whole, cases="none"),
            Number("The crew of the unit was known", crew, whole),
            Number("From being told to opening, the middle job", middle(gaps), unit="minutes"),
            Number("Opened before arrival", None),
        ),
        cases=cases,
        states=STATES,
    )


def _status(n: dict[str, int], crew: int, whole: int) -> Status:
    if not whole:
        return Status.NOT_KNOWN
    if n["none"] or n["not_pushed"]:
        return Status.RED
    return Status.GREEN if n["opened"] == whole and crew == whole else Status.AMBER


def _said(n: dict[str, int], crew: int, whole: int) -> str:
    if not whole:
        return "No domestic abuse job came since the force went live: nothing to tell it by."
    return (
        f"{n['opened']} of {whole} jobs were opened in time by their crew, and the crew was known for {crew}. When a "
        "unit arrived is in no feed, so that 'before arrival' itself cannot be told."
    )
