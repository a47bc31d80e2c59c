"""The steps of a duty as one table: buttons, refusals and the drawing come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firstlight.duties.rules.doing import DEEDS

State = Literal["waiting", "acknowledged", "unaccepted", "closed"]
Verb = Literal["acknowledge", "accept", "refuse", "close", "hand_over"]


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the table; `button` is empty where no person presses it."""

    verb: Verb
    before: tuple[State, ...]
    after: State
    button: str = ""
    tone: str = "secondary"
    needs: tuple[str, ...] = ()


STATES: dict[str, str] = {
    "waiting": "Nobody has said they have it",
    "acknowledged": "Acknowledged",
    "unaccepted": "Handed over, not accepted",
    "closed": "Closed",
}

STEPS: tuple[Step, ...] = (
    Step("acknowledge", ("waiting",), "acknowledged", "I have this", "primary"),
    Step("accept", ("unaccepted",), "acknowledged", "Accept", "primary"),
    Step(
        "refuse",
        ("waiting", "unaccepted", "acknowledged"),
        "waiting",
        "Pass on",
        needs=("reason", "onward"),
    ),
    Step("close", ("waiting", "unaccepted", "acknowledged"), "closed", "Close", needs=("outcome",)),
    Step("hand_over", ("waiting", "acknowledged"), "unaccepted"),
)


def step(verb: Verb) -> Step:
    """Give the row of a verb."""
    return next(row for row in STEPS if row.verb == verb)


def can(verb: Verb, state: str) -> bool:
    """Tell whether a duty in this state takes this step."""
    return state in step(verb).before


def buttons(state: str, clock: str) -> tuple[Step, ...]:
    """Give what a person can press for a duty of this clock in this state."""
    offered = (row for row in STEPS if row.button and state in row.before)
    return tuple(row for row in offered if row.verb != "close" or clock not in DEEDS)
