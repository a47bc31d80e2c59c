"""One record on its way in, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.records.rules.reading import Fault, Reading, content_hash


@dataclass(slots=True)
class Offered:
    """One record on its way in: as read, with where it came from and when it was taken."""

    reading: Reading
    provenance: str = ""
    received_at: datetime | None = None
    content_hash: str = ""
    text: str = ""


@dataclass(slots=True)
class Stored:
    """What became of one offered record."""

    offered: Offered
    outcome: str  # taken | same | older | conflict | quarantined | disposed
    ref: str = ""
    version: int = 0
    version_id: int = 0
    faults: tuple[Fault, ...] = ()
    replaced: tuple[int, ...] = ()  # ids of versions that ceased to be current
    fresh: bool = False  # the record was not held before
    kind: str = ""
    before_live: bool = False
    outdone: bool = False  # a later version came in the same batch

    @property
    def late(self) -> bool:
        """Tell whether the version is kept but never stands."""
        return self.outcome == "older" or self.outdone


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)


def prepare(
    reading: Reading, *, provenance: str = "", received_at: datetime | None = None
) -> Offered:
    """Work out, outside any lock, what storing will need."""
    return Offered(
        reading, provenance, received_at, content_hash(reading.content), _text(reading.content)
    )
