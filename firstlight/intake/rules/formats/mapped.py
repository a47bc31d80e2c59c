"""A CSV read by its source's mapping: a record a row, all that is wrong with a row told together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from firstlight.intake.rules.casting import CASTS, CastError, mapped
from firstlight.intake.rules.cleaning import without_media
from firstlight.intake.rules.days import begins
from firstlight.intake.rules.mapping import Column, ColumnMap
from firstlight.intake.rules.offers import Offer
from firstlight.intake.rules.rows import Row
from firstlight.intake.rules.targets import LISTED, listed, put
from firstlight.records.rules.media import cut
from firstlight.records.rules.reading import Fault, read

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A row as a record, where each mapped place of it came from, and what could not be read."""

    record: dict[str, Any]
    columns: Mapping[str, str]  # path in the record -> column
    faults: tuple[Fault, ...]


def offers(
    mapping: ColumnMap, header: tuple[str, ...], rows: Iterable[Row], *, name: str, at: datetime
) -> Iterator[Offer]:
    """Read the rows after the header."""
    for row in rows:
        where = f"{name}:{row.place}"
        if row.fault is not None:
            yield Offer(where, row.place, text=row.text, faults=(row.fault,))
        elif len(row.cells) != len(header):
            yield _uneven(where, row, header)
        else:
            made = _offer(mapping, dict(zip(header, row.cells, strict=True)), where, row.place, at)
            yield replace(made, size=row.size)


def _uneven(where: str, row: Row, header: tuple[str, ...]) -> Offer:
    said = f"has {len(row.cells)} cells where the first line names {len(header)} columns"
    fault = Fault("line", said, "mend it at the source and send it again")
    # Half a picture may stand in a row that was broken: nothing can be known by how a cell begins.
    text = without_media(json.dumps(row.cells, ensure_ascii=False))
    return Offer(where, row.place, text=text, faults=(fault,), size=row.size)


def _offer(mapping: ColumnMap, cells: Cells, where: str, place: int, at: datetime) -> Offer:
    made = record_of(mapping, cells)
    wrong = {one.field for one in made.faults}
    checked = tuple(
        _in_columns(one, made.columns)
        for one in read(made.record, at).faults
        if one.field not in wrong
    )
    if not made.faults and not checked:
        return Offer(where, place, made.record)
    kept, _ = cut(made.record)
    text = json.dumps(kept, ensure_ascii=False)
    told = tuple(_in_columns(one, made.columns) for one in made.faults)
    return Offer(
        where, place, text=text, faults=told + checked, source_ref=made.record["source_ref"]
    )


def _in_columns(fault: Fault, columns: Mapping[str, str]) -> Fault:
    """Name the column too, for whoever sends the file knows no other name."""
    parts = fault.field.split(".")
    paths = [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
    column = next((columns[one] for one in paths if one in columns), "")
    return (
        Fault(fault.field, f"(column {column!r}) {fault.problem}", fault.mend) if column else fault
    )


def record_of(mapping: ColumnMap, cells: Cells) -> Made:
    """Make a record of a row; a cell that cannot be read stays as it is, with its fault."""
    record: dict[str, Any] = {}
    columns: dict[str, str] = {}
    faults: list[Fault] = []
    for column in mapping.columns:
        value = _value(column, mapping, cells, faults)
        if value is not None:
            put(record, column.to, value)
            columns[column.to.said] = column.name
            if column.to.said.startswith("occurred.") and column.cast == "day":
                record["occurred"].setdefault("precision", "day")
    for where, value in mapping.always:
        if where.path[0] not in LISTED or where.path[1] in record.get(where.path[0], {}):
            put(record, where, value)
    reference = "/".join(cells[one] for one in mapping.reference)
    if not reference.strip("/"):
        faults.append(Fault("source_ref", f"(column {mapping.reference[0]!r}) is empty",
                            "each row needs the source's own reference"))  # fmt: skip
    made, places = listed(record)
    back = {own: place for place, own in places.items()}
    return Made(
        {"source": mapping.source, "kind": mapping.kind.code, "source_ref": reference, **made},
        {_placed(path, back): column for path, column in columns.items()},
        tuple(Fault(_placed(one.field, back), one.problem, one.mend) for one in faults),
    )


def _placed(path: str, back: Mapping[str, str]) -> str:
    """Write a mapping's path as the record's: the place in its list, not the mapping's own name."""
    parts = path.split(".")
    own = ".".join(parts[:2])
    return ".".join([back[own], *parts[2:]]) if own in back else path


def _value(column: Column, mapping: ColumnMap, cells: Cells, faults: list[Fault]) -> object:
    text = cells[column.name]
    if text and column.beside:
        text = f"{cells[column.beside]} {text}".strip()
    if not text:
        return column.empty
    try:
        return _cast(column, mapping, text)
    except CastError as wrong:
        faults.append(Fault(column.to.said, str(wrong)))
        return text


def _cast(column: Column, mapping: ColumnMap, text: str) -> object:
    if column.values:
        return mapped(text, column.values)
    forms = mapping.days if column.cast == "day" else mapping.moments
    found = CASTS[column.cast](text, forms)
    if isinstance(found, date):
        # A day where a moment belongs is that day's first minute in the UK.
        return begins(found) if column.to.type == "moment" else found.isoformat()
    return found
