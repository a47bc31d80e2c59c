"""Fetch what the online, device and image queries are asked over, and the team's demand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from firstlight.assurance.gathering.homes import dwellings, living
from firstlight.assurance.gathering.naming import Told, told
from firstlight.assurance.rules.demand import (
    WEEK,
    WEEKS,
    Demand,
    OnShift,
    hours_covered,
    new_by_week,
)
from firstlight.assurance.rules.living import Living
from firstlight.assurance.rules.queries.devices import Among, Device
from firstlight.assurance.rules.queries.online import Online
from firstlight.duties import selectors as duties
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.online import selectors as online
from firstlight.records.rules.kinds.checks import Check
from firstlight.records.rules.kinds.concern import VoiceOfChild
from firstlight.records.rules.kinds.judged import Disclosure
from firstlight.records.rules.kinds.online import DeviceExamination, OnlineReferral

SYSTEM = system_viewer("assurance")
POST = "online_duty_sergeant"
QUEUE = "online"
DAY, YEAR = timedelta(days=1), timedelta(days=365)
# Records that show that somebody from the force saw a child, or told social care of one.
SEEING = ("voice_of_child", "disclosure", "check", "police_protection")
REFERRING = frozenset({"CSC_REFERRAL", "IMAGES_REFERRAL", "ONLINE_CHILDREN"})


def _homes_of(cases: list[Told], viewer: Viewer) -> tuple[Living, dict[str, set[str]]]:
    suspects = {p for one in cases for p in one.people("suspect", "subject")}
    named = {place for one in cases for place in one.places}
    index = living(dwellings(named), suspects, viewer)
    own: dict[str, set[str]] = {}
    for one in cases:
        on = london_date(one.at)
        homes = {h for p in one.people("suspect", "subject") for h in index.homes(p, on)}
        own[one.view.ref] = homes | {c.place for c in one.cast if c.place}
    return index, own


def _children(one: Told, index: Living, homes: set[str]) -> tuple[str, ...]:
    on = london_date(one.at)
    near = {p for home in homes for p in index.residents(home, on)}
    near -= set(one.people("suspect"))
    return tuple(sorted(p for p in near if index.is_child(p, on) is Answer.YES))


def online_cases(viewer: Viewer, since: datetime) -> list[Online]:
    """Give online cases with the children known to live with the suspect, and what was done for them."""
    cases = told(("online_referral",), viewer, since=since)
    index, homes = _homes_of(cases, viewer)
    seeing = told(SEEING, viewer, since=since)
    found = []
    for one in cases:
        children = _children(one, index, dwellings(homes[one.view.ref]))
        details = one.view.details
        asked = isinstance(details, OnlineReferral) and details.household_children_checked in {
            "yes",
            "no",
        }
        found.append(Online(
            one.view.ref, one.at, asked or _checked(one, seeing), children,
            _first(one, children, seeing, _saw), _first(one, children, seeing, _shared),
            details.warrant if isinstance(details, OnlineReferral) else "",
            online.case_of_record(one.view.ref, SYSTEM),
        ))  # fmt: skip
    return found


def _saw(one: Told) -> bool:
    details = one.view.details
    if isinstance(details, VoiceOfChild):
        return details.spoken not in {"", "not_seen"}
    return one.view.kind == "police_protection"


def _shared(one: Told) -> bool:
    details = one.view.details
    return isinstance(details, Disclosure) and details.decision in {"shared", "part"}


def _first(
    case: Told, children: tuple[str, ...], held: list[Told], done: Callable[[Told], bool]
) -> datetime | None:
    times = [x.at for x in held if x.at >= case.at and set(x.people()) & set(children) and done(x)]
    return min(times, default=None)


def _checked(case: Told, held: list[Told]) -> bool:
    """Tell whether a check about the suspect asked for children after the case came in."""
    suspects = set(case.people("suspect", "subject"))
    return any(
        isinstance(x.view.details, Check) and "child" in x.view.details.question.lower()
        and x.view.details.answer in {"found", "nothing_found"} and suspects & set(x.people()) and x.at >= case.at
        for x in held
    )  # fmt: skip


def queue(viewer: Viewer, since: datetime) -> list[Device]:
    """Give devices told of since a day; one still waiting counts however long ago it was seized."""
    found = []
    for one in told(("device_examination",), viewer, since=since):
        details = one.view.details
        if isinstance(details, DeviceExamination):
            found.append(Device(
                one.view.ref, details.seized_at or details.submitted_at or one.at, details.completed_at,
                details.child_risk, details.victims_own_device,
            ))  # fmt: skip
    return found


def image_matters(viewer: Viewer, since: datetime, at: datetime) -> list[Among]:
    """Give image matters among children, with who of them has a referral or an open duty to refer."""
    shared = [x for x in told(("disclosure",), viewer, since=since) if _shared(x)]
    found = []
    for one in told(("image_sharing",), viewer, since=since):
        children = one.people("victim", "suspect", "subject", "child")
        told_of = {p for x in shared if x.at >= one.at for p in x.people()}
        owed = {
            p
            for duty in duties.about(one.view.ref, SYSTEM, at)
            if duty.clock in REFERRING
            for p in duty.people
        }
        found.append(Among(
            one.view.ref, one.at, children, tuple(p for p in children if p in told_of | owed),
        ))  # fmt: skip
    return found


def demand(viewer: Viewer, at: datetime) -> Demand:
    """Set what waits for the online team beside who is on duty for it, by the real rota."""
    team = online.demand(SYSTEM, at)
    year = told(("online_referral",), viewer, since=at - YEAR)
    board = duties.board(SYSTEM, at, queue=QUEUE, limit=500)
    rows = [row for row in board.rows if row.due_at is not None]
    soonest = min(rows, key=lambda row: row.due_at or at, default=None)
    came = told(("online_referral", "image_sharing"), viewer, since=at - WEEK * (WEEKS + 4))
    shifts = [
        OnShift(s.user, s.post, s.begins_at, s.ends_at)
        for s in duties.shifts(at, at + WEEK)
        if s.post == POST
    ]
    hours, empty = hours_covered(shifts, at, at + WEEK)
    return Demand(
        cases=team.open_cases, cases_due=team.due_this_week, cases_late=team.late, open=board.total,
        late=sum(row.late for row in board.rows),
        due_today=sum(bool(row.due_at and at <= row.due_at <= at + DAY) for row in board.rows),
        next_due=soonest.due_at if soonest else None, next_told=soonest.told_at if soonest else None,
        weeks=new_by_week([x.at for x in came], at),
        before_live=sum(x.view.before_live for x in year), on_duty=len(team.officers),
        on_books=team.on_team, hours=hours, days_empty=empty,
    )  # fmt: skip
