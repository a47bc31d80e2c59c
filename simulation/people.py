"""People as they truly are, and the families and homes they live in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from simulation.institutions import Institution
from simulation.places import Home


@dataclass(slots=True, eq=False)
class Person:
    """One true person. `homes` begins with the oldest; a home is left when the next begins."""

    id: str
    given: str
    family: str
    sex: str
    born: date
    origin: str = "english"
    ethnicity: str = ""
    observed: str = ""
    language: str = "English"
    nick: str = ""
    middle: str = ""
    former: str = ""
    homes: list[tuple[date, Home]] = field(default_factory=list)
    phone: str = ""
    email: str = ""
    upn: str = ""
    nhs: str = ""
    council_id: str = ""
    pnc: str = ""
    school: Institution | None = None
    disability: str = ""
    unborn: bool = False
    due: date | None = None
    harms: list[tuple[str, date, date]] = field(default_factory=list)

    def home_on(self, day: date) -> Home | None:
        """Where the person truly lived on a day."""
        found = None
        for since, home in self.homes:
            if found is None or since <= day:
                found = home
        return found

    def age_on(self, day: date) -> int:
        """Whole years of age on a day."""
        return (
            day.year - self.born.year - int((day.month, day.day) < (self.born.month, self.born.day))
        )

    def child_on(self, day: date) -> bool:
        """Tell whether the person was born and under 18 on a day."""
        return self.born <= day and self.age_on(day) < 18


@dataclass(slots=True, eq=False)
class Family:
    """People who belong together, and how. `trouble`: quiet, some, much."""

    key: str
    shape: str
    town: str
    adults: list[Person]
    children: list[Person]
    ties: list[tuple[Person, str, Person]] = field(default_factory=list)
    elders: list[Person] = field(default_factory=list)
    trouble: str = "quiet"
    away: list[Person] = field(default_factory=list)

    @property
    def everyone(self) -> list[Person]:
        """All of the family, the parent who lives elsewhere too."""
        return [*self.adults, *self.children, *self.elders, *self.away]

    def children_on(self, day: date) -> list[Person]:
        """Give the children born and under 18 on a day."""
        return [child for child in self.children if child.child_on(day)]


def some_day(rng: Random, since: date, until: date) -> date:
    """Draw a day of a span."""
    return since + timedelta(days=rng.randint(0, max(0, (until - since).days)))
