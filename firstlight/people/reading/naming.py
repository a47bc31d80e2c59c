"""Which records name a person, a place, a telephone or a vehicle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from firstlight.access.selectors import sight
from firstlight.kernel.asking import rows_of
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Membership, ThingUse
from firstlight.people.reading.standing import held_then, member_at, standing_at
from firstlight.people.taking.pairs import chunks, doubtful

_NAMING = """
SELECT a.version, a.mention_id FROM people_person p
JOIN people_membership m ON m.person_id = p.id JOIN people_appearance a ON a.id = m.appearance_id
WHERE p.ref IN ? AND {held} AND {stood}
"""
_AT_PLACES = """
SELECT t.version FROM {table} t JOIN people_place p ON p.id = t.place_id
WHERE p.ref IN ? AND {stood}
"""
_USES = """
SELECT u.version, u.role, p.ref FROM people_placeuse u JOIN people_place p ON p.id = u.place_id
WHERE u.version IN ? ORDER BY u.id
"""


def versions_of(
    persons: Iterable[str], *, viewer: Viewer, n: int | None = None, maybe: bool = False
) -> set[int]:
    """Give the record versions that name these persons; with `maybe`, those that may."""
    seen = sight(viewer)
    wanted = [ref for ref in persons if ref not in seen.sealed]
    found: set[int] = set()
    mentions: set[int] = set()
    held, fills = held_then(n, "m.from_seq", "m.to_seq")
    stood, more = held_then(n, "a.known_seq", "a.ended_seq")
    for version, mention in rows_of(_NAMING.format(held=held, stood=stood), wanted, *fills, *more):
        found.add(version)
        mentions.add(mention)
    if maybe and mentions:
        found |= _maybe_versions(mentions, n)
    return found


def _maybe_versions(mentions: set[int], n: int | None) -> set[int]:
    others = {other for _, other in doubtful(mentions, n)}
    stood, fills = held_then(n, "known_seq", "ended_seq")
    question = f"SELECT version FROM people_appearance WHERE mention_id IN ? AND {stood}"  # noqa: S608 -- fixed words
    return {version for (version,) in rows_of(question, others - mentions, *fills)}


def versions_at(places: Iterable[str], *, n: int | None = None, uses: bool = True) -> set[int]:
    """Give the record versions that tell of somebody at these places, or name them."""
    wanted = list(places)
    stood, fills = held_then(n, "t.known_seq", "t.ended_seq")
    tables = ("people_appearance", "people_placeuse") if uses else ("people_appearance",)
    return {
        version
        for table in tables
        for (version,) in rows_of(_AT_PLACES.format(table=table, stood=stood), wanted, *fills)
    }


def told_at(place: str, persons: Iterable[str]) -> set[str]:
    """Give which of these persons any record that tells of a place names."""
    versions = versions_at([place])
    rows = Membership.objects.filter(
        to_seq__isnull=True, person__ref__in=list(persons), appearance__version__in=versions
    )
    return set(rows.values_list("person__ref", flat=True))


def place_uses(versions: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Give the places each version names, as (role, place)."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for version, role, ref in rows_of(_USES, versions):
        found[version].append((role, ref))
    return found


def records_of(persons: Iterable[str]) -> set[str]:
    """Give the references of records that name these persons now."""
    rows = Appearance.objects.filter(
        ended_seq__isnull=True,
        membership__in=Membership.objects.filter(
            to_seq__isnull=True, person__ref__in=list(persons)
        ),
    )
    return set(rows.values_list("record_ref", flat=True))


def bare_records_of(persons: Iterable[str], n: int | None = None) -> dict[str, set[str]]:
    """Give, by person, the records whose appearances of them were ended: replaced or disposed of."""
    known = Q() if n is None else Q(appearance__known_seq__lte=n)
    rows = Membership.objects.filter(
        member_at(n), known, person__ref__in=list(persons), appearance__ended_seq__isnull=False
    )
    found: dict[str, set[str]] = defaultdict(set)
    for person, record in rows.values_list("person__ref", "appearance__record_ref"):
        found[person].add(record)
    return found


@dataclass(frozen=True, slots=True)
class Tie:
    """A telephone or vehicle and the record versions that name it."""

    kind: str
    value: str
    versions: tuple[int, ...]


def things_of(versions: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Give the phones and vehicles each version names."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for part in chunks(versions, 500):
        rows = ThingUse.objects.filter(version__in=part)
        for version, kind, value in rows.values_list("version", "kind", "value").distinct():
            found[version].append((kind, value))
    return found


def ties(kind: str, value: str, n: int | None = None) -> Tie:
    """Give every record version that names a phone or vehicle."""
    rows = ThingUse.objects.filter(standing_at(n), kind=kind, value=value)
    return Tie(kind, value, tuple(sorted(set(rows.values_list("version", flat=True)))))
