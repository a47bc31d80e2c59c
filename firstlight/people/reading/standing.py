"""What stands at a position: rows of who is named where, and who each row is to a viewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from firstlight.access.selectors import Sight
from firstlight.people.models import Appearance, Membership, PlaceUse
from firstlight.people.taking.pairs import chunks


def _held(n: int | None, begins: str, ends: str) -> Q:
    if n is None:
        return Q(**{f"{ends}__isnull": True})
    return Q(**{f"{begins}__lte": n}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": n}))


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


def held_at(n: int | None, beside: str) -> Q:
    """As `standing_at`, of a row reached by a path such as `appearance__`."""
    return _held(n, f"{beside}known_seq", f"{beside}ended_seq")


def rows_at(n: int | None, **where: Any) -> list[Row]:
    """Read the appearances that stood at a position; nobody is settled yet."""
    found = Appearance.objects.filter(standing_at(n), **where)
    values = found.values_list(
        "pk", "ref", "version", "key", "mention_id", "place__ref", "record_ref"
    )
    return [Row(*row) for row in values]


def settle(rows: list[Row], seen: Sight, n: int | None) -> None:
    """Say who each row is; a sealed person is not there for an outsider.

    A sealed link hides the record it stands on: told without its person, it would tell the link.
    """
    by_pk = {row.pk: row for row in rows}
    inside: dict[int, str] = {}
    outside: dict[int, str] = {}
    for part in chunks(by_pk, 2000):
        members = Membership.objects.filter(member_at(n), appearance_id__in=part)
        for pk, person, side in members.values_list("appearance_id", "person__ref", "side"):
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
