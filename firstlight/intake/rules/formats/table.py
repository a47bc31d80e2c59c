"""The formats a file can be in: one row each, and how a file's own beginning tells which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from firstlight.intake.rules.formats import ssda903


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its code, what it is, and whether what it tells is a yearly return."""

    code: str
    name: str
    yearly: bool = False


FORMATS = {
    row.code: row
    for row in (
        Format("jsonl", "JSON Lines, one record a line"),
        Format("ssda903", "SSDA903, children looked after: header, episodes, missing", yearly=True),
        Format("csv", "CSV, by a mapping of its columns"),
        Format("cin", "Children in need census", yearly=True),
    )
}
# What a source is usually called when it is such a return.
BY_SOURCE = {"looked-after-children": "ssda903", "children-in-need": "cin"}


def guess(name: str, first_line: str, source: str, *, mapped: bool = False) -> str:
    """Tell a file's format by its source's name, its ending and its first line; '' where unsure.

    `mapped` tells that the source has a mapping of columns.
    """
    if source in BY_SOURCE:
        return BY_SOURCE[source]
    ending = PurePath(name).suffix.lower()
    if mapped and ending in {".csv", ".tsv", ".txt"}:
        return "csv"
    if ending == ".csv" and ssda903.which(first_line.split(",")):
        return "ssda903"
    if ending == ".xml":
        return "cin"
    return "jsonl" if ending in {".jsonl", ".ndjson", ".json"} else ""
