"""Which records name a person, a place, a telephone or a vehicle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Membership, PlaceUse, ThingUse
from firstlight.people.reading.standing import member_at, standing_at
from firstlight.people.taking.pairs import chunks, doubtful


def versions_of(
    persons: Iterable[str], *, viewer: Viewer, n: int | None = None, maybe: bool = False
) -> set[int]:
    """Give the record versions that name these persons; with `maybe`, those that may."""
    seen = sight(viewer)
    wanted = [ref for ref in persons if ref not in seen.sealed]
    found: set[int] = set()
    mentions: set[int] = set()
    for part in chunks(wanted, 2000):
        rows = Appearance.objects.filter(
            standing_at(n),
            membership__in=Membership.objects.filter(member_at(n), person__ref__in=part),
        )
        for version, mention in rows.values_list("version", "mention_id"):
            found.add(version)
            mentions.add(mention)
    if maybe and mentions:
        found |= _maybe_versions(mentions, n)
    return found


def _maybe_versions(mentions: set[int], n: int | None) -> set[int]:
    others = {other for _, other in doubtful(mentions, n)}
    found: set[int] = set()
    for part in chunks(others - mentions, 2000):
        rows = Appearance.objects.filter(standing_at(n), mention_id__in=part)
        found.update(rows.values_list("version", flat=True))
    return found


def versions_at(places: Iterable[str], *, n: int | None = None, uses: bool = True) -> set[int]:
    """Give the record versions that tell of somebody at these places, or name them."""
    wanted = list(places)
    rows = Appearance.objects.filter(standing_at(n), place__ref__in=wanted)
    found = set(rows.values_list("version", flat=True))
    if uses:
        named = PlaceUse.objects.filter(standing_at(n), place__ref__in=wanted)
        found |= set(named.values_list("version", flat=True))
    return found


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
    for part in chunks(versions, 2000):
        rows = PlaceUse.objects.filter(version__in=part)
        for version, role, ref in rows.values_list("version", "role", "place__ref"):
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
