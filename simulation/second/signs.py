"""What of a month is written down: much of it about everybody, a little more where a child is at risk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from simulation.life import care, concern, domestic, everyday, exploitation, missing, online
from simulation.life.scene import Scene
from simulation.people import Person
from simulation.second.latent import AT_RISK

# Of a family and month: records of everyday life, at middling visibility.
EVERYDAY: tuple[tuple[Callable[[Scene], None], float], ...] = (
    (everyday.incident, 0.045),
    (everyday.crime, 0.025),
    (everyday.contact, 0.02),
    (everyday.stop_search, 0.005),
)
# Of a child and month: how often where all is well, and how much more often at risk or worse.
# Common and noisy: most records of each kind are about children to whom nothing happens.
NOISE = {"concern": 0.010, "school": 0.010, "missing": 0.007, "care": 0.005, "intelligence": 0.002,
         "images": 0.0008}  # fmt: skip
MORE = {
    "concern": 3.0,
    "school": 2.5,
    "missing": 3.0,
    "care": 4.0,
    "intelligence": 3.0,
    "images": 2.0,
}
EVENING, EVENING_MORE = 0.012, 3.0
TEENAGE = frozenset({"missing", "intelligence", "images"})
CARE = (
    ("early_help", 40),
    ("child_in_need", 35),
    ("section_47", 15),
    ("protection_plan", 7),
    ("looked_after", 3),
)


@dataclass(slots=True)
class Month(Scene):
    """A family's scene held to one month: whatever is written is told at a moment of it."""

    first: date = date(2000, 1, 1)

    def when(
        self, hours: str = "any", *, after: date | None = None, lively: float = 0.08
    ) -> datetime:
        """Draw a moment of the month, by the same hours; never after the history ends."""
        del hours, lively
        begins = max(self.first, after or self.first)
        start = datetime.combine(begins, time(), UTC)
        moment = start + timedelta(minutes=self.rng.randrange(29 * 24 * 60))
        return min(moment, self.book.until - timedelta(minutes=self.rng.randint(5, 600)))


def _times(rng: Random, rate: float) -> int:
    """Draw how often something of a small rate happens."""
    count = 0
    while rng.random() < min(rate, 0.6):
        count += 1
    return count


def month(scene: Month, states: dict[str, int], seen: float) -> None:
    """Write one month of a family, whose children stand in these states."""
    for write, rate in EVERYDAY:
        for _ in range(_times(scene.rng, rate * seen)):
            write(scene)
    at_risk = any(state >= AT_RISK for state in states.values())
    if len(scene.family.adults) > 1 or scene.family.away:
        rate = EVENING * seen * (EVENING_MORE if at_risk else 1.0)
        for _ in range(_times(scene.rng, rate)):
            _evening(scene)
    for child in scene.family.children_on(scene.first):
        for what in _of_child(scene, child, states[child.id] >= AT_RISK, seen):
            _write(scene, child, what)


def _of_child(scene: Month, child: Person, at_risk: bool, seen: float) -> Iterator[str]:  # noqa: FBT001 -- a fact of the child
    for what, rate in NOISE.items():
        if what in TEENAGE and child.age_on(scene.first) < 11:
            continue
        for _ in range(_times(scene.rng, rate * seen * (MORE[what] if at_risk else 1.0))):
            yield what


def _evening(scene: Month) -> None:
    adults = scene.family.adults
    other = adults[1] if len(adults) > 1 else scene.family.away[0]
    domestic.evening(scene, adults[0], other, scene.when("night"))


def _write(scene: Month, child: Person, what: str) -> None:
    if what == "concern":
        concern.report(scene, child)
    elif what == "school":
        concern.school(scene, child)
    elif what == "missing":
        missing.episode(scene, child)
    elif what == "intelligence":
        exploitation.intelligence(scene, child)
    elif what == "images":
        online.images(scene, child)
    else:
        kind = scene.rng.choices([k for k, _ in CARE], [w for _, w in CARE])[0]
        category = (
            "" if kind == "looked_after" else scene.pick(("neglect", "emotional", "physical"))
        )
        care.involvement(scene, child, kind, category)
