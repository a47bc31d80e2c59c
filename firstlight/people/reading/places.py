"""Places at flat level: found by an address, told by their reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from firstlight.access.selectors import sight
from firstlight.kernel.asking import rows_of
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Membership, Place, PlaceSaid, PlaceUse
from firstlight.people.reading.bearing import hidden_records
from firstlight.people.reading.standing import at_sealed_places, rows_at, settle
from firstlight.people.rules.addresses import address_key
from firstlight.people.taking.places import normal_of

TELLS = 20  # records that say what a place is and are shown
ENOUGH = 200  # records naming places that are looked at before one is told not to be there
MANY = 20  # a place with more people than this is worked in the background, and is no household


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place at flat level."""

    ref: str
    text: str
    postcode: str
    building: str
    institution: str
    name: str
    uprn: str


def places(refs: Iterable[str]) -> dict[str, PlaceView]:
    """Give places by reference; an institution is one by the register, else as records say."""
    rows = rows_of(
        "SELECT p.ref, p.text, p.postcode, p.building, CASE WHEN p.institution <> '' THEN p.institution "
        "ELSE coalesce((SELECT min(s.institution) FROM people_placesaid s "
        "WHERE s.place_id = p.id AND s.ended_seq IS NULL), '') END, p.name, p.uprn "
        "FROM people_place p WHERE p.ref IN ?",
        refs,
    )
    return {row[0]: PlaceView(*row) for row in rows}


def institution_told(ref: str, *, viewer: Viewer) -> tuple[str, tuple[str, ...]]:
    """Give who says that a place is an institution: the organisation's name, and records this viewer may see."""
    place = Place.objects.filter(ref=ref).exclude(told_by="").first()
    rows = PlaceSaid.objects.filter(place__ref=ref, ended_seq__isnull=True).order_by("-pk")
    refs = list(dict.fromkeys(rows.values_list("record_ref", flat=True)[:TELLS]))
    hidden = hidden_records(refs, viewer)
    return place.name if place else "", tuple(one for one in refs if one not in hidden)


def known_places(refs: Iterable[str], *, viewer: Viewer) -> set[str]:
    """Leave out places that only what is hidden from a viewer tells of: to them nobody named one.

    An institution is known without any record; where many records name a place, one is not secret.
    """
    wanted, seen = set(refs), sight(viewer)
    if not seen.sealed or not wanted:
        return wanted
    uses = PlaceUse.objects.filter(place__ref__in=wanted).values_list("place__ref", "version")
    told = Appearance.objects.filter(place__ref__in=wanted, ended_seq__isnull=True)
    named = [*uses[:ENOUGH], *told.values_list("place__ref", "version")[:ENOUGH]]
    rows = rows_at(None, {version for _, version in named})
    settle(rows, seen, None)
    gone = {row.version for row in rows if row.hidden} | at_sealed_places(rows, seen)
    always = Place.objects.filter(ref__in=wanted).exclude(institution="")
    known = {ref for ref, version in named if version not in gone}
    return (known | set(always.values_list("ref", flat=True))) - seen.sealed


def crowded(refs: Iterable[str]) -> set[str]:
    """Give those places where more people were told than a household has."""
    rows = rows_of(
        "SELECT p.ref FROM people_appearance a JOIN people_place p ON p.id = a.place_id "
        "WHERE p.ref IN ? AND a.ended_seq IS NULL "
        "GROUP BY p.ref HAVING count(DISTINCT a.mention_id) > %s",
        refs,
        MANY * 4,
    )
    return {ref for (ref,) in rows}


def home_told(persons: Iterable[str]) -> str:
    """Give the address these persons were last told to live at; empty where none was told.

    For choosing whose area work belongs to, not for telling where anybody lives.
    """
    rows = Membership.objects.filter(
        person__ref__in=list(persons),
        to_seq__isnull=True,
        appearance__ended_seq__isnull=True,
        appearance__address_is__in=("home", "placement"),
        appearance__place__isnull=False,
    ).order_by("-appearance__version")
    return rows.values_list("appearance__place__text", flat=True).first() or ""


def place_of(address: str | dict[str, Any]) -> str | None:
    """Find the place an address means, at flat level; None where no record named it."""
    told = {"text": address} if isinstance(address, str) else address
    normal = normal_of(address_key(told))
    if not normal:
        return None
    return Place.objects.filter(normal=normal).values_list("ref", flat=True).first()


def same_building(ref: str) -> tuple[str, ...]:
    """Give the other places of the same building."""
    rows = rows_of(
        "SELECT o.ref FROM people_place p JOIN people_place o ON o.building = p.building "
        "AND o.postcode = p.postcode AND o.id <> p.id "
        "WHERE p.ref IN ? AND p.building <> '' ORDER BY o.text LIMIT 200",
        [ref],
    )
    return tuple(other for (other,) in rows)
