"""Why a brief was not opened before the unit was there: read as a fault of delivery first. Pure.

It is told by team, never by name: what was not delivered nobody could have opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

WHY: dict[str, str] = {
    "not_sent": "Not sent before the unit was there",
    "nobody": "Nobody of the crew could be reached: no account, or in the story",
    "not_delivered": "Sent, and not delivered to any page or phone before the unit was there",
    "not_opened": "Delivered in time and not opened",
    "not_told": "When the unit was there is not told",
}
# Faults of ours or of the network, before anybody is asked why they did not read.
FAULTS = frozenset({"not_sent", "nobody", "not_delivered"})


@dataclass(frozen=True, slots=True)
class Reached:
    """How a job's brief reached its crew: the first moment of each, None where it did not."""

    pushed_at: datetime | None = None
    delivered_at: datetime | None = None
    opened_at: datetime | None = None
    readers: int = 0


def why_not(reached: Reached, arrived_at: datetime | None) -> str:
    """Give the code of why a brief was not opened before arrival; empty where it was."""
    if arrived_at is None:
        return "not_told"
    if reached.opened_at is not None and reached.opened_at <= arrived_at:
        return ""
    if reached.pushed_at is None or reached.pushed_at > arrived_at:
        return "not_sent"
    if not reached.readers:
        return "nobody"
    if reached.delivered_at is None or reached.delivered_at > arrived_at:
        return "not_delivered"
    return "not_opened"


def team_of(unit: str) -> str:
    """Give the team of a unit by the letters of its call sign."""
    letters = unit.strip().rstrip("0123456789 -")
    return letters or "No unit told"
