"""The steps of a missing episode as one table: buttons, refusals and the drawing come from it.

Only "safe and seen" ends a search; nothing closes before the prevention interview (College of
Policing APP, missing persons), nor before tonight is answered and each child concerned has a line
(design, invariants 5 and 20).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal[
    "away", "reported", "acknowledged", "graded", "looking", "sighted", "located", "safe",
    "interviewed", "offered", "closed", "joined",
]  # fmt: skip
Verb = Literal[
    "lapse", "acknowledge", "grade", "act", "sighting", "locate", "search_on", "safe_and_seen",
    "prevention_interview", "offer_return_interview", "close", "join", "part",
]  # fmt: skip

STATES: dict[State, str] = {
    "away": "Away, whereabouts known",
    "reported": "Reported, nobody has said they have it",
    "acknowledged": "Acknowledged, not graded",
    "graded": "Graded, no action logged yet",
    "looking": "Being looked for",
    "sighted": "Sighted, still being looked for",
    "located": "Located, not yet safe and seen",
    "safe": "Safe and seen, prevention interview due",
    "interviewed": "Prevention interview held",
    "offered": "Return home interview offered",
    "closed": "Closed",
    "joined": "Joined to another episode of the same person",
}
# Whoever is in one of these is missing now, or away until a contact.
SEARCH: tuple[State, ...] = (
    "reported", "acknowledged", "graded", "looking", "sighted", "located",
)  # fmt: skip
OPEN: tuple[State, ...] = ("away", *SEARCH)
AFTER: tuple[State, ...] = ("safe", "interviewed", "offered")
UNCLOSED: tuple[State, ...] = (*OPEN, *AFTER)


@dataclass(frozen=True, slots=True)
class Step:
    """One row: `button` is empty where no person presses it. `only` is "adult" or both."""

    verb: Verb
    before: tuple[State, ...]
    after: State
    button: str = ""
    only: str = ""


STEPS: tuple[Step, ...] = (
    Step("lapse", ("away",), "reported"),
    Step("acknowledge", ("reported",), "acknowledged", "I have this"),
    Step("grade", ("reported", "acknowledged", "graded"), "graded", "Grade"),
    Step("grade", ("looking",), "looking", "Grade again"),
    Step("grade", ("sighted",), "sighted", "Grade again"),
    Step("grade", ("located",), "located", "Grade again"),
    Step("act", ("reported", "acknowledged", "graded", "looking"), "looking", "Log an action"),
    Step("act", ("away",), "away", "Log an action"),
    Step("act", ("sighted",), "sighted", "Log an action"),
    Step("act", ("located",), "located", "Log an action"),
    Step("sighting", (*OPEN,), "sighted", "Record a sighting"),
    Step("locate", (*OPEN,), "located", "Located, or in custody or hospital"),
    Step("search_on", ("sighted", "located"), "looking", "Not safe: the search goes on"),
    Step("safe_and_seen", (*OPEN,), "safe", "Safe and seen"),
    Step("prevention_interview", ("safe",), "interviewed", "Prevention interview"),
    Step("offer_return_interview", ("interviewed",), "offered", "Return home interview offered"),
    Step("close", ("offered",), "closed", "Close"),
    Step("close", ("interviewed",), "closed", "Close", "adult"),
    Step("join", UNCLOSED, "joined"),
    Step("part", ("joined",), "reported"),
)


def step(verb: str, state: str, *, adult: bool = False) -> Step | None:
    """Give the row by which a verb leads on from a state; None where the table has none."""
    for row in STEPS:
        if row.verb == verb and state in row.before and (not row.only or adult):
            return row
    return None


def buttons(state: str, *, adult: bool = False) -> tuple[Step, ...]:
    """Give what a person can press for an episode in this state."""
    rows = (r for r in STEPS if r.button and state in r.before)
    return tuple(row for row in rows if not row.only or adult)


def why_not(verb: str, state: str) -> str:
    """Say why a verb is refused in a state."""
    said = STATES[state].lower() if state in STATES else "not known"
    needed = sorted({STATES[s].lower() for r in STEPS if r.verb == verb for s in r.before})
    return f"This episode is: {said}. It can be done when it is: {'; or '.join(needed)}."


def said_of(state: str) -> str:
    """Say a state in words; one the table does not have is said as it is written."""
    return next((words for code, words in STATES.items() if code == state), state)
