"""Online cases: whether the children of the household were seen to on the first day, or waited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.assurance.rules.measure import Case, Measure, Number, Status, days, middle

STATES = (
    ("in_time", "Children there, told to social care in time"),
    ("late", "Children there, told late"),
    ("waiting", "Children there, and nobody was told"),
    ("unchecked", "Nobody asked whether children live there, and none is known"),
    ("asked_none", "Asked; none known to live there"),
)
_SAID = dict(STATES)


@dataclass(frozen=True, slots=True)
class Online:
    """An online case: children known to live with the suspect, when seen, when referred.

    `asked` is whether somebody said that the household was checked.
    """

    ref: str
    told_at: datetime
    asked: bool
    children: tuple[str, ...]
    seen_at: datetime | None
    referred_at: datetime | None
    warrant: str = ""
    case: str = ""


def _state(case: Online, limit: timedelta) -> str:
    if not case.children:
        return "asked_none" if case.asked else "unchecked"
    if case.referred_at is None:
        return "waiting"
    return "in_time" if case.referred_at - case.told_at <= limit else "late"


def online(cases: Sequence[Online], *, minutes: int, at: datetime, period: str) -> Measure:
    """Say in how many cases the household's children came first."""
    limit = timedelta(minutes=minutes)
    states = [_state(case, limit) for case in cases]
    n = {code: states.count(code) for code, _ in STATES}
    homes = [case for case in cases if case.children]
    seen, never = _seen(homes)
    waits = [days((c.referred_at or at) - c.told_at) for c in homes]
    return Measure(
        code="online",
        title="Online cases: children of the household",
        question="Did the children of the household come before the case?",
        status=_status(n, len(cases)),
        said=_said(n, len(cases), len(homes)),
        period=period,
        numbers=(
            Number("Online cases", len(cases)),
            Number("Cases with children known to live there", len(homes), len(cases)),
            Number("Children of those households", sum(len(c.children) for c in homes)),
            Number("A child seen or spoken to on the first day", seen, len(homes)),
            Number("No child ever recorded as seen", never, len(homes)),
            Number(
                f"Told to social care within {minutes} minutes",
                n["in_time"],
                len(homes),
                cases="in_time",
            ),
            Number("Told late", n["late"], len(homes), cases="late"),
            Number(
                "Nobody told: the child's clock is late", n["waiting"], len(homes), cases="waiting"
            ),
            Number("Days the children waited, the middle case", middle(waits), unit="days"),
            Number(
                "Days the children waited, the worst case", max(waits, default=None), unit="days"
            ),
            Number(
                "Nobody asked whether children live there",
                n["unchecked"],
                len(cases),
                cases="unchecked",
            ),
        ),
        cases=_cases(cases, states, at),
        states=STATES,
    )


def _seen(homes: Sequence[Online]) -> tuple[int, int]:
    """Count households with a child seen within a day of the telling, and with none ever seen."""
    day = timedelta(days=1)
    seen = sum(c.seen_at is not None and c.seen_at - c.told_at <= day for c in homes)
    return seen, sum(c.seen_at is None for c in homes)


def _cases(cases: Sequence[Online], states: Sequence[str], at: datetime) -> tuple[Case, ...]:
    return tuple(
        Case(
            c.case or c.ref,
            f"/online/{c.case}" if c.case else f"/records/{c.ref}",
            state,
            _because(c, state, at),
            c.told_at,
            "online",
            c.children,
        )
        for c, state in zip(cases, states, strict=True)
    )


def _because(case: Online, state: str, at: datetime) -> str:
    waited = days((case.referred_at or at) - case.told_at)
    who = f" {len(case.children)} known; {waited:g} days." if case.children else ""
    warrant = (
        f" Warrant: {case.warrant}; it changes nothing for a child."
        if case.warrant and case.children
        else ""
    )
    return f"{_SAID[state]}.{who}{warrant}"


def _status(n: dict[str, int], whole: int) -> Status:
    if not whole:
        return Status.NOT_KNOWN
    if n["waiting"] or n["unchecked"]:
        return Status.RED
    return Status.AMBER if n["late"] else Status.GREEN


def _said(n: dict[str, int], whole: int, homes: int) -> str:
    if not whole:
        return "No online case came in this time: nothing to tell it by."
    return (
        f"In {homes} of {whole} cases children are known to live with the suspect; in {n['waiting']} of those nobody "
        f"told social care. In {n['unchecked']} nobody asked."
    )
