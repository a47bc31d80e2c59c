"""Devices in an order a person can follow: the child first, one question after another, no sum.

Immediate risk to a child, unidentified victim, position of trust or access, a victim's own device,
enforcement date (reference notes on online abuse, section 5). What is not known stands before what
is known not to be so. A victim's device goes back within 24 hours by default (the same notes,
UNCONFIRMED: a target, not a law).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

RETURN_WITHIN = timedelta(hours=24)
_ORDER = {"yes": 0, "unknown": 1, "not_asked": 1, "": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Device:
    """One device as the questions read it; answers are yes, no, unknown or not_asked."""

    record: str
    case: str
    what: str
    exhibit: str
    child_risk: str
    victim_unidentified: str
    trust_or_access: str
    victims_own: bool
    enforcement_due: datetime | None
    seized_at: datetime | None = None
    submitted_at: datetime | None = None
    completed_at: datetime | None = None
    findings: str = ""

    @property
    def return_by(self) -> datetime | None:
        """Give when a victim's own device should be back with them."""
        own = self.victims_own and self.completed_at is None and self.seized_at
        return self.seized_at + RETURN_WITHIN if own and self.seized_at else None


def key(device: Device) -> tuple[int, int, int, int, datetime]:
    """Give a device's place: the first question that tells two devices apart decides."""
    return (
        _ORDER[device.child_risk],
        _ORDER[device.victim_unidentified],
        _ORDER[device.trust_or_access],
        0 if device.victims_own else 1,
        device.enforcement_due or datetime.max.replace(tzinfo=UTC),
    )


def ordered(devices: list[Device]) -> list[Device]:
    """Give devices that wait, the child first."""
    return sorted((d for d in devices if d.completed_at is None), key=lambda d: (key(d), d.record))


def why(device: Device) -> str:
    """Say, question by question, why a device stands where it does."""
    told = []
    for words, answer in (
        ("immediate risk to a child", device.child_risk),
        ("unidentified victim", device.victim_unidentified),
        ("position of trust or access to children", device.trust_or_access),
    ):
        if answer == "yes":
            told.append(words)
        elif answer != "no":
            told.append(f"{words}: not known")
    if device.victims_own:
        told.append("a victim's own device")
    return "; ".join(told) or "none of the questions is answered yes; by enforcement date"
