"""The hidden course of a child: a state that rises and falls month by month, and harm that may come of it.

Nothing here knows of records or rules. Rates are a month's; the numbers were set from published
marginals before any rule was run on them (see the calibration in the generated pages).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

SAFE, STRAINED, AT_RISK, GRAVE = range(4)
# How likely a month brings the next state, and the one before, at a family's middling stress.
UP = {SAFE: 0.006, STRAINED: 0.045, AT_RISK: 0.05}
DOWN = {STRAINED: 0.14, AT_RISK: 0.10, GRAVE: 0.08}
# How likely a month in each state ends in serious harm; some comes out of the blue.
HARM = {SAFE: 0.0005, STRAINED: 0.004, AT_RISK: 0.016, GRAVE: 0.06}
# A family is much seen, seen, or hardly seen at all, whatever its state: share and strength.
SEEN = ((0.27, 2.8), (0.55, 1.2), (0.18, 0.08))


@dataclass(frozen=True, slots=True)
class Course:
    """A child's state by month, and the month in which serious harm came, if it did."""

    states: tuple[int, ...]
    harmed: int | None

    @property
    def worst(self) -> int:
        """Give the highest state of all."""
        return max(self.states, default=SAFE)


def stress(rng: Random) -> float:
    """Draw what a family lives under: log-normal, so that a few live under much."""
    return math.exp(rng.gauss(0.0, 0.9))


def visibility(rng: Random) -> float:
    """Draw how much of a family anybody ever writes down."""
    shares, strengths = zip(*SEEN, strict=True)
    strength: float = rng.choices(strengths, shares)[0]
    return strength * rng.uniform(0.6, 1.4)


def course(rng: Random, months: int, pressed: float) -> Course:
    """Draw a child's course under a family's stress."""
    state, states, harmed = SAFE, [], None
    for month in range(months):
        chance = rng.random()
        if chance < min(0.5, UP.get(state, 0.0) * pressed):
            state += 1
        elif chance > 1 - DOWN.get(state, 0.0):
            state -= 1
        states.append(state)
        if harmed is None and rng.random() < HARM[state]:
            harmed = month
    return Course(tuple(states), harmed)
