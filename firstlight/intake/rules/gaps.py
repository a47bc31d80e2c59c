"""Gaps in what a source tells: the minimum POLE profile, and what else is counted by source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.pole import BY_CODE
from firstlight.records.rules.pole import gaps as pole_gaps

# What is counted beside the standard: code -> what it is called, and what it means.
OTHERS = {
    "TOLD_AT": "When the force was told is not said",
    "RETURN_ROW": "A yearly return tells of an absence: compare it with what the force recorded",
    "ID_CHECK": "An identifier fails its check and is used for nothing",
}
NAMES = {one.code: f"{one.said} ({one.element})" for one in BY_CODE.values()} | OTHERS


def gaps_of(envelope: Envelope, details: Any, on: date) -> Iterator[str]:
    """Give the code of each gap of a record, each once."""
    found = dict.fromkeys(code for _, code in pole_gaps(envelope, on))
    kind = KINDS[envelope.kind]
    row = bool(getattr(details, "is_return_row", False))
    if envelope.told_at is None and kind.character == "adverse" and not row and not kind.ours:
        found["TOLD_AT"] = None
    if row:
        found["RETURN_ROW"] = None
    if any(scheme.endswith("_unchecked") for one in envelope.people for scheme in one.identifiers):
        found["ID_CHECK"] = None
    return iter(found)
