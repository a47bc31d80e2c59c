"""The steps of an online case as one table. They move the case alone: no step touches a child's clock.

Nothing closes before every child of the first three classes has a line, tonight is answered and
the children's clock is done (design, invariants 4, 5 and 20).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal[
    "received", "developing", "sought", "granted", "acted", "charged", "ended", "closed"
]
Verb = Literal["develop", "seek", "grant", "act", "charge", "end", "close"]

STATES: dict[str, str] = {
    "received": "Received",
    "developing": "Being developed",
    "sought": "Warrant sought",
    "granted": "Warrant granted",
    "acted": "Warrant executed or suspect arrested",
    "charged": "Suspect charged",
    "ended": "No further action on the suspect",
    "closed": "Closed",
}
BEFORE: tuple[State, ...] = ("received", "developing", "sought", "granted")
OPEN: tuple[State, ...] = (*BEFORE, "acted", "charged", "ended")


@dataclass(frozen=True, slots=True)
class Step:
    """One row: from which states, to which, and the words of its button."""

    verb: Verb
    before: tuple[State, ...]
    after: State
    button: str


STEPS: tuple[Step, ...] = (
    Step("develop", ("received",), "developing", "Take it on"),
    Step("seek", ("received", "developing"), "sought", "Warrant sought"),
    Step("grant", ("received", "developing", "sought"), "granted", "Warrant granted"),
    Step("act", BEFORE, "acted", "Warrant executed or arrested"),
    Step("charge", (*BEFORE, "acted"), "charged", "Charged"),
    Step("end", (*BEFORE, "acted", "charged"), "ended", "No further action on the suspect"),
    Step("close", OPEN, "closed", "Close"),
)
# What the words of a record do to the case, by themselves.
OF_WARRANT: dict[str, Verb] = {"sought": "seek", "granted": "grant", "executed": "act"}
OF_OUTCOME: dict[str, Verb] = {
    "charged": "charge", "convicted": "charge", "cautioned": "end", "no_further_action": "end",
    "not_proved": "end", "acquitted": "end",
}  # fmt: skip


def step(verb: str, state: str) -> Step | None:
    """Give the row by which a verb leads on from a state; None where the table has none."""
    return next((row for row in STEPS if row.verb == verb and state in row.before), None)


def buttons(state: str) -> tuple[Step, ...]:
    """Give what a person can press for a case in this state; closing is a form of its own."""
    return tuple(row for row in STEPS if state in row.before and row.verb != "close")


def why_not(state: str) -> str:
    """Say why a verb is refused in a state."""
    said = next((words.lower() for code, words in STATES.items() if code == state), "not known")
    return f"The case is: {said}. That step does not lead on from there."
