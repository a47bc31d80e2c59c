"""Reads of the register of orders and bail, each asked by a viewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.orders.rules.register import Row, binds, protects, row_of
from firstlight.people.selectors import cast_of
from firstlight.picture.selectors import persons
from firstlight.records.selectors import VersionView, newest, record

LISTS = ("unserved", "ending", "orders", "bail", "ended")
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody an order binds or protects; `ref` is empty where no person is linked."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One order or bail of the register, with whom it binds and protects."""

    record: str
    row: Row
    binds: tuple[Named, ...]
    protects: tuple[Named, ...]
    source: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Register:
    """A list of the register, and how many stand in each list."""

    entries: tuple[Entry, ...]
    counts: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class _Held:
    version: VersionView
    row: Row
    cast: dict[str, str]  # key -> person


def register(
    viewer: Viewer, at: datetime, *, which: str = "unserved", skip: int = 0, limit: int = 25
) -> Register:
    """Give a list of the register, the soonest to end first; NotThere for who may not see it."""
    if not may(viewer, "orders.see"):
        raise NotThere
    held = _held(newest(kinds=("order", "bail"), limit=_MOST), viewer, at)
    counts = {name: sum(_in(one.row, name, at) for one in held) for name in LISTS}
    chosen = sorted((one for one in held if _in(one.row, which, at)), key=_soonest)
    return Register(_entries(chosen[skip : skip + limit], viewer, at), counts, len(chosen))


def _held(versions: Iterable[VersionView], viewer: Viewer, at: datetime) -> list[_Held]:
    listed = list(versions)
    cast = cast_of([one.id for one in listed], viewer=viewer)
    found = []
    for one in listed:
        row = row_of(one.details, at)
        who = {c.key: c.person or "" for c in cast.get(one.id, [])}
        mine = set(who.values()) & viewer.own_refs
        if row is not None and one.id in cast and not mine:
            found.append(_Held(one, row, who))
    return found


def _in(row: Row, which: str, at: datetime) -> bool:
    stands = row.in_force is not Answer.NO
    return {
        "unserved": row.unserved,
        "ending": row.ends_soon(at),
        "orders": stands and not row.is_bail,
        "bail": stands and row.is_bail,
        "ended": not stands,
    }.get(which, False)


def _soonest(one: _Held) -> tuple[float, str]:
    ends = one.row.ends_at
    return (ends.timestamp() if ends else float("inf"), one.version.ref)


def _entries(held: list[_Held], viewer: Viewer, at: datetime) -> tuple[Entry, ...]:
    refs = {ref for one in held for ref in one.cast.values() if ref}
    names = {ref: picture.name for ref, picture in persons(refs, viewer=viewer, at=at).items()}
    viewer.seen.add(*(one.version.ref for one in held))
    return tuple(_entry(one, names) for one in held)


def _entry(one: _Held, names: dict[str, str]) -> Entry:
    version = one.version
    roles: dict[str, str] = {p.key: p.role for p in version.envelope.people if p.key in one.cast}

    def named(keys: tuple[str, ...]) -> tuple[Named, ...]:
        refs = [one.cast[key] for key in keys]
        return tuple(
            Named(ref if ref in names else "", names.get(ref, "somebody restricted or not known"))
            for ref in dict.fromkeys(refs)
        )

    return Entry(
        version.ref, one.row, named(binds(version.details, roles)),
        named(protects(version.details, roles)), version.source, version.recorded_at,
    )  # fmt: skip


def of_records(refs: Iterable[str], viewer: Viewer, at: datetime) -> tuple[Entry, ...]:
    """Give the register's entries of these records, those that may stand first."""
    views = [view for ref in dict.fromkeys(refs) if (view := record(ref))]
    held = _held(views, viewer, at)
    held.sort(key=lambda one: (one.row.in_force is Answer.NO, _soonest(one)))
    return _entries(held, viewer, at)
