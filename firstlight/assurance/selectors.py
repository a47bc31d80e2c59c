"""Reads of the proof: what each query finds now, who endorsed, who stands at high unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from firstlight.access.selectors import may, sight
from firstlight.assurance.gathering import investigating, ordinary, practice
from firstlight.assurance.gathering.reckoned import considered_cases, reckoning
from firstlight.assurance.models import Endorsement
from firstlight.assurance.replay.reading import (
    GROUPS,
    ChildRow,
    Shown,
    graders,
    lookback_told,
    months,
)
from firstlight.assurance.replay.reading import newest as newest_lookback
from firstlight.assurance.rules import departments
from firstlight.assurance.rules.demand import Demand
from firstlight.assurance.rules.measure import Case, Measure, Status, worst
from firstlight.assurance.rules.queries.briefs import briefs
from firstlight.assurance.rules.queries.departments import Row, by_department, unmentioned
from firstlight.assurance.rules.queries.devices import among_children, devices
from firstlight.assurance.rules.queries.missing import missing
from firstlight.assurance.rules.queries.online import online
from firstlight.assurance.rules.queries.sharing import sharing
from firstlight.assurance.rules.recommendations import RECOMMENDATIONS, Recommendation
from firstlight.assurance.rules.unmentioned import Answered
from firstlight.audit.selectors import last_event
from firstlight.force.selectors import held, setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Seen, Viewer
from firstlight.risk import selectors as risk
from firstlight.risk.rules import levels

__all__ = [
    "GROUPS",
    "ChildRow",
    "EndorsementRow",
    "Shown",
    "Standing",
    "Unseen",
    "all_standing",
    "considered",
    "considered_cases",
    "demand",
    "departments_table",
    "endorsements",
    "forget",
    "graders",
    "lookback_told",
    "measure",
    "months",
    "never_recorded",
    "newest_lookback",
    "reckoning",
    "risen",
    "standing",
    "ungraded",
]

RECENT = timedelta(days=90)
MONTH = timedelta(days=28)
YEAR = timedelta(days=365)
LAST_90, LAST_28, LAST_YEAR, NOW = (
    "The last 90 days",
    "The last 28 days",
    "The last 12 months",
    "At this moment",
)


def _unmentioned(viewer: Viewer, at: datetime) -> Measure:  # noqa: ARG001 -- each query is asked alike
    return unmentioned(considered_cases(viewer), period=LAST_90, reckoned=reckoning() is not None)


def _missing(viewer: Viewer, at: datetime) -> Measure:
    return missing(
        practice.counted(at - MONTH, at), practice.differences(viewer, at), practice.searching(viewer, at),
        period=LAST_28, at=at,
    )  # fmt: skip


def _briefs(viewer: Viewer, at: datetime) -> Measure:
    minutes = int(setting("briefs.material_minutes"))
    return briefs(practice.jobs(viewer, at - MONTH), minutes=minutes, period=LAST_28)


def _sharing(viewer: Viewer, at: datetime) -> Measure:
    hours = int(setting("sharing.decide_hours"))
    alone = practice.grade_alone(at - MONTH, at)
    return sharing(practice.at_high(viewer, at), hours=hours, grade_alone=alone, at=at, period=NOW)


def _online(viewer: Viewer, at: datetime) -> Measure:
    minutes = int(setting("online.referral_minutes"))
    return online(
        investigating.online_cases(viewer, at - YEAR), minutes=minutes, at=at, period=LAST_YEAR
    )


def _devices(viewer: Viewer, at: datetime) -> Measure:
    return devices(investigating.queue(viewer, at - YEAR), at=at, period=LAST_YEAR)


def _among(viewer: Viewer, at: datetime) -> Measure:
    return among_children(investigating.image_matters(viewer, at - YEAR, at), period=LAST_YEAR)


QUERIES: dict[str, Callable[[Viewer, datetime], Measure]] = {
    "unmentioned": _unmentioned,
    "missing": _missing,
    "briefs": _briefs,
    "sharing": _sharing,
    "online": _online,
    "devices": _devices,
    "among_children": _among,
}


_held: dict[tuple[object, ...], Measure] = {}
_MOST_HELD = 64


def forget() -> None:
    """Forget every answer that is kept for the moment."""
    _held.clear()


def measure(code: str, viewer: Viewer, at: datetime) -> Measure:
    """Ask one query now, as this viewer may know. NotThere for an unknown one or who may not.

    The answer is kept until anything happens, or five minutes pass: many leaders look at once.
    """
    if code not in QUERIES or not may(viewer, "leaders.see"):
        raise NotThere
    seen = sight(viewer)
    hidden = seen.sealed | viewer.own_refs
    key = (code, hidden, last_event(), int(at.timestamp() // 300))
    if key not in _held:
        while len(_held) >= _MOST_HELD:
            _held.pop(next(iter(_held)))
        found = QUERIES[code](replace(viewer, seen=Seen()), at)
        open_to = tuple(case for case in found.cases if not hidden & {case.ref, *case.people})
        _held[key] = replace(found, cases=open_to)
    return _held[key]


@dataclass(frozen=True, slots=True)
class EndorsementRow:
    """One endorsement as pages tell it."""

    ref: str
    department: str
    text: str
    by_title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A recommendation, when it is due, who endorsed it, and what its queries say now."""

    row: Recommendation
    due_on: date
    due_set_by: str
    overdue: bool
    measures: tuple[Measure, ...]
    endorsements: tuple[EndorsementRow, ...]
    status: Status

    @property
    def whole_force(self) -> EndorsementRow | None:
        """Give the newest endorsement for the whole force."""
        return next((one for one in self.endorsements if one.department == departments.FORCE), None)

    @property
    def departments(self) -> int:
        """Count the departments that endorsed."""
        return len({one.department for one in self.endorsements} - {departments.FORCE})


