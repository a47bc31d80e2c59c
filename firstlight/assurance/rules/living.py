"""Who lives where on a day, as records said: worked for many addresses at once.

The same reading as the picture's residences: the newest home said within a year stands, a newer
home ends the older, a temporary stay stands beside it. What was said after the day was not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import age_on

LIVING = frozenset({"home", "placement", "temporary"})
HOMES = frozenset({"home", "placement"})
STANDS = timedelta(days=366)
ADULT = 18


@dataclass(frozen=True, slots=True)
class Said:
    """A record said on a day that a person lives at a place."""

    person: str
    appearance: str
    place: str
    address_is: str
    on: date


@dataclass(frozen=True, slots=True)
class Aged:
    """What a record said of a person's age on a day; `child` where it could only be a child's."""

    born_on: date | None
    age: int | None
    on: date
    child: bool = False


class Living:
    """An index over what was said: who lives at a place on a day, and whether they are a child."""

    def __init__(self, said: Iterable[Said], ages: Iterable[tuple[str, Aged]]) -> None:
        self._of: dict[str, list[Said]] = defaultdict(list)
        self._at: dict[str, set[str]] = defaultdict(set)
        self._ages: dict[str, list[Aged]] = defaultdict(list)
        for one in said:
            if one.address_is in LIVING:
                self._of[one.person].append(one)
                self._at[one.place].add(one.person)
        for person, aged in ages:
            self._ages[person].append(aged)

    def homes(self, person: str, on: date) -> dict[str, str]:
        """Give the places a person lives at on a day, each with the appearance that last said so."""
        held = [s for s in self._of.get(person, ()) if on - STANDS <= s.on <= on]
        newest = max((s.on for s in held if s.address_is in HOMES), default=None)
        standing = [s for s in held if newest is None or s.on >= newest]
        return {s.place: s.appearance for s in sorted(standing, key=lambda s: s.on)}

    def residents(self, place: str, on: date) -> dict[str, str]:
        """Give who lives at a place on a day, each with the appearance that last said so."""
        found = {p: self.homes(p, on).get(place) for p in self._at.get(place, ())}
        return {person: appearance for person, appearance in found.items() if appearance}

    def is_child(self, person: str, on: date) -> Answer:
        """Tell whether a person is under 18 on a day; unknown where nobody said an age."""
        said = self._ages.get(person, ())
        born = [a.born_on for a in said if a.born_on]
        if born:
            newest = max(set(born), key=lambda day: (born.count(day), day))
            return Answer.YES if age_on(newest, on) < ADULT else Answer.NO
        stated = [a for a in said if a.age is not None]
        if stated:
            last = max(stated, key=lambda a: a.on)
            now = (last.age or 0) + (on.year - last.on.year)
            return Answer.YES if now < ADULT else Answer.NO
        return Answer.YES if any(a.child for a in said) else Answer.UNKNOWN
