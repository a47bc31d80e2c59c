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
# Beyond the budget, what insists is gathered into one interruption in this time: the ladder's own step.
GATHERED = timedelta(minutes=30)


def urgency(level: str) -> Urgency:
    """Give the row of a level; one that is not in the table never interrupts."""
    return _BY_LEVEL.get(level, Urgency(level, interrupts=False))


def interrupts(
    level: str,
    *,
    spent: int,
    budget: int,
    already: bool,
    insists: bool = False,
    lately: bool = False,
) -> bool:
    """Tell whether an alert may interrupt.

    `spent` counts interruptions of this recipient in the shift so far, of a `budget`; `already` says
    that one about the same matter, as urgent or more so, was given within BUNDLED. What `insists` is
    what nobody acted on, what was handed over or passed on: it interrupts within the budget, and
    beyond it, where it is high, once in GATHERED for all that has come by then: `lately` says that
    this recipient was interrupted within it. The rest is on the page meanwhile, and climbs.
    """
    row = urgency(level)
    if already and not insists:
        return False
    if row.always or spent < budget:
        return row.always or row.interrupts or insists
    return insists and row.mail and not lately


def as_urgent(one: str, other: str) -> bool:
    """Tell whether a level is as urgent as another, or more so."""
    order = [row.level for row in URGENCIES]
    return one in order and (other not in order or order.index(one) <= order.index(other))
