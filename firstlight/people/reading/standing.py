"""What stands at a position: rows of who is named where, and who each row is to a viewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from firstlight.access.selectors import Sight
from firstlight.kernel.asking import rows_of
from firstlight.people.models import Appearance, PlaceUse


def _held(n: int | None, begins: str, ends: str) -> Q:
    if n is None:
        return Q(**{f"{ends}__isnull": True})
    return Q(**{f"{begins}__lte": n}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": n}))


def held_then(n: int | None, begins: str, ends: str) -> tuple[str, tuple[int, ...]]:
    """Write what `_held` asks for a question in its own words, with what fills it."""
    if n is None:
        return f"{ends} IS NULL", ()
    return f"{begins} <= %s AND ({ends} IS NULL OR {ends} > %s)", (n, n)


def member_at(n: int | None) -> Q:
    """Ask for memberships that held at a position; those that hold now without one."""
    return _held(n, "from_seq", "to_seq")


def standing_at(n: int | None) -> Q:
    """Ask for what was told and not ended at a position; what stands now without one."""
    return _held(n, "known_seq", "ended_seq")


@dataclass(slots=True)
class Row:
    """One appearance while it is worked out who it is to a viewer."""

    pk: int
    ref: str
    version: int
    key: str
    mention: int
    place: str | None
    record: str
    person: str | None = None
    hidden: bool = False


_ROWS = """
SELECT a.id, a.ref, a.version, a.key, a.mention_id, p.ref, a.record_ref
FROM people_appearance a LEFT JOIN people_place p ON p.id = a.place_id
WHERE {by} AND {stood}
"""
_MEMBERS = """
SELECT m.appearance_id, p.ref, m.side
FROM people_membership m JOIN people_person p ON p.id = m.person_id
WHERE m.appearance_id IN ? AND {held}
"""


By = Literal["version", "mention", "ref", "place", "place_id", "person"]
_BY: dict[By, str] = {
    "version": "a.version IN ?",
    "mention": "a.mention_id IN ?",
    "ref": "a.ref IN ?",
    "place": "p.ref IN ?",
    "place_id": "a.place_id IN ?",
    "person": "a.id IN (SELECT m.appearance_id FROM people_membership m JOIN people_person q "
    "ON q.id = m.person_id WHERE q.ref IN ? AND m.to_seq IS NULL)",
}


def rows_at(n: int | None, wanted: Iterable[int | str], by: By = "version") -> list[Row]:
    """Read the appearances that stood at a position; nobody is settled yet.

    They are asked for by their version, mention, own reference or place; by person, those taken
    for somebody now.
    """
    stood, fills = held_then(n, "a.known_seq", "a.ended_seq")
    question = _ROWS.format(by=_BY[by], stood=stood)
    return [Row(*row) for row in rows_of(question, wanted, *fills)]


def settle(rows: list[Row], seen: Sight, n: int | None) -> None:
    """Say who each row is; a sealed person is not there for an outsider.

    A sealed link hides the record it stands on: told without its person, it would tell the link.
    """
    by_pk = {row.pk: row for row in rows}
    inside: dict[int, str] = {}
    outside: dict[int, str] = {}
    held, fills = held_then(n, "m.from_seq", "m.to_seq")
    for pk, person, side in rows_of(_MEMBERS.format(held=held), by_pk, *fills):
        if side in {"both", "inside"}:
            inside[pk] = person
        if side in {"both", "outside"}:
            outside[pk] = person
    for pk, row in by_pk.items():
        within, other = inside.get(pk), outside.get(pk)
        if row.ref in seen.sealed or row.record in seen.sealed:
            row.hidden = True
        elif within in seen.sealed:
            row.person = None if other in seen.sealed else other
            row.hidden = row.person is None
        else:
            row.person = within or other


def at_sealed_places(rows: list[Row], seen: Sight) -> set[int]:
    """Give versions that were held at a sealed place when it was sealed."""
    sealed = {ref: seq for ref, seq in seen.since.items() if ref.startswith("L-")}
    if not sealed:
        return set()
    pks = [row.pk for row in rows if row.place in sealed]
    known = dict(Appearance.objects.filter(pk__in=pks).values_list("pk", "known_seq"))
    hidden = {
        row.version for row in rows if row.pk in known and known[row.pk] <= sealed[str(row.place)]
    }
    uses = PlaceUse.objects.filter(version__in={r.version for r in rows}, place__ref__in=sealed)
    for version, ref, seq in uses.values_list("version", "place__ref", "known_seq"):
        if seq <= sealed[ref]:
            hidden.add(version)
    return hidden
