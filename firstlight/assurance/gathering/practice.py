"""Fetch what the missing, domestic abuse and sharing queries are asked over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from firstlight.access.selectors import sight
from firstlight.assurance.gathering.naming import Told, about, told
from firstlight.assurance.rules.living import Aged, Living
from firstlight.assurance.rules.measure import Case
from firstlight.assurance.rules.queries.briefs import Job
from firstlight.assurance.rules.queries.missing import Counted
from firstlight.assurance.rules.queries.sharing import AtHigh, Decision
from firstlight.briefs.selectors import states_of
from firstlight.force.selectors import setting
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import age_on, london_date
from firstlight.missing import selectors as missing
from firstlight.people.selectors import Hit
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import UnitCrewing
from firstlight.records.rules.kinds.judged import Disclosure
from firstlight.risk import selectors as risk
from firstlight.risk.rules import levels
from firstlight.sharing import selectors as sharing

SYSTEM = system_viewer("assurance")
CONCERNS = ("vulnerability_report", "partner_concern", "domestic_abuse_incident", "missing_report")
EARLIEST = timedelta(days=730)


def counted(since: datetime, at: datetime) -> Counted:
    """Give the figures of missing episodes the force was told of from a day until now."""
    f = missing.figures(since, at, SYSTEM)
    return Counted(
        f.told, f.from_care, f.reports, f.gap_median, f.gap_most, f.acknowledged,
        f.acknowledged_in_time, f.acted_in_time, f.graded, int(setting("missing.acknowledge_minutes")),
    )  # fmt: skip


def differences(viewer: Viewer, at: datetime) -> list[Case]:
    """Give every report without an episode, as cases."""
    return [
        Case(
            one.record, f"/records/{one.record}", "to_read" if one.to_read else "unrecorded",
            f"{one.source}: {one.because}", one.told_at, people=(one.person,) if one.person else (),
        )
        for one in missing.unrecorded(at, viewer=viewer)
    ]  # fmt: skip


def searching(viewer: Viewer, at: datetime) -> list[Case]:
    """Give the open episodes as cases, less those this viewer may not know of."""
    hidden = sight(viewer).sealed | viewer.own_refs
    return [
        Case(
            row.ref, f"/missing/{row.ref}", "unacknowledged" if row.state == "reported" else "open",
            f"{row.state_said}. Held by: {row.held_by}.", row.told_at, people=(row.person,),
        )
        for row in missing.board(SYSTEM, at, show="open", limit=500)
        if row.person not in hidden
    ]  # fmt: skip


def jobs(viewer: Viewer, since: datetime) -> list[Job]:
    """Give domestic abuse jobs since going live, with their briefs and whether the crew was known."""
    found = told(("domestic_abuse_incident", "unit_crewing"), viewer, since=since)
    crewed = {
        x.view.details.job
        for x in found
        if isinstance(x.view.details, UnitCrewing) and x.view.details.crew
    }
    held = [x for x in found if _is_job(x)]
    state = states_of([x.view.ref for x in held])
    return [
        Job(
            x.view.ref, x.at, state[x.view.ref].ref if x.view.ref in state else "",
            state[x.view.ref].pushed_at if x.view.ref in state else None,
            state[x.view.ref].opened_at if x.view.ref in state else None, _number(x) in crewed,
        )
        for x in held
    ]  # fmt: skip


def _is_job(one: Told) -> bool:
    """Tell the job from the form written after it: history and forms cannot be briefed."""
    details = one.view.details
    return isinstance(details, DomesticAbuse) and not one.view.before_live and not details.tool


def _number(one: Told) -> str:
    return one.view.details.job if isinstance(one.view.details, DomesticAbuse) else ""


def is_child(hit: Hit | None, on: date) -> bool:
    """Tell whether somebody is, or may be, under 18 on a day: an age nobody said counts as a child's."""
    if hit is None:
        return False
    if hit.born_on:
        return age_on(hit.born_on, on) < 18
    return hit.age_stated is None or hit.age_stated < 18


def at_high(viewer: Viewer, at: datetime) -> list[AtHigh]:
    """Give every child whose floor is at high, with the decisions and the first concern about them."""
    frameworks: dict[str, list[str]] = {}
    for one in risk.at_top():
        frameworks.setdefault(one.person, []).append(one.framework)
    found = about(frameworks, viewer)
    ages = Living((), _ages(found))
    decided, first = _decisions(found), _first_told(found, at)
    return [
        AtHigh(
            person, _since(person, held, at), tuple(levels.TITLES[f] for f in held),
            tuple(decided.get(person, ())), first.get(person),
        )
        for person, held in frameworks.items()
        if person in first and ages.is_child(person, london_date(at)) is not Answer.NO
    ]  # fmt: skip


def _ages(found: list[Told]) -> Iterator[tuple[str, Aged]]:
    """Give what records said of ages; an age nobody said leaves a person one who may be a child."""
    for one in found:
        by_key = {c.key: c.person for c in one.cast if c.person}
        for person in one.view.envelope.people:
            if person.key in by_key:
                yield str(by_key[person.key]), Aged(person.born_on, person.age, london_date(one.at))


def _since(person: str, frameworks: list[str], at: datetime) -> datetime:
    """Give since when a floor has stood at the top without a break."""
    since = at
    for past in reversed(risk.history(person)):
        if not any(levels.is_top(f, past.levels[f]) for f in frameworks if f in past.levels):
            break
        since = past.at
    return since


def _decisions(found: list[Told]) -> dict[str, list[Decision]]:
    held: dict[str, list[Decision]] = {}
    for one in found:
        details = one.view.details
        if isinstance(details, Disclosure):
            for person in one.people("subject", "victim", "child"):
                held.setdefault(person, []).append(Decision(one.view.ref, details.decision, one.at))
    return held


def _first_told(found: list[Told], at: datetime) -> dict[str, datetime | None]:
    """Give, for everybody named, when the first concern of two years reached the force, if any did."""
    held: dict[str, datetime | None] = {person: None for one in found for person in one.people()}
    for one in sorted(found, key=lambda one: one.at, reverse=True):
        if one.view.kind in CONCERNS and one.at >= at - EARLIEST:
            held.update(dict.fromkeys(one.people("subject", "victim", "child"), one.at))
    return held


def grade_alone(since: datetime, until: datetime) -> tuple[int, int]:
    """Give how many decisions not to share gave the grade as their only reason, out of how many."""
    counted = sharing.figures(since, until)
    return counted.not_shared_on_grade_alone, counted.not_shared
