"""The mappings of sources: one small file each, in the home folder or named when loading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings

from firstlight.intake.lines import Moved, read_bytes, unmoved
from firstlight.intake.rules.formats.mapped import offers
from firstlight.intake.rules.mapping import ColumnMap, header_faults, read_mapping
from firstlight.intake.rules.offers import Offer
from firstlight.intake.rules.rows import LONGEST_ROW, Row, rows_of
from firstlight.kernel.values.refusal import Refusal
from firstlight.records.rules.kinds import KINDS
from firstlight.records.selectors import sources

GUIDE = "docs/how-to/add-a-source.md tells what a mapping holds."


def folder() -> Path:
    """Give where mappings are kept: `mappings` in the home folder, one file a source."""
    return Path(settings.HOME) / "mappings"


def mapping_of(source: str, named: Path | None = None) -> ColumnMap | None:
    """Give a source's mapping; None where it has none. Refuses one with faults, telling them all."""
    path = named or folder() / f"{source}.toml"
    if not path.is_file():
        if named is not None:
            raise Refusal(f"There is no mapping {named}.", next_step=GUIDE)
        return None
    mapping, faults = read_mapping(path.read_text(encoding="utf-8"))
    if mapping is not None and mapping.source != source:
        faults = [("source", f"is {mapping.source!r}, but the file is loaded as {source!r}")]
    if mapping is None or faults:
        raise Refusal(
            f"{path.name} is not yet a mapping, so nothing was loaded.",
            next_step="Mend these:", faults=tuple(faults), code="bad_mapping",
        )  # fmt: skip
    return mapping


def check_headers(paths: list[Path], mapping: ColumnMap | None, source: str) -> None:
    """Check that every file has the mapping's columns, and the source tells this kind of record."""
    if mapping is None:
        raise Refusal(
            f"{source!r} has no mapping, so its CSV cannot be read.",
            next_step=f"Write one to {folder() / f'{source}.toml'}, or name it with --mapping. {GUIDE}",
        )
    held = next((one for one in sources() if one.code == source), None)
    if held is not None and held.kinds and mapping.kind.code not in held.kinds:
        raise Refusal(
            f"{source!r} does not tell {mapping.kind.code!r}.",
            next_step=f"Add the kind: firstlight source add {source} --kind {mapping.kind.code}",
        )
    faults = [
        (f"{path.name}: {name}", said)
        for path in paths
        for name, said in header_faults(mapping, _header(path, mapping)[0])
    ]
    if faults:
        raise Refusal(
            "The first line is not that of the mapping, so nothing was loaded.",
            next_step="Mend these:", faults=tuple(faults), code="bad_header",
        )  # fmt: skip


def _header(
    path: Path, mapping: ColumnMap, moved: Moved = unmoved
) -> tuple[tuple[str, ...], Iterator[Row]]:
    lines = read_bytes(path, LONGEST_ROW, moved)
    rows = rows_of(lines, delimiter=mapping.delimiter, encoding=mapping.encoding)
    first = next(rows, Row(1))
    return first.cells, rows


def mapped_rows(
    path: Path, mapping: ColumnMap, at: datetime, moved: Moved = unmoved
) -> Iterator[Offer]:
    """Read a file's rows by its mapping."""
    header, rows = _header(path, mapping, moved)
    yield from offers(mapping, header, rows, name=path.name, at=at)


def try_mapping(
    path: Path, source: str, named: Path | None, at: datetime, most: int
) -> list[Offer]:
    """Read a file's first rows by a mapping and take nothing: what would go in, and what would wait."""
    mapping = mapping_of(source, named)
    check_headers([path], mapping, source)
    return list(islice(mapped_rows(path, mapping, at), most)) if mapping else []


def draft_mapping(path: Path, *, source: str, kind: str, delimiter: str = ",") -> str:
    """Draft a mapping from a file's first line: each column, to be told what it becomes."""
    if kind not in KINDS:
        raise Refusal(
            f"{kind!r} is not a kind of record.",
            next_step=f"Use one of: {', '.join(sorted(KINDS))}.",
        )
    rows = rows_of(read_bytes(path, LONGEST_ROW), delimiter=delimiter, encoding="windows-1252")
    header = next(rows, Row(1)).cells
    if not any(header):
        raise Refusal(f"{path.name} has no first line of columns.", next_step="Export it with one.")
    more = () if delimiter == "," else (f"delimiter = {json.dumps(delimiter)}",)
    lines = (f"source = {json.dumps(source)}", f"kind = {json.dumps(kind)}", *more,
             f"reference = {json.dumps(header[0])}", "ignore = []", "", "[columns]")  # fmt: skip
    columns = (f'{json.dumps(name, ensure_ascii=False)} = ""' for name in header[1:])
    return "\n".join((*lines, *columns)) + "\n"
