"""Sharing: a decision for each child at high, and how long the child waited for the first one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.assurance.rules.measure import Case, Measure, Number, Status, days, middle

STATES = (
    ("in_time", "Decided in time"),
    ("late", "Decided, late"),
    ("owed", "Not decided, time still left"),
    ("overdue", "Not decided, overdue"),
)
_SAID = dict(STATES)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to share about a child: shared, part, not or deferred."""

    record: str
    decision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AtHigh:
    """A child whose floor is at high: since when, the decisions, and the first concern told."""

    person: str
    since: datetime
    frameworks: tuple[str, ...]
    decisions: tuple[Decision, ...]
    first_told: datetime | None = None

    @property
    def decided(self) -> Decision | None:
        """Give the first decision since the floor reached high; deferring is not deciding."""
        held = [d for d in self.decisions if d.at >= self.since and d.decision != "deferred"]
        return min(held, key=lambda d: d.at, default=None)

    @property
    def waited(self) -> float | None:
        """Give days from the first concern told to the first sharing after it."""
        if self.first_told is None:
            return None
        shared = [
            d.at
            for d in self.decisions
            if d.decision in {"shared", "part"} and d.at >= self.first_told
        ]
        return days(min(shared) - self.first_told) if shared else None


def _state(child: AtHigh, limit: timedelta, at: datetime) -> str:
    decided = child.decided
    if decided is not None:
        return "in_time" if decided.at - child.since <= limit else "late"
    return "owed" if at - child.since <= limit else "overdue"


def sharing(
    children: Sequence[AtHigh],
    *,
    hours: int,
    grade_alone: tuple[int, int],
    at: datetime,
    period: str,
) -> Measure:
    """Say for how many children at high somebody decided on sharing, and how soon."""
    limit = timedelta(hours=hours)
    states = [_state(child, limit, at) for child in children]
    n = {code: states.count(code) for code, _ in STATES}
    whole = len(children)
    waits = [child.waited for child in children if child.waited is not None]
    told = sum(child.first_told is not None for child in children)
    old = sum(bool(c.decisions) and c.decided is None for c in children)
    return Measure(
        code="sharing",
        title="A decision to share for each child at high",
        question="Was it decided, whatever the grade, whom to tell about each child whose floor is at high?",
        status=_status(n, whole),
        said=_said(n, whole, hours),
        period=period,
        numbers=(
            Number("Children whose floor is at high", whole),
            Number(f"Decided within {hours} hours", n["in_time"], whole, cases="in_time"),
            Number("Decided later", n["late"], whole, cases="late"),
            Number("Not decided, time still left", n["owed"], whole, cases="owed"),
            Number("Not decided, overdue", n["overdue"], whole, cases="overdue"),
            Number(
                "Of those not decided, with an older decision that no longer answers",
                old,
                n["owed"] + n["overdue"],
            ),
            Number("Not shared in 28 days with the grade as the only reason", *grade_alone),
            Number(
                "First concern told to first sharing, the middle child", middle(waits), unit="days"
            ),
            Number("A concern was told and nothing was ever shared", told - len(waits), told),
        ),
        cases=tuple(_case(c, state) for c, state in zip(children, states, strict=True)),
        states=STATES,
    )


def _case(child: AtHigh, state: str) -> Case:
    who = child.person
    return Case(who, f"/people/{who}", state, _because(child, state), child.since, people=(who,))


def _because(child: AtHigh, state: str) -> str:
    where = ", ".join(child.frameworks)
    decided = child.decided
    if decided is not None:
        return f"{_SAID[state]} ({decided.decision}); at high: {where}."
    older = " An older decision was made before the floor reached high." if child.decisions else ""
    return f"{_SAID[state]}; at high: {where}.{older}"


def _status(n: dict[str, int], whole: int) -> Status:
    if not whole:
        return Status.NOT_KNOWN
    if n["overdue"]:
        return Status.RED
    return Status.AMBER if n["late"] or n["owed"] else Status.GREEN


def _said(n: dict[str, int], whole: int, hours: int) -> str:
    if not whole:
        return "No child's floor is at high at this moment: nothing to tell it by."
    return (
        f"{n['in_time']} of {whole} children at high had a decision within {hours} hours of reaching it; "
        f"{n['overdue']} have none and are overdue."
    )
