"""Rows of a CSV as they come: hostile or broken ones say what is wrong, the others are read.

The standard reader alone is no match for a file from outside: one stray quotation mark would make
the rest of a gigabyte one cell. Here a row ends after so many lines or letters, and reading goes
on after the line at which it began.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firstlight.intake.rules.cleaning import without_media
from firstlight.records.rules.reading import Fault

LONGEST_ROW = 1024 * 1024
MOST_LINES = 500
_RESEND = "mend it at the source and send it again"
csv.field_size_limit(LONGEST_ROW * 2)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it began at, its cells, or the fault that says why there are none.

    `text` is what may be kept of a row that could not be read.
    """

    place: int
    cells: tuple[str, ...] = ()
    fault: Fault | None = None
    text: str = ""
    size: int = 0


def decoded(line: bytes, encoding: str = "") -> str | None:
    """Read bytes as UTF-8, else in the encoding that was declared; None where they are no text."""
    for one in ("utf-8", encoding):
        try:
            text = line.decode(one) if one else None
        except UnicodeDecodeError:
            continue
        return None if text is None or "\x00" in text else text
    return None


def _broken(place: int, problem: str, mend: str = _RESEND, text: str = "") -> Row:
    return Row(place, fault=Fault("line", problem, mend), text=without_media(text))


class _Lines:
    """Lines with their numbers, of which some can be put back."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._rest = iter(enumerate(lines, start=1))
        self._again: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        return self

    def __next__(self) -> tuple[int, bytes]:
        return self._again.popleft() if self._again else next(self._rest)

    def back(self, held: Iterable[tuple[int, bytes]]) -> None:
        """Put lines back, to be read again."""
        self._again.extendleft(reversed(list(held)))


def rows_of(lines: Iterable[bytes], *, delimiter: str = ",", encoding: str = "") -> Iterator[Row]:
    """Read rows; `encoding` is tried where a line is not UTF-8. Blank lines are passed over."""
    source = _Lines(lines)
    for place, line in source:
        if len(line) > LONGEST_ROW:
            yield _broken(place, f"is longer than {LONGEST_ROW // 1024 // 1024} MB")
            continue
        text = decoded(line.removeprefix(b"\xef\xbb\xbf") if place == 1 else line, encoding)
        if text is None:
            size = f"[{len(line)} bytes that are not text were not kept]"
            yield _broken(place, "is not text in UTF-8",
                          "send the file as UTF-8, or declare its encoding", size)  # fmt: skip
        elif text.strip():
            yield _row(place, text, source, delimiter, encoding)


def _row(place: int, text: str, source: _Lines, delimiter: str, encoding: str) -> Row:
    """Read the row that begins with this line, with the lines a quoted cell goes on over."""
    first, length, held = text, len(text), deque[tuple[int, bytes]]()
    parts = [text]
    quotes = text.count('"')
    while quotes % 2:
        following = next(source, None)
        if following is not None:
            held.append(following)
        more = decoded(following[1], encoding) if following else None
        length += len(more or "")
        if more is None or length > LONGEST_ROW or len(held) > MOST_LINES:
            source.back(held)
            return _broken(place, "has a quotation mark that is never closed", text=first)
        parts.append(more)
        quotes += more.count('"')
    return _cells(place, parts, delimiter)


def _cells(place: int, parts: list[str], delimiter: str) -> Row:
    try:
        (cells,) = csv.reader(iter(parts), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return _broken(place, "cannot be read as one row of cells", text="".join(parts))
    return Row(place, tuple(cell.strip() for cell in cells), size=sum(map(len, parts)))
