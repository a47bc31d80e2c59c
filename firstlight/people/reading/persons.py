"""Persons by reference: whether they are there, what they became, which appearances are theirs."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Min

from firstlight.access.selectors import Sight, sight
from firstlight.kernel.asking import rows_of
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Membership, Mention, Person
from firstlight.people.reading.standing import member_at
from firstlight.people.taking.pairs import chunks


def exists(ref: str, viewer: Viewer) -> bool:
    """Tell whether a person is there for this viewer: sealed, own and never-there are one answer."""
    if ref in sight(viewer).sealed or ref in viewer.own_refs:
        return False
    return Person.objects.filter(ref=ref, ended_seq__isnull=True).exists()


def stands_as(ref: str) -> str:
    """Follow a person's reference to the one it became; the same where it stands."""
    for _ in range(20):
        row = Person.objects.filter(ref=ref).values_list("became", flat=True).first()
        if not row:
            return ref
        ref = row
    return ref


def standing(refs: Iterable[str]) -> list[str]:
    """Give whom these references stand for now, each once; who stands no more is left out."""
    found: dict[str, None] = {}
    wanted = list(dict.fromkeys(refs))
    while wanted:
        further = []
        for part in chunks(wanted):
            rows = Person.objects.filter(ref__in=part).values_list("ref", "became", "ended_seq")
            for ref, became, ended in rows:
                if became:
                    further.append(became)
                elif ended is None:
                    found[ref] = None
        wanted = further
    return list(found)


def by_home(persons: Iterable[str]) -> list[str]:
    """Put persons in an order in which those told at one place stand together.

    Work on many goes by it, so that what neighbours share is fetched once.
    """
    place: dict[str, int] = {}
    wanted = list(persons)
    for part in chunks(wanted, 2000):
        rows = Membership.objects.filter(
            member_at(None), person__ref__in=part, appearance__place__isnull=False
        )
        told = rows.values_list("person__ref").annotate(first=Min("appearance__place_id"))
        place.update(told)
    return sorted(wanted, key=lambda ref: (place.get(ref, 0), ref))


def anchor(person: str, n: int | None = None) -> str:
    """Give the person's oldest appearance: what duties, episodes and gradings are about."""
    found = anchors([person], n)
    if not found:
        raise NotThere
    return found[person]


def anchors(persons: Iterable[str], n: int | None = None) -> dict[str, str]:
    """Give the oldest appearance of each of these persons; one who has none is left out."""
    found: dict[str, str] = {}
    for part in chunks(persons):
        rows = Membership.objects.filter(member_at(n), person__ref__in=part)
        newest_first = rows.order_by("-appearance_id")
        found.update(newest_first.values_list("person__ref", "appearance__ref"))
    return found


def person_at(appearance: str, viewer: Viewer | None = None, n: int | None = None) -> str | None:
    """Give the person an appearance is taken for, as a viewer may know it."""
    found = persons_at([appearance], viewer=viewer, n=n)
    return found.get(appearance)


def persons_at(
    appearances: Iterable[str], *, viewer: Viewer | None = None, n: int | None = None
) -> dict[str, str]:
    """Give the persons many appearances are taken for; an ended one by its newest membership."""
    refs = list(appearances)
    seen = sight(viewer) if viewer is not None else Sight(frozenset(), frozenset())
    found: dict[str, str] = {}
    for part in chunks(refs, 400):
        rows = Membership.objects.filter(member_at(n), appearance__ref__in=part)
        for ref, person, side in rows.values_list("appearance__ref", "person__ref", "side"):
            if person in seen.sealed or (side == "outside" and ref in found):
                continue
            if side == "outside" and not seen.sealed:
                continue
            found[ref] = person
    return found


def appearances_of(person: str, n: int | None = None) -> list[str]:
    """Give every appearance taken for a person, oldest first."""
    rows = Membership.objects.filter(member_at(n), person__ref=person).order_by("appearance_id")
    return list(dict.fromkeys(rows.values_list("appearance__ref", flat=True)))


def appearances_of_many(persons: Iterable[str]) -> dict[str, str]:
    """Give every appearance taken for one of these persons now, with whom it is taken for."""
    rows = rows_of(
        "SELECT a.ref, p.ref FROM people_person p JOIN people_membership m ON m.person_id = p.id "
        "JOIN people_appearance a ON a.id = m.appearance_id WHERE p.ref IN ? AND m.to_seq IS NULL",
        persons,
    )
    return dict(rows)


def appearance_of(record: str, key: str = "") -> str | None:
    """Give the live appearance of a key in a record; the first one without a key."""
    rows = Appearance.objects.filter(record_ref=record, ended_seq__isnull=True).order_by("pk")
    if key:
        rows = rows.filter(key=key)
    return rows.values_list("ref", flat=True).first()


def records_of_links(appearances: Iterable[str]) -> set[str]:
    """Give the records that appearances stand on."""
    found: set[str] = set()
    for part in chunks(appearances, 400):
        rows = Appearance.objects.filter(ref__in=part)
        found.update(rows.values_list("record_ref", flat=True))
    return found


def everybody(limit: int = 100_000) -> list[str]:
    """Give the references of all standing persons: for look-back and re-work."""
    rows = Person.objects.filter(ended_seq__isnull=True).order_by("pk")
    return list(rows.values_list("ref", flat=True)[:limit])


def partition() -> list[tuple[str, str, str, str]]:
    """Give the whole partition as (record, key, version, person), for exports and scorers."""
    rows = Membership.objects.filter(to_seq__isnull=True, side__in=["both", "inside"])
    found = rows.values_list("appearance__record_ref", "appearance__key", "person__ref")
    return [(record, key, "", person) for record, key, person in found.iterator()]


def count_mentions() -> int:
    """Count the mentions in use."""
    return Mention.objects.filter(active=True).count()
