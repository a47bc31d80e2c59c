"""What is unusual about who looked at whom: signs for a person to look into, and no finding.

Source: section 62 of the Data Protection Act 2018, logs kept to monitor and audit consultation;
the signs are a convention of this force and its limits are settings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.kernel.values.when import london, london_date

SIGNS: dict[str, str] = {
    "surname": "Own surname",
    "address": "Own address, or beside it",
    "volume": "Many people in a day",
    "hours": "Off duty, or at night",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the journal: who was shown which people and places, and what was typed."""

    seq: int
    by: str
    at: datetime
    people: tuple[str, ...]
    places: tuple[str, ...]
    typed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of an account: its surname, its own people and places, when it was on duty."""

    surname: str
    own: frozenset[str] = frozenset()
    shifts: tuple[tuple[datetime, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Whom a line showed: each person's surnames, and where they were told to live."""

    surnames: Mapping[str, Collection[str]] = field(default_factory=dict)
    homes: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """One unusual look; `said` holds numbers and no name."""

    kind: str
    said: str
    line: Seen


def _surname(one: Seen, reader: Reader, shown: Shown) -> str:
    if not reader.surname:
        return ""
    alike = sum(reader.surname in shown.surnames.get(ref, ()) for ref in one.people)
    if alike:
        return f"{alike} of the people shown bear the reader's own surname."
    return (
        "The reader's own surname was searched for." if reader.surname in one.typed.split() else ""
    )


def _address(one: Seen, reader: Reader, shown: Shown) -> str:
    places = {*one.places, *(home for ref in one.people for home in shown.homes.get(ref, ()))}
    if reader.own & {*places, *one.people}:
        return "Somebody or somewhere of the reader's own household, family or building was shown."
    return ""


def _hours(one: Seen, reader: Reader, night: tuple[int, int]) -> str:
    if reader.shifts:
        on = any(b <= one.at and (e is None or one.at < e) for b, e in reader.shifts)
        return "" if on else "The reader was on no rota at that time."
    hour = london(one.at).hour
    begins, ends = night
    at_night = hour >= begins or hour < ends
    return f"Looked at {london(one.at):%H:%M}, at night, with no rota held." if at_night else ""


def signs(
    lines: Iterable[Seen],
    readers: Mapping[str, Reader],
    shown: Shown,
    *,
    most: int,
    night: tuple[int, int] = (22, 6),
) -> tuple[Sign, ...]:
    """Give what is unusual in these lines, newest first; an account nothing is known of is told too."""
    held = list(lines)
    found = [Sign("volume", said, line) for said, line in _volume(held, most)]
    for one in held:
        reader = readers.get(one.by, Reader(""))
        told = {
            "surname": _surname(one, reader, shown),
            "address": _address(one, reader, shown),
            "hours": _hours(one, reader, night) if one.people or one.places else "",
        }
        found += [Sign(kind, said, one) for kind, said in told.items() if said]
    return tuple(sorted(found, key=lambda sign: -sign.line.seq))


def _volume(lines: list[Seen], most: int) -> Iterable[tuple[str, Seen]]:
    days: dict[tuple[str, object], list[Seen]] = defaultdict(list)
    for one in lines:
        days[one.by, london_date(one.at)].append(one)
    for rows in days.values():
        people = Counter(ref for one in rows for ref in one.people)
        if len(people) > most:
            newest = max(rows, key=lambda one: one.seq)
            yield f"{len(people)} people were shown in one day; {most} is the limit set.", newest
