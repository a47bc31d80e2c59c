"""What is counted of domestic abuse jobs over a time: each number opens to its cases, and names nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.briefs.selectors import reached
from firstlight.domestic.models import Job
from firstlight.domestic.rules.arriving import WHY, Reached, team_of, why_not
from firstlight.people.selectors import appearance_of, persons_at
from firstlight.records import selectors as records
from firstlight.records.rules.kinds.concern import VoiceOfChild
from firstlight.records.rules.kinds.domestic import DomesticAbuse

YEAR = timedelta(days=365)
_MOST = 5_000
_ORDER = {"standard": 1, "medium": 2, "high": 3}


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """One team's jobs: briefed and opened before the unit was there; `why` opens to the others."""

    team: str
    jobs: int
    briefed: int
    opened: int
    why: tuple[tuple[str, tuple[str, ...]], ...]  # (words, the jobs), delivery faults first


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted over a time."""

    jobs: int
    teams: tuple[TeamFigures, ...]
    children: int
    seen: int
    alone: int
    unheard: tuple[str, ...]  # jobs with children of whom no voice is held
    repeat: tuple[str, ...]
    downgraded: tuple[tuple[str, str, tuple[str, ...]], ...]  # (job, what, jobs after)


def figures(since: datetime, until: datetime) -> Figures:
    """Count the jobs the force was told of in a time (UTC)."""
    rows = list(Job.objects.filter(told_at__gte=since, told_at__lt=until).order_by("told_at"))
    voices = _voices(rows, since)
    near = _Near(Job.objects.filter(told_at__gte=since - YEAR, told_at__lt=until))
    heard = {job for job, _, _ in voices}
    return Figures(
        jobs=len(rows), teams=_teams(rows), children=sum(row.children for row in rows),
        seen=len({(j, p) for j, p, how in voices if how not in {"not_seen", ""}}),
        alone=len({(j, p) for j, p, how in voices if how == "alone"}),
        unheard=tuple(row.record for row in rows if row.children and row.record not in heard),
        repeat=tuple(row.record for row in rows if near.before(row)),
        downgraded=_downgraded(rows, near, since),
    )  # fmt: skip


def _teams(rows: list[Job]) -> tuple[TeamFigures, ...]:
    found = reached(row.record for row in rows)
    by_team: dict[str, list[tuple[Job, str]]] = defaultdict(list)
    briefed: dict[str, int] = defaultdict(int)
    for row in rows:
        one, team = found.get(row.record), team_of(row.unit)
        how = (
            Reached(one.pushed_at, one.delivered_at, one.opened_at, one.readers)
            if one
            else Reached()
        )
        by_team[team].append((row, why_not(how, row.arrived_at)))
        briefed[team] += bool(how.pushed_at and row.arrived_at and how.pushed_at <= row.arrived_at)
    return tuple(_team(team, held, briefed[team]) for team, held in sorted(by_team.items()))


def _team(team: str, held: list[tuple[Job, str]], briefed: int) -> TeamFigures:
    why = tuple(
        (words, jobs)
        for code, words in WHY.items()
        if (jobs := tuple(row.record for row, reason in held if reason == code))
    )
    return TeamFigures(team, len(held), briefed, sum(not reason for _, reason in held), why)


def _by_name(rows: list[Job]) -> dict[str, str]:
    return {name: row.record for row in rows for name in (row.number, row.record) if name}


def _voices(rows: list[Job], since: datetime) -> list[tuple[str, str, str]]:
    """Give (job, child, how spoken to) of every voice of these jobs."""
    names, found = _by_name(rows), []
    for one in records.newest(kinds=["voice_of_child"], since=since, limit=_MOST):
        job = names.get(one.envelope.happening)
        child = appearance_of(one.ref) if job else None
        if job and child and isinstance(one.details, VoiceOfChild):
            found.append((job, child, one.details.spoken))
    persons = persons_at([child for _, child, _ in found])
    return [(job, persons.get(child, child), how) for job, child, how in found]


class _Near:
    """Which jobs have two people in common, before and after one another."""

    def __init__(self, rows: Iterable[Job]) -> None:
        self.jobs = {row.record: row for row in rows}
        self.of: dict[str, set[str]] = defaultdict(set)
        for row in self.jobs.values():
            for person in row.people:
                self.of[person].add(row.record)

    def _shared(self, row: Job) -> list[Job]:
        times: dict[str, int] = defaultdict(int)
        for person in row.people:
            for other in self.of[person] - {row.record}:
                times[other] += 1
        return [self.jobs[ref] for ref, number in times.items() if number > 1]

    def before(self, row: Job) -> tuple[str, ...]:
        """Give the jobs of the same people in the 12 months before."""
        return tuple(
            one.record
            for one in self._shared(row)
            if row.told_at - YEAR <= one.told_at < row.told_at
        )

    def after(self, row: Job) -> tuple[str, ...]:
        """Give the jobs of the same people after."""
        return tuple(one.record for one in self._shared(row) if one.told_at > row.told_at)


def _downgraded(
    rows: list[Job], near: _Near, since: datetime
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Give the jobs whose second grade is lower than the one at the scene, and what came after."""
    names = _by_name(rows)
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for one in records.newest(kinds=["domestic_abuse_incident"], since=since, limit=_MOST):
        details = one.details
        if not isinstance(details, DomesticAbuse):
            continue
        job = names.get(details.job) or names.get(one.envelope.happening) or names.get(one.ref)
        if job and details.grade:
            first[job] = details.grade  # the newest come first: the oldest stands
        if job and details.secondary_grade:
            second.setdefault(job, details.secondary_grade)
    by_ref = {row.record: row for row in rows}
    return tuple(
        (job, f"{first[job]} at the scene, then {after}", near.after(by_ref[job]))
        for job, after in second.items()
        if job in first and _ORDER[after] < _ORDER[first[job]]
    )
