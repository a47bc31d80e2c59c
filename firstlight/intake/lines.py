"""Lines of a file from outside, none of them held longer than a record can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firstlight.intake.rules.jsonlines import LONGEST_LINE


def first_line(path: Path) -> str:
    """Give the beginning of a file's first line, as text."""
    with path.open("rb") as file:
        return file.readline(10_000).decode("utf-8-sig", "replace").strip()


def read_bytes(path: Path, longest: int = LONGEST_LINE) -> Iterator[bytes]:
    """Read a file line by line; of a line too long to be a record only so much that it shows."""
    with path.open("rb") as file:
        while line := file.readline(longest + 1):
            yield line
            while len(line) > longest and not line.endswith(b"\n"):
                line = file.readline(longest)
                if not line:
                    return
