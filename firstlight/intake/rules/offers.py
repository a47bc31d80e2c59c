"""What a reader makes of one line, row or element: a record to take in, or its faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from firstlight.records.rules.reading import Fault


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing read from a file. `where` is its provenance, such as `calls.jsonl:41`.

    `record` is what to take in; without one, `text` is what may be kept of it and `faults` why
    it waits; `source_ref` is the source's own reference where it could be read. `place` counts
    lines from 1, `size` its bytes.
    """

    where: str
    place: int = 0
    record: Mapping[str, Any] | None = None
    text: str = ""
    faults: tuple[Fault, ...] = ()
    source_ref: str = ""
    size: int = 0


Reader = Iterable[bytes]
Offers = Iterator[Offer]
