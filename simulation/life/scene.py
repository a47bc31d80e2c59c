"""The scene of one family: its own chance, the clock of its events, and who is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from simulation.book import Book, Cast, Entry
from simulation.people import Family, Person
from simulation.places import UNIT
from simulation.population import County

T = TypeVar("T")
_HOURS = {
    "day": (9, 10, 11, 12, 13, 14, 15, 16, 17),
    "evening": (16, 17, 18, 19, 20, 21, 22, 23),
    "night": (19, 20, 21, 21, 22, 22, 23, 23, 0, 1, 2, 3),
    "any": tuple(range(24)),
}


@dataclass(slots=True)
class Scene:
    """One family with its random numbers, the county round it and the book it is written in."""

    rng: Random
    book: Book
    county: County
    family: Family
    stays: dict[str, list[tuple[date, date, str]]] = field(default_factory=dict)

    def when(
        self, hours: str = "any", *, after: date | None = None, lively: float = 0.08
    ) -> datetime:
        """Draw a moment: the last fortnight and the two days to come are fuller than their share."""
        rng, until = self.rng, self.book.until
        chance = rng.random()
        start = datetime.combine(max(self.book.since, after or self.book.since), time(), UTC)
        if chance < lively:
            start = max(start, until - timedelta(days=14))
            end = until
        elif chance < lively + 0.02:
            start, end = until, until + timedelta(hours=46)
        else:
            end = until - timedelta(days=1)
        span = max(1, int((end - start).total_seconds() // 60))
        moment = start + timedelta(minutes=rng.randrange(span))
        if chance >= lively + 0.02:
            moment = moment.replace(hour=rng.choice(_HOURS[hours]))
        return min(moment, until + timedelta(hours=46))

    def officer(self, rank: str = "PC") -> str:
        """Name the author as systems do: rank and collar number."""
        return f"{rank} {self.rng.randint(2100, 4999)}"

    def unit(self) -> str:
        """Name a response unit of the family's town."""
        return f"{UNIT[self.family.town]}{self.rng.randint(11, 48)}"

    def chance(self, odds: float) -> bool:
        """Tell whether something with these odds happens."""
        return self.rng.random() < odds

    def asked(self, yes: float = 0.06) -> str:
        """Answer a question of a form: rarely yes, often no, as often never asked."""
        return self.rng.choices(
            ("yes", "no", "unknown", "not_asked"), (yes, 0.42, 0.14, 0.44 - yes)
        )[0]

    def pick(self, options: Sequence[T]) -> T:
        """Draw one."""
        return self.rng.choice(options)

    def write(self, source: str, kind: str, cast: list[Cast], told: datetime, **rest: Any) -> Entry:
        """Write a record of this family."""
        return self.book.add(self.rng, source, kind, cast, told=told, **rest)

    def later(self, moment: datetime, low: float, high: float) -> datetime:
        """A moment some hours after another."""
        return moment + timedelta(minutes=int(self.rng.uniform(low, high) * 60))

    def harm(self, child: Person, kind: str, days: int = 400) -> None:
        """Note in the truth that a child is truly being harmed from some day on."""
        end = self.county.until
        start = max(child.born, end - timedelta(days=self.rng.randint(40, days)))
        if kind not in {each for each, _, _ in child.harms}:
            child.harms.append((kind, start, end))
