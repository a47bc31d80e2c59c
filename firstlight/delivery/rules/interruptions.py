"""What may interrupt somebody: one short table, with a budget per post and shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Urgency:
    """How an alert of a level travels. `always` interrupts also beyond the budget."""

    level: str
    interrupts: bool
    always: bool = False
    mail: bool = False


# Every level an alert can have. A level that is not here is a badge alone.
URGENCIES: tuple[Urgency, ...] = (
    Urgency("urgent", interrupts=True, always=True, mail=True),
    Urgency("very_high", interrupts=True, always=True, mail=True),
    Urgency("high", interrupts=True, mail=True),
    Urgency("medium", interrupts=True),
    Urgency("standard", interrupts=False),
    Urgency("low", interrupts=False),
    Urgency("very_low", interrupts=False),
)
_BY_LEVEL = {row.level: row for row in URGENCIES}

# Within one shift a post or person is interrupted as often as the force has set, and no more.
SHIFT = timedelta(hours=10)
# Alerts about the same child to the same post within this time are one interruption.
BUNDLED = timedelta(minutes=10)


def urgency(level: str) -> Urgency:
    """Give the row of a level; one that is not in the table never interrupts."""
    return _BY_LEVEL.get(level, Urgency(level, interrupts=False))


def interrupts(level: str, *, spent: int, budget: int, already: bool) -> bool:
    """Tell whether an alert may interrupt.

    `spent` counts interruptions of this recipient in the shift so far, of a `budget`; `already` says that one
    about the same matter, as urgent or more so, was given within BUNDLED.
    """
    row = urgency(level)
    if already:
        return False
    return row.always or (row.interrupts and spent < budget)


def as_urgent(one: str, other: str) -> bool:
    """Tell whether a level is as urgent as another, or more so."""
    order = [row.level for row in URGENCIES]
    return one in order and (other not in order or order.index(one) <= order.index(other))
