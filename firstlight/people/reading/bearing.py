"""What refers to a record: whom its appearances were taken for, where, and what showed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.models import Appearance, Membership, Name, Place, Reliance
from firstlight.people.reading.naming import versions_at, versions_of
from firstlight.people.taking.pairs import chunks


@dataclass(frozen=True, slots=True)
class Bearing:
    """By what the copies of a record are found; `beside` are other versions about the same."""

    appearances: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    relied: tuple[str, ...]
    beside: frozenset[int]


def bearing(record: str, versions: Iterable[int]) -> Bearing:
    """Give everything that refers to a record, of whatever time."""
    own = set(versions)
    rows = Appearance.objects.filter(record_ref=record).order_by("pk")
    appearances = tuple(rows.values_list("ref", flat=True))
    members = Membership.objects.filter(appearance__record_ref=record)
    people = tuple(sorted(set(members.values_list("person__ref", flat=True))))
    where = Place.objects.filter(Q(appearance__record_ref=record) | Q(placeuse__version__in=own))
    places = tuple(sorted(set(where.values_list("ref", flat=True))))
    relied = Reliance.objects.filter(person__in=people).values_list("ref", flat=True)
    everybody = system_viewer("people")
    beside = versions_of(people, viewer=everybody) | versions_at(places)
    return Bearing(appearances, people, places, tuple(sorted(set(relied))), frozenset(beside - own))


def rare_names(words: Iterable[str], record: str) -> set[str]:
    """Give those of these words that are a name of nobody outside this record."""
    wanted = set(words)
    mine = Appearance.objects.filter(record_ref=record).values("mention_id")
    others = Name.objects.filter(
        mention__in=Appearance.objects.exclude(record_ref=record).values("mention_id")
    ).exclude(mention__in=mine)
    held: set[str] = set()
    for part in chunks(sorted(wanted), 200):
        rows = others.filter(Q(given__in=part) | Q(family__in=part))
        for pair in rows.values_list("given", "family").distinct():
            held.update(pair)
    return wanted - held


def hidden_records(refs: Iterable[str], viewer: Viewer) -> set[str]:
    """Give those of these records that name somebody sealed from this viewer, or of their own story."""
    sealed = sight(viewer).sealed | viewer.own_refs
    wanted = list(refs)
    if not sealed:
        return set()
    rows = Membership.objects.filter(
        appearance__record_ref__in=wanted, to_seq__isnull=True, person__ref__in=sealed
    )
    return set(rows.values_list("appearance__record_ref", flat=True)) | (sealed & set(wanted))
