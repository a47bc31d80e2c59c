"""Everybody that record versions name, as one viewer may know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from firstlight.access.selectors import Sight, sight
from firstlight.kernel.asking import answer_of, rows_of
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Judgement
from firstlight.people.reading.standing import (
    Row,
    at_sealed_places,
    held_then,
    rows_at,
    settle,
    standing_at,
)
from firstlight.people.taking.pairs import chunks, doubtful

_ALONE = """
SELECT p.ref FROM people_membership m JOIN people_person p ON p.id = m.person_id
WHERE p.ref IN ? AND {held} GROUP BY p.ref HAVING count(DISTINCT m.appearance_id) = 1
"""
_PERSONS = """
SELECT a.mention_id, p.ref FROM people_appearance a
JOIN people_membership m ON m.appearance_id = a.id JOIN people_person p ON p.id = m.person_id
WHERE a.mention_id IN ? AND m.side IN ('both', 'inside') AND {held} AND {stood}
"""


@dataclass(frozen=True, slots=True)
class Cast:
    """One appearance and who it is, as a viewer may know it at a position."""

    ref: str
    version: int
    key: str
    mention: int
    person: str | None
    link: str  # same | linked | own | may_be
    place: str | None
    may_be: tuple[str, ...] = ()
    weight: float = 0.0


def cast_of(
    versions: Iterable[int],
    *,
    viewer: Viewer,
    n: int | None = None,
    seen: Sight | None = None,
    lightly: bool = False,
    doubts: bool = False,
) -> dict[int, list[Cast]]:
    """Give everybody these record versions name. A version the viewer may not know of is left out.

    `lightly` leaves out who else each may be and how each was linked: enough for those around a
    person, whose own page tells it whole. With `doubts`, who else each may be is told all the same.
    """
    seen = seen or sight(viewer)
    rows = rows_at(n, versions)
    settle(rows, seen, n)
    gone = {row.version for row in rows if row.hidden} | at_sealed_places(rows, seen)
    rows = [row for row in rows if row.version not in gone]
    confirmed = set() if lightly else _confirmed(rows, n)
    alone = set() if lightly else _alone({row.person for row in rows if row.person}, n)
    may_be = {} if lightly and not doubts else _may_be(rows, seen, n)
    found: dict[int, list[Cast]] = defaultdict(list)
    for row in rows:
        link = "same" if row.pk in confirmed else "own" if row.person in alone else "linked"
        others = tuple(sorted(may_be.get(row.mention, set()) - {row.person or ""}))
        place = None if row.place in seen.sealed else row.place
        found[row.version].append(
            Cast(row.ref, row.version, row.key, row.mention, row.person, link, place, others)
        )
    for version in set(versions) - gone:
        found.setdefault(version, [])
    return dict(found)


def _any_said(n: int | None, answer: str) -> bool:
    stood, fills = held_then(n, "known_seq", "ended_seq")
    question = f"SELECT 1 FROM people_judgement WHERE {stood} AND answer = %s LIMIT 1"  # noqa: S608 -- fixed words
    return bool(answer_of(question, *fills, answer))


def _confirmed(rows: list[Row], n: int | None) -> set[int]:
    told = Judgement.objects.filter(standing_at(n), answer="same")
    found: set[int] = set()
    if not _any_said(n, "same"):
        return found
    for part in chunks((row.pk for row in rows), 2000):
        said = told.filter(Q(one_id__in=part) | Q(other_id__in=part))
        for one, other in said.values_list("one_id", "other_id"):
            found.update((one, other))
    return found


def _alone(persons: set[str], n: int | None) -> set[str]:
    held, fills = held_then(n, "m.from_seq", "m.to_seq")
    return {ref for (ref,) in rows_of(_ALONE.format(held=held), persons, *fills)}


def _may_be(rows: list[Row], seen: Sight, n: int | None) -> dict[int, set[str]]:
    """Give, for each mention, the other persons it may be and nobody has said."""
    mentions = {row.mention for row in rows}
    pairs = doubtful(mentions, n)
    if not pairs:
        return {}
    others = {other for mention, other in pairs if mention in mentions}
    persons = _persons_of(others, seen, n)
    said = _different(mentions | others, n)
    found: dict[int, set[str]] = defaultdict(set)
    for mention, other in pairs:
        if mention in mentions and (mention, other) not in said:
            found[mention] |= persons[other]
    return found


def _persons_of(mentions: set[int], seen: Sight, n: int | None) -> dict[int, set[str]]:
    """Give the persons that appearances of each mention are taken for."""
    persons: dict[int, set[str]] = defaultdict(set)
    if seen.sealed:
        far = rows_at(n, mentions, "mention")
        settle(far, seen, n)
        for row in far:
            if row.person:
                persons[row.mention].add(row.person)
        return persons
    # Nothing is hidden from this viewer: everybody is who those inside take them for.
    held, fills = held_then(n, "m.from_seq", "m.to_seq")
    stood, more = held_then(n, "a.known_seq", "a.ended_seq")
    question = _PERSONS.format(held=held, stood=stood)
    for mention, person in rows_of(question, mentions, *fills, *more):
        persons[mention].add(person)
    return persons


def _different(mentions: set[int], n: int | None) -> set[tuple[int, int]]:
    told = Judgement.objects.filter(standing_at(n), answer="different")
    said: set[tuple[int, int]] = set()
    if not _any_said(n, "different"):
        return said
    for part in chunks(mentions, 2000):
        rows = told.filter(Q(one__mention_id__in=part) | Q(other__mention_id__in=part))
        for one, other in rows.values_list("one__mention_id", "other__mention_id"):
            said.update(((one, other), (other, one)))
    return said


def appearances_in(record: str, *, viewer: Viewer, n: int | None = None) -> list[Cast]:
    """Give everybody a record names now."""
    rows = Appearance.objects.filter(standing_at(n), record_ref=record)
    versions = set(rows.values_list("version", flat=True))
    cast = cast_of(versions, viewer=viewer, n=n)
    return [one for version in sorted(cast) for one in cast[version]]
