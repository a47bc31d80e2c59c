"""Lines of a file from outside, none of them held longer than a record can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from firstlight.intake.rules.jsonlines import LONGEST_LINE

Moved = Callable[[int], None]


def unmoved(_: int) -> None:
    """Tell nobody how far a file was read."""


def first_line(path: Path) -> str:
    """Give the beginning of a file's first line, as text."""
    with path.open("rb") as file:
        return file.readline(10_000).decode("utf-8-sig", "replace").strip()


def head_of(path: Path) -> bytes:
    """Give a file's first bytes, by which it is known what it is."""
    with path.open("rb") as file:
        return file.read(64)


def read_bytes(path: Path, longest: int = LONGEST_LINE, moved: Moved = unmoved) -> Iterator[bytes]:
    """Read a file line by line; of a line too long to be a record only so much that it shows.

    `moved` is told how many bytes were read.
    """
    with path.open("rb") as file:
        while line := file.readline(longest + 1):
            moved(len(line))
            yield line
            over = len(line) > longest and not line.endswith(b"\n")
            while over and (rest := file.readline(longest)):
                moved(len(rest))
                over = not rest.endswith(b"\n")
