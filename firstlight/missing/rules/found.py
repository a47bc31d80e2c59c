"""Where, and with whom, a child was found: what is held of it, read at once and by itself.

Source: inspection notes T9, T13 and 5.12 (found address and person against offenders' addresses
and other children's places; a hit goes to a person). What is not held is said as not held: it
never says that a place or a person is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firstlight.kernel.values.when import london
from firstlight.picture.rules.values import PersonPicture, PlacePicture, RecordView

FOUND = frozenset({"return", "sighting"})
WITH = frozenset({"found_with", "associate", "suspect"})
# Lines that tell of exploitation, drugs or harm at a place or by a person.
_LINES = frozenset({
    "intelligence", "vulnerability_report", "partner_concern", "crime", "online_referral",
    "return_interview",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing held of where or with whom: words, its record, and a person where there is one."""

    words: str
    record: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One place or adult with what is held of it. `unknown` is an adult nobody has named."""

    what: str
    hits: tuple[Hit, ...]
    record: str
    unknown: bool = False


def read_place(
    place: PlacePicture, people: Mapping[str, PersonPicture], subject: str
) -> tuple[Hit, ...]:
    """Give offenders tied to a place, its orders and markers, other children found there, lines."""
    hits = [
        Hit(
            "Somebody who poses a risk to children lives, or lived, there", one.offender[0], one.ref
        )
        for one in people.values()
        if one.offender and one.ref != subject and _tied(one, place.ref)
    ]
    hits += [
        Hit(f"Marker: {m.marker.replace('_', ' ')}", m.record) for m in place.markers if m.in_force
    ]
    hits += [Hit(f"{_said(o.what)} names this place", o.record) for o in place.orders]
    hits += _others_found(place.records, subject)
    hits += _lines(place.records)
    return _once(hits)


def read_adult(adult: PersonPicture, subject: str) -> tuple[Hit, ...]:
    """Give what is held of an adult: risk to children, markers, orders, other children, lines."""
    hits = [Hit("Held to pose a risk to children", ref, adult.ref) for ref in adult.offender[:1]]
    hits += [Hit(f"Marker: {m.marker.replace('_', ' ')}", m.record, adult.ref)
             for m in adult.markers if m.in_force]  # fmt: skip
    hits += [Hit(f"{_said(o.what)} binds them", o.record, adult.ref)
             for o in adult.orders if adult.ref in o.binds]  # fmt: skip
    hits += [Hit("Said to exploit somebody", r.records[0], r.other)
             for r in adult.relations if r.kind == "exploited_by" and r.records]  # fmt: skip
    hits += _others_found(adult.records, subject)
    hits += _lines(adult.records)
    return _once(hits)


def _tied(one: PersonPicture, place: str) -> bool:
    return any(home.place == place for home in one.residences)


def _said(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _others_found(records: Iterable[RecordView], subject: str) -> list[Hit]:
    found = []
    for one in records:
        if one.kind not in FOUND:
            continue
        other = next((a.person for a in one.people if a.role == "subject" and a.person), None)
        if other and other != subject:
            words = f"Another missing person was found or seen there or with them, {london(one.moment):%-d %B %Y}"
            found.append(Hit(words, one.ref, other))
    return found


def _lines(records: Iterable[RecordView]) -> list[Hit]:
    return [
        Hit(f"{_said(one.kind)}, {london(one.moment):%-d %B %Y}", one.ref)
        for one in records
        if one.kind in _LINES
    ]


def _once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(dict.fromkeys(hits))[:12]
