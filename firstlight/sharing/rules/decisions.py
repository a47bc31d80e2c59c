"""What can be decided, and what then happens to it: two tables. A grade is in neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["shared", "part", "not", "deferred"]
State = Literal["decided", "released", "sent", "received", "answered", "recalled"]
Verb = Literal["release", "send", "receive", "answer", "recall"]

DECISIONS: dict[str, str] = {
    "shared": "Share",
    "part": "Share in part",
    "not": "Do not share",
    "deferred": "Decide later",
}
SAID: dict[str, str] = {
    "shared": "Shared",
    "part": "Shared in part",
    "not": "Not shared",
    "deferred": "Deferred",
}
LEAVES = frozenset({"shared", "part"})
INFORMED: dict[str, str] = {
    "unknown": "Not known",
    "yes": "The family was told",
    "no": "The family was not told",
    "unsafe": "Telling the family would not be safe",
}
REGIMES: dict[str, str] = {
    "part3": "Law enforcement (Data Protection Act 2018, part 3)",
    "uk_gdpr": "Welfare apart from crime (UK GDPR)",
}
KINDS: dict[str, str] = {"referral": "Referral", "notice": "Notice to a school"}
STATES: dict[str, str] = {
    "decided": "Decided, nothing has left",
    "released": "Released, not yet sent",
    "sent": "Sent, not acknowledged",
    "received": "Acknowledged",
    "answered": "Answered",
    "recalled": "Recalled",
}
# Once it is in one of these states it is in somebody else's hands.
OUT = frozenset({"sent", "received", "answered"})


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow: who takes it says it by name."""

    verb: Verb
    before: tuple[State, ...]
    after: State
    said: str


STEPS: tuple[Step, ...] = (
    Step("release", ("decided",), "released", "Released"),
    Step("send", ("released",), "sent", "Sent"),
    Step("receive", ("sent",), "received", "Acknowledged"),
    Step("answer", ("sent", "received", "answered"), "answered", "Answered"),
    Step("recall", ("decided", "released", "sent", "received", "answered"), "recalled", "Recalled"),
)


def step(verb: Verb) -> Step:
    """Give the row of a verb."""
    return next(row for row in STEPS if row.verb == verb)


def can(verb: Verb, state: str, decision: str) -> bool:
    """Tell whether a decision in this state takes this step; only what leaves can be released."""
    return decision in LEAVES and state in step(verb).before


def faults(
    decision: str, *, reason: str, supervisor: str, recipient: str, items: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Say everything that is wrong with a decision, together.

    Not to share needs a reason and the supervisor who stands behind it, whatever the grade.
    """
    found = []
    if decision not in DECISIONS:
        found.append(("decision", "Choose what you decide. There is no answer to begin with."))
    if not recipient.strip():
        found.append(("recipient", "Choose who it is for."))
    if decision in {"not", "deferred", "part"} and not reason.strip():
        found.append(("reason", "Say why. A low grade alone is no reason."))
    if decision == "not" and not supervisor.strip():
        found.append(("supervisor", "Name the supervisor who agrees that nothing is shared."))
    if decision in LEAVES and not items:
        found.append(("items", "Choose at least one thing to share."))
    return tuple(found)


def only_the_grade(reason: str) -> bool:
    """Tell whether a reason rests on a low grade and says little else: shown, never blocking."""
    words = reason.lower()
    low = ("green", "low", "standard risk", "below threshold", "not high", "medium")
    return any(word in words for word in low) and len(words.split()) < 15
