"""Whether whoever receives it is in the story: their own household, family or place of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstlight.picture.rules.values import PersonPicture


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the recipient who can sign in, and what is their own."""

    ref: str
    own_refs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Story:
    """What the check came to. `barred` may not read it; `works_there` are persons shown."""

    barred: tuple[str, ...]
    free: tuple[str, ...]
    works_there: tuple[str, ...]

    def said(self) -> tuple[str, ...]:
        """Say it in sentences for whoever decides; nobody is named."""
        lines = []
        if self.barred:
            who = "Somebody who reads" if len(self.barred) == 1 else f"{len(self.barred)} who read"
            lines.append(f"{who} there may be in this story. It will not open for them.")
        if self.barred and not self.free:
            lines.append("Nobody else there can read it: send it to another named person by hand.")
        if self.works_there:
            lines.append(
                "Somebody told of here is said to work there. Choose who receives it with care."
            )
        return tuple(lines)


def check(
    readers: Iterable[Reader],
    shown: frozenset[str],
    people: Mapping[str, PersonPicture],
    recipient_names: Iterable[str],
) -> Story:
    """Compare who would read it with who is shown (persons and places)."""
    barred: list[str] = []
    free: list[str] = []
    for one in readers:
        (barred if one.own_refs & shown else free).append(one.ref)
    names = {name.strip().lower() for name in recipient_names if name.strip()}
    works = tuple(ref for ref, one in people.items() if _works_at(one, names))
    return Story(tuple(barred), tuple(free), works)


def _works_at(person: PersonPicture, names: set[str]) -> bool:
    told = [a.occupation.lower() for r in person.records for a in r.of(person.ref) if a.occupation]
    return any(name in words for name in names for words in told)
