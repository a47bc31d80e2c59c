"""What a query found: numbers with their denominators, what is not known apart, and the cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median


class Status(StrEnum):
    """How a demand stands, said in words. Nothing typed by anybody makes it green."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_KNOWN = "not_known"


SAID = {
    Status.RED: "Red: not met",
    Status.AMBER: "Amber: partly met",
    Status.GREEN: "Green: met by the records",
    Status.NOT_KNOWN: "Not known yet",
}
TONES = {Status.RED: "red", Status.AMBER: "orange", Status.GREEN: "green", Status.NOT_KNOWN: "grey"}
# The worst of several speaks for all; what is not known is worse than amber, never better than green.
_ORDER = (Status.RED, Status.NOT_KNOWN, Status.AMBER, Status.GREEN)


@dataclass(frozen=True, slots=True)
class Number:
    """A count with its denominator. `count` None is not known; `unit` where it is no count.

    `cases` is the state whose cases it counts: the number opens to them.
    """

    label: str
    count: float | None
    of: int | None = None
    unit: str = ""
    cases: str = ""

    @property
    def words(self) -> str:
        """Say it, its denominator and its unit always with it."""
        if self.count is None:
            return "not known"
        told = f"{self.count:g} {self.unit}".strip()
        return told if self.of is None else f"{told} of {self.of}"


@dataclass(frozen=True, slots=True)
class Case:
    """One case behind a number: a reference, its page, in which state and why. Never a name."""

    ref: str
    url: str
    state: str
    because: str
    at: datetime | None = None
    department: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What one query found at a moment; `period` says which time it covers."""

    code: str
    title: str
    question: str
    status: Status
    said: str
    period: str
    numbers: tuple[Number, ...]
    cases: tuple[Case, ...] = ()
    states: tuple[tuple[str, str], ...] = ()

    @property
    def status_said(self) -> str:
        """Say the status in words."""
        return SAID[self.status]

    @property
    def tone(self) -> str:
        """Give the colour that goes with the words."""
        return TONES[self.status]

    def of_state(self, state: str) -> tuple[Case, ...]:
        """Give the cases of one state, all of them without one."""
        return tuple(case for case in self.cases if not state or case.state == state)


def worst(statuses: Iterable[Status]) -> Status:
    """Give the status that speaks for several."""
    held = set(statuses)
    return next((one for one in _ORDER if one in held), Status.NOT_KNOWN)


def middle(values: Sequence[float]) -> float | None:
    """Give the middle value; None where there is nothing to reckon from."""
    return round(float(median(values)), 1) if values else None


def days(span: timedelta) -> float:
    """Give a span in days, one decimal."""
    return round(span.total_seconds() / 86_400, 1)


def share(part: int, whole: int) -> int:
    """Give a share in whole per cent; rounded towards the worse, so 99.6 is never told as all."""
    return 100 if part >= whole else 100 * part // whole
