"""Which tables keep words of a record, and how those of one that is disposed of are struck."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """One table: how its rows about a record are found, and which fields are struck.

    `found` are lookups of fields that hold references. `text` fields hold words, `documents` JSON
    as text, `values` plain values, `papers` documents as plain values, which say that they
    changed. With `anywhere` every row is searched for what names somebody surely, whatever it
    refers to. `keeps` are the other fields of words, with the reason in `because`; `by` names the
    service that sees to the whole table itself.
    """

    model: str
    found: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    anywhere: bool = False
    keeps: tuple[str, ...] = ()
    because: str = ""
    by: str = ""

    @property
    def struck(self) -> tuple[str, ...]:
        """Give every field that is struck."""
        return (*self.text, *self.documents, *self.values, *self.papers)
