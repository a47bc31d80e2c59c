"""Reads of the register of orders and bail, each asked by a viewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from firstlight.access.selectors import may, sight
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.orders.rules.register import SOON, Row, binds, protects, row_of
from firstlight.people.selectors import cast_of
from firstlight.picture.selectors import persons
from firstlight.records.selectors import VersionView, newest, record

LISTS = ("first", "unserved", "ending", "returning", "orders", "bail", "ended")
# As many of the newest orders and bails are read; a page says so where there are more.
MOST = 5000


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody an order binds or protects; `ref` is empty where no person is linked."""

    ref: str
    name: str
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One order or bail of the register, with whom it binds and protects."""

    record: str
    row: Row
    binds: tuple[Named, ...]
    protects: tuple[Named, ...]
    source: str
    recorded_at: datetime
    first: tuple[str, ...] = ()  # what is printed before anything else


@dataclass(frozen=True, slots=True)
class Register:
    """A list of the register, and how many stand in each list."""

    entries: tuple[Entry, ...]
    counts: dict[str, int]
    total: int
    is_cut: bool = False  # more orders are held than are read


@dataclass(frozen=True, slots=True)
class _Held:
    version: VersionView
    row: Row
    cast: dict[str, str]  # key -> person


def register(
    viewer: Viewer,
    at: datetime,
    *,
    which: str = "first",
    kind: str = "",
    within: int = 0,
    skip: int = 0,
    limit: int = 25,
) -> Register:
    """Give a list of the register: not shown as served first, then what ends by tomorrow, then the rest.

    `kind` is a type of order or bail, `within` the days in which it ends. NotThere for who may not
    see it.
    """
    if not may(viewer, "orders.see"):
        raise NotThere
    versions = newest(kinds=("order", "bail"), limit=MOST)
    held = [
        one
        for one in _held(versions, viewer, at)
        if (not kind or one.row.kind == kind) and _within(one.row, within, at)
    ]
    counts = {name: sum(_in(one.row, name, at) for one in held) for name in LISTS}
    chosen = sorted(
        (one for one in held if _in(one.row, which, at)), key=lambda one: _urgency(one, at)
    )
    shown = _entries(chosen[skip : skip + limit], viewer, at)
    return Register(shown, counts, len(chosen), len(versions) >= MOST)


def _within(row: Row, days: int, at: datetime) -> bool:
    ends = row.ends_at
    return not days or bool(ends and at < ends <= at + timedelta(days=days))


def _held(versions: Iterable[VersionView], viewer: Viewer, at: datetime) -> list[_Held]:
    listed, shut = list(versions), sight(viewer).restricted
    cast = cast_of([one.id for one in listed], viewer=viewer)
    found = []
    for one in listed:
        row = row_of(one.details, at)
        who = {c.key: c.person or "" for c in cast.get(one.id, [])}
        mine = set(who.values()) & viewer.own_refs
        if row is not None and one.id in cast and not mine:
            is_shut = bool({one.ref, *who.values()} & shut)
            found.append(_Held(one, _shut(row) if is_shut else row, who))
    return found


def _shut(row: Row) -> Row:
    said = ("restricted: open the record with a reason",)
    return replace(row, conditions=said, served_by="", made_by="", discharged_by="")


def _in(row: Row, which: str, at: datetime) -> bool:
    stands = row.in_force is not Answer.NO
    returns = row.returns_at
    return {
        "first": row.unserved or row.ends_by_tomorrow(at),
        "returning": stands and bool(returns and at < returns <= at + SOON),
        "unserved": row.unserved,
        "ending": row.ends_soon(at),
        "orders": stands and not row.is_bail,
        "bail": stands and row.is_bail,
        "ended": not stands,
    }.get(which, False)


def _urgency(one: _Held, at: datetime) -> tuple[object, ...]:
    return (*one.row.urgency(at), one.version.ref)


def _entries(held: list[_Held], viewer: Viewer, at: datetime) -> tuple[Entry, ...]:
    refs = {ref for one in held for ref in one.cast.values() if ref}
    named = {
        ref: Named(ref, picture.name, picture.is_child(at) is Answer.YES)
        for ref, picture in persons(refs, viewer=viewer, at=at).items()
    }
    viewer.seen.add(*(one.version.ref for one in held))
    return tuple(_entry(one, named, at) for one in held)


def _entry(one: _Held, known: dict[str, Named], at: datetime) -> Entry:
    version = one.version
    roles: dict[str, str] = {p.key: p.role for p in version.envelope.people if p.key in one.cast}

    def named(keys: tuple[str, ...]) -> tuple[Named, ...]:
        refs = [one.cast[key] for key in keys]
        nobody = Named("", "somebody restricted or not known")
        return tuple(known.get(ref, nobody) for ref in dict.fromkeys(refs))

    return Entry(
        version.ref, one.row, named(binds(version.details, roles)),
        named(protects(version.details, roles)), version.source, version.recorded_at,
        one.row.said_first(at),
    )  # fmt: skip


def of_records(refs: Iterable[str], viewer: Viewer, at: datetime) -> tuple[Entry, ...]:
    """Give the register's entries of these records, those that may stand first."""
    views = [view for ref in dict.fromkeys(refs) if (view := record(ref))]
    held = _held(views, viewer, at)
    held.sort(key=lambda one: (one.row.in_force is Answer.NO, _urgency(one, at)))
    return _entries(held, viewer, at)
