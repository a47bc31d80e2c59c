"""The steps of a brief: one table, from made to acknowledged, superseded or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verb = Literal["push", "open", "acknowledge", "strike", "supersede", "part", "restore", "withdraw"]

STATES: dict[str, str] = {
    "made": "Made",
    "pushed": "Pushed to the crew",
    "opened": "Opened",
    "acknowledged": "Acknowledged",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One verb: in which states it may be done, the state after it ("" keeps it), what it is called."""

    verb: Verb
    before: frozenset[str]
    after: str
    said: str


_LIVE: frozenset[str] = frozenset({"made", "pushed", "opened", "acknowledged"})
STEPS: dict[Verb, Step] = {
    step.verb: step
    for step in (
        Step("push", _LIVE, "pushed", "Pushed to the crew"),
        # What was shown offline or is superseded may still be opened: it says so when it is.
        Step("open", _LIVE | {"superseded"}, "opened", "Opened"),
        Step("acknowledge", _LIVE | {"superseded"}, "acknowledged", "Acknowledged"),
        Step("strike", _LIVE | {"superseded"}, "", "Struck out: not them"),
        Step("supersede", _LIVE, "superseded", "Superseded"),
        # A link that it showed was parted since: what it says of somebody may be another's.
        Step("part", _LIVE | {"superseded"}, "superseded", "Showed a link since withdrawn"),
        Step("restore", frozenset({"superseded"}), "", "Its link was restored"),
        Step("withdraw", _LIVE | {"superseded"}, "withdrawn", "Withdrawn"),
    )
}
# A later state is never undone by an earlier step done again.
_RANK = {"made": 0, "pushed": 1, "opened": 2, "acknowledged": 3, "superseded": 4, "withdrawn": 5}


def can(verb: Verb, state: str) -> bool:
    """Tell whether a verb may be done in a state."""
    return state in STEPS[verb].before


def after(verb: Verb, state: str) -> str:
    """Give the state after a verb; one already further on stays there."""
    then = STEPS[verb].after
    return then if then and _RANK[then] > _RANK[state] else state
