"""The few ways in which a detail of a record is put into words; the table of kinds uses them.

Only codes, dates, counts and short fields that name no person are told. Free text that may
hold a name (words said, reasons, findings, answers) is never told here: it opens with the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from firstlight.kernel.values.when import london, said

Row = Callable[[Any], Iterator[str]]


def day(on: date) -> str:
    """Write a day as officers say it: 3 March 2026."""
    return on.strftime("%-d %B %Y")


def told(name: str, yes: str, no: str = "", unknown: str = "") -> Row:
    """Tell a field of yes, no, unknown or not asked; silence stays silence unless words are given."""

    def row(details: Any) -> Iterator[str]:
        words = {"yes": yes, "no": no}.get(getattr(details, name), unknown)
        if words:
            yield words

    return row


def code(name: str, words: Mapping[str, str]) -> Row:
    """Tell a code in words; a code without words is not told."""

    def row(details: Any) -> Iterator[str]:
        if found := words.get(getattr(details, name)):
            yield found

    return row


def plain(name: str, before: str = "") -> Row:
    """Tell a short field as written, or a code with its underscores opened."""

    def row(details: Any) -> Iterator[str]:
        if value := getattr(details, name):
            yield f"{before}{str(value).replace('_', ' ')}"

    return row


def count(name: str, words: str) -> Row:
    """Tell a number where one was given; nought is told, nothing given is not."""

    def row(details: Any) -> Iterator[str]:
        value = getattr(details, name)
        if value is not None:
            yield f"{words} {value}"

    return row


def many(name: str, before: str) -> Row:
    """Tell a list of codes."""

    def row(details: Any) -> Iterator[str]:
        if values := getattr(details, name):
            yield before + ", ".join(str(value).replace("_", " ") for value in values)

    return row


def on(name: str, before: str) -> Row:
    """Tell a day, in UK time where it was a moment."""

    def row(details: Any) -> Iterator[str]:
        value = getattr(details, name)
        if isinstance(value, datetime):
            yield before + day(london(value).date())
        elif value is not None:
            yield before + day(value)

    return row


def moment(name: str, before: str) -> Row:
    """Tell a moment in UK time with its zone."""

    def row(details: Any) -> Iterator[str]:
        value = getattr(details, name)
        if value is not None:
            yield before + said(value)

    return row


def flag(name: str, words: str) -> Row:
    """Tell something that is only ever marked when so."""

    def row(details: Any) -> Iterator[str]:
        if getattr(details, name):
            yield words

    return row


@dataclass(frozen=True, slots=True)
class Template:
    """How one kind is told: what it is called in a sentence, and what is said of its details."""

    lead: str
    rows: tuple[Row, ...] = ()

    def clauses(self, details: Any) -> tuple[str, ...]:
        """Give what is said of a record's details, in the order of the rows."""
        return tuple(words for row in self.rows for words in row(details))
