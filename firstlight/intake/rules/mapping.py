"""A mapping: the one small table that tells how a source's CSV becomes records."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from firstlight.intake.rules.casting import CASTS, DAYS, MOMENTS
from firstlight.intake.rules.targets import NoTargetError, Target, target
from firstlight.records.rules.kinds import KINDS, Kind

Faults = list[tuple[str, str]]
_KNOWN = frozenset(
    {"source", "kind", "reference", "columns", "always", "ignore", "days", "moments", "delimiter", "encoding"}
)  # fmt: skip
_OF_COLUMN = frozenset({"to", "as", "values", "beside", "empty"})
# What a cell is read as where the mapping does not say, by the type of its place.
_CAST = {"text": "text", "day": "day", "moment": "moment", "number": "number", "true_false": "true_false"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it goes, how it is read, the map of its values, and what empty means.

    `beside` names a column whose text stands before this one's: a day before its time.
    """

    name: str
    to: Target
    cast: str
    values: Mapping[str, object] = field(default_factory=dict)
    beside: str = ""
    empty: object = None


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A mapping that was read and is sound."""

    source: str
    kind: Kind
    reference: tuple[str, ...]
    columns: tuple[Column, ...]
    always: tuple[tuple[Target, object], ...]
    ignore: frozenset[str]
    days: tuple[str, ...]
    moments: tuple[str, ...]
    delimiter: str
    encoding: str

    @property
    def named(self) -> frozenset[str]:
        """Every column the mapping names."""
        beside = {one.beside for one in self.columns if one.beside}
        mapped = {one.name for one in self.columns}
        return frozenset({*self.reference, *mapped, *beside}) | self.ignore


def read_mapping(text: str) -> tuple[ColumnMap | None, Faults]:
    """Read a mapping written in TOML, or tell everything that is wrong with it at once."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return None, [("file", f"is not TOML: {fault}")]
    kind = KINDS.get(str(raw.get("kind", "")))
    faults = _shape(raw)
    if kind is None:
        return None, [
            *faults,
            ("kind", f"is not a kind of record; use one of: {', '.join(sorted(KINDS))}"),
        ]
    columns = _columns(raw.get("columns") or {}, kind, faults)
    always = _always(raw.get("always") or {}, kind, faults)
    reference = _many(raw.get("reference"))
    if faults:
        return None, faults
    made = ColumnMap(
        source=str(raw["source"]), kind=kind, reference=reference, columns=columns, always=always,
        ignore=frozenset(_many(raw.get("ignore"))), days=_many(raw.get("days")) or DAYS,
        moments=_many(raw.get("moments")) or MOMENTS, delimiter=str(raw.get("delimiter", ",")),
        encoding=str(raw.get("encoding", "")),
    )  # fmt: skip
    return made, []


def _many(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _shape(raw: Mapping[str, Any]) -> Faults:
    faults = [(name, "is nothing a mapping has") for name in sorted(set(raw) - _KNOWN)]
    faults += [
        (name, said)
        for name, said in (
            ("source", "is missing: the code the source is registered under"),
            ("reference", "is missing: the column that holds the source's own reference"),
            ("columns", "is missing: what each column becomes"),
        )
        if not raw.get(name)
    ]
    if len(str(raw.get("delimiter", ","))) != 1:
        faults.append(("delimiter", "is one character"))
    try:
        "".encode(str(raw.get("encoding") or "utf-8"))
    except LookupError:
        faults.append(("encoding", "is not known; use utf-8 or windows-1252"))
    return faults


def _columns(raw: Mapping[str, Any], kind: Kind, faults: Faults) -> tuple[Column, ...]:
    made = []
    for name, told in raw.items():
        said = {"to": told} if isinstance(told, str) else told
        if not isinstance(said, dict) or not said.get("to"):
            faults.append((name, "needs to = and the place in a record it goes to"))
            continue
        column = _column(name, said, kind, faults)
        if column is not None:
            made.append(column)
    return tuple(made)


def _column(name: str, said: Mapping[str, Any], kind: Kind, faults: Faults) -> Column | None:
    faults += [
        (name, f"has {more!r}, which no column has") for more in sorted(set(said) - _OF_COLUMN)
    ]
    cast = str(said.get("as", ""))
    if cast and cast not in CASTS:
        faults.append((name, f"as = {cast!r} is not known; use one of: {', '.join(CASTS)}"))
    where = _target(name, str(said["to"]), kind, faults)
    if where is None:
        return None
    usual = "list" if where.many else _CAST[where.type]
    values = said.get("values", {})
    if not isinstance(values, dict):
        faults.append((name, "values is a table: what the source writes = what the record holds"))
        values = {}
    return Column(
        name, where, cast or usual, values, str(said.get("beside", "")), said.get("empty")
    )


def _target(name: str, path: str, kind: Kind, faults: Faults) -> Target | None:
    try:
        return target(path, kind)
    except NoTargetError as fault:
        faults.append((name, f"to = {path!r} {fault}"))
        return None


def _always(
    raw: Mapping[str, Any], kind: Kind, faults: Faults
) -> tuple[tuple[Target, object], ...]:
    found = ((_target("always", path, kind, faults), value) for path, value in raw.items())
    return tuple((where, value) for where, value in found if where is not None)


def header_faults(mapping: ColumnMap, header: Iterable[str]) -> Faults:
    """Compare a file's first line with the mapping: nothing missing, nothing passed over unsaid."""
    names = list(header)
    faults = [
        (name, "is a column of the mapping and not of the file")
        for name in sorted(mapping.named - set(names) - mapping.ignore)
    ]
    faults += [
        (name or "(no name)", "is a column of the file and not of the mapping: map it, or add it to ignore")
        for name in names if name not in mapping.named
    ]  # fmt: skip
    return faults + [
        (name, "is the name of two columns") for name in sorted({n for n in names if names.count(n) > 1})
    ]  # fmt: skip