def endorsements(code: str) -> tuple[EndorsementRow, ...]:
    """Give a recommendation's endorsements, newest first."""
    rows = Endorsement.objects.filter(recommendation=code).order_by("-pk")
    return tuple(EndorsementRow(r.ref, r.department, r.text, r.by_title, r.at) for r in rows)


def standing(code: str, viewer: Viewer, at: datetime) -> Standing:
    """Give one recommendation as it stands now. The queries alone set its status."""
    row = RECOMMENDATIONS.get(code)
    if row is None or not may(viewer, "leaders.see"):
        raise NotThere
    received = held("leaders.report_received_on")
    due = row.due_on(date.fromisoformat(str(received.value)))
    measures = tuple(measure(query, viewer, at) for query in row.queries)
    status = worst(one.status for one in measures)
    return Standing(
        row, due, received.set_by, due < at.date() and status is not Status.GREEN, measures,
        endorsements(code), status,
    )  # fmt: skip


def all_standing(viewer: Viewer, at: datetime) -> tuple[Standing, ...]:
    """Give the five recommendations as they stand now."""
    return tuple(standing(code, viewer, at) for code in RECOMMENDATIONS)


def departments_table(viewer: Viewer) -> tuple[Row, ...]:
    """Give the table of departments: whose ordinary records mention no child who lives there."""
    return by_department(considered_cases(viewer))


def considered(record: str, viewer: Viewer) -> Answered | None:
    """Answer now for one record, as this viewer may know it: for the prompt on its page."""
    found = ordinary.one(record, viewer)
    return found[1] if found else None


def demand(viewer: Viewer, at: datetime) -> Demand:
    """Give the online team's demand beside who is on duty."""
    return investigating.demand(viewer, at)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A person whose floor is at high or rose: by reference, framework and when."""

    person: str
    framework: str
    level: str
    at: datetime


def _unseen(rows: list[risk.AtLevel], viewer: Viewer) -> tuple[Unseen, ...]:
    hidden = sight(viewer).sealed | viewer.own_refs
    return tuple(
        Unseen(
            r.person,
            levels.TITLES[r.framework],
            levels.word(r.framework, r.level, r.at.date()),
            r.at,
        )
        for r in rows
        if r.person not in hidden
    )


def ungraded(viewer: Viewer) -> tuple[Unseen, ...]:
    """Give everybody whose floor is at high and whom no person has graded there."""
    return _unseen(risk.ungraded_at_top(), viewer)


def risen(since: datetime, viewer: Viewer) -> tuple[Unseen, ...]:
    """Give everybody whose floor rose since a moment, newest first."""
    return _unseen(risk.rises(since), viewer)


def never_recorded(viewer: Viewer, at: datetime) -> tuple[Case, ...]:
    """Give what was told to the force and never recorded as what it was."""
    hidden = sight(viewer).sealed | viewer.own_refs
    return tuple(c for c in practice.differences(viewer, at) if not hidden & {c.ref, *c.people})
