"""What is asked of every call in the same words, and when a response may be delayed.

The questions are those call staff are told to ask by College of Policing practice on domestic abuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.kind import Details

RESPONSES = {
    "immediate": "Immediate",
    "priority": "Priority",
    "delayed": "Delayed, by appointment",
}
CUT = "cut"
KNOWN = (("not_asked", "Not asked"), ("unknown", "Asked, not known"), ("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class Delay:
    """What must be told before a response may be delayed."""

    suspect_present: str = "not_asked"
    suspect_expected: str = "not_asked"
    chosen: bool = False
    where: tuple[str, ...] = ()  # each child's whereabouts, a line each
    see_by: datetime | None = None


def delay_faults(told: Delay, *, children: int, at: datetime) -> tuple[tuple[str, str], ...]:
    """Say everything that stands against a delayed response. Not asked and not known are no "no"."""
    faults = []
    if told.suspect_present != "no":
        faults.append(("suspect_present", "The suspect must be told not to be there"))
    if told.suspect_expected != "no":
        faults.append(("suspect_expected", "The suspect must be told not to be expected there"))
    if not told.chosen:
        faults.append(("chosen", "The victim must have chosen it"))
    lines = [line for line in told.where if line.strip()]
    if len(lines) < children:
        lacking = children - len(lines)
        faults.append(
            ("children_where", f"Say where each child is: {lacking} of {children} not told")
        )
    if told.see_by is None or told.see_by <= at:
        faults.append(("see_by", "Set a time, still to come, at which the children are seen"))
    return tuple(faults)


def standing(last: str) -> str:
    """Say the response that stands: a cut call is answered as immediate until a person sets it again."""
    if last == CUT:
        return "Immediate: the call was cut off, and nobody has set the response since"
    return RESPONSES.get(last, "Not set")


def was_attended(details: Details) -> bool:
    """Tell whether a form shows that somebody was there: its risk tool was done, or a child heard."""
    if not isinstance(details, DomesticAbuse):
        return False
    return bool(details.grade or details.tool or details.children_heard in {"yes", "no"})


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a caller, victim, address or suspect was told of within 12 months."""

    what: str
    number: int
    last: datetime | None
    records: tuple[str, ...]

    @property
    def said(self) -> str:
        """Say it in one line; none told is not none."""
        if not self.number:
            return f"{self.what}: none told within 12 months that you may see"
        return f"{self.what}: {self.number} within 12 months"
