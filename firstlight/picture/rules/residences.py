"""Where somebody lives, as said: from when to when, by which records, and whether still so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.facts import Facts, Named, placed_at
from firstlight.picture.rules.values import Residence
from firstlight.records.rules.kinds.care import CarePlacement

LIVING = frozenset({"home", "placement", "temporary"})
HOMES = frozenset({"home", "placement"})
# "Household now or within 12 months": a home nobody has repeated for a year is not told as now.
STANDS = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Said:
    place: str
    text: str
    address_is: str
    on: date
    record: str
    ends_on: date | None

    def ended(self, today: date) -> bool:
        """Tell whether the stay was said to be over."""
        return self.ends_on is not None and self.ends_on <= today


def _ends_on(named: Named) -> date | None:
    details = named[0].details
    return details.ends_on if isinstance(details, CarePlacement) else None


def _statements(facts: Facts, named: tuple[Named, ...]) -> Iterator[_Said]:
    for pair in named:
        record, one = pair
        on = london_date(record.moment)
        if one.place and one.address_is in LIVING:
            ends_on = _ends_on(pair) if one.address_is != "home" else None
            yield _Said(one.place, one.address, one.address_is, on, record.ref, ends_on)
        for place in placed_at(record, one):
            if place != one.place:
                known = facts.places.get(place)
                text = known.text if known else ""
                yield _Said(place, text, "placement", on, record.ref, _ends_on(pair))


def _currency(said: list[_Said], today: date) -> tuple[date | None, date]:
    """Give the day of the newest home statement that still stands, and the oldest that may."""
    homes = [
        one.on
        for one in said
        if one.address_is in HOMES and one.on <= today and not one.ended(today)
    ]
    return (max(homes) if homes else None), today - STANDS


def _is_current(group: list[_Said], newest_home: date | None, oldest: date, today: date) -> bool:
    standing = [one for one in group if oldest <= one.on <= today and not one.ended(today)]
    if not standing:
        return False
    last = max(one.on for one in standing)
    if newest_home is None:
        return True
    # A temporary stay stands beside the home; a newer home ends it and every older home.
    return last >= newest_home


def residences_of(facts: Facts, person: str, at: datetime) -> tuple[Residence, ...]:
    """Give where a person was said to live: where they live now first, then newest first.

    Now is what was last said of a home or placement within a year and not superseded by a newer
    home; two homes said on one day both stand. An ended placement is never now.
    """
    held = facts.kept.homes.get(person)
    if held is None or held[0] != at:
        held = facts.kept.homes[person] = at, _worked_out(facts, person, london_date(at))
    return held[1]


Stay = tuple[list[_Said], Residence]


def _stays(facts: Facts, person: str) -> tuple[list[_Said], list[Stay]]:
    """Give every statement of where somebody lives, and each place with its own: the same at any moment."""
    held: tuple[list[_Said], list[Stay]] | None = facts.kept.said.get(person)
    if held is None:
        said = list(_statements(facts, facts.named(person)))
        groups: dict[tuple[str, str], list[_Said]] = {}
        for one in said:
            groups.setdefault((one.place, one.address_is), []).append(one)
        found = [(group, _residence(group)) for group in groups.values()]
        found.sort(key=lambda stay: (stay[1].last, stay[1].text, stay[1].place), reverse=True)
        held = facts.kept.said[person] = said, found
    return held


def _residence(group: list[_Said]) -> Residence:
    return Residence(
        place=group[0].place,
        text=next((one.text for one in group if one.text), ""),
        address_is=group[0].address_is,
        first=min(one.on for one in group),
        last=max(one.on for one in group),
        records=tuple(dict.fromkeys(one.record for one in group)),
        current=False,
    )


def _worked_out(facts: Facts, person: str, today: date) -> tuple[Residence, ...]:
    said, stays = _stays(facts, person)
    newest_home, oldest = _currency(said, today)
    found = [
        replace(one, current=True) if _is_current(group, newest_home, oldest, today) else one
        for group, one in stays
    ]
    return tuple(sorted(found, key=lambda one: (not one.current, one.address_is == "temporary")))


def homes_now(residences: tuple[Residence, ...]) -> frozenset[str]:
    """Give the places where somebody lives now."""
    return frozenset(one.place for one in residences if one.current)
