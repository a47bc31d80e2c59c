"""What was corrected, and who was told the earlier version and has to be told again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import bearing, hidden_records, relied_on
from firstlight.records.selectors import Corrected, corrected_since


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected record and what left the force or was shown before it was."""

    record: str
    kind: str
    number: int
    at: datetime
    told: tuple[str, ...]  # disclosures that left the force
    shown: tuple[str, ...]  # briefs, gradings and duties inside it


def corrections(
    viewer: Viewer, at: datetime, *, days: int = 90, limit: int = 200
) -> list[Correction]:
    """Give what was corrected within some days, newest first, as this viewer may know it."""
    rows = corrected_since(at - timedelta(days=days), limit=limit)
    hidden = hidden_records([row.record for row in rows], viewer)
    return [_one(row) for row in rows if row.record not in hidden]


def _one(row: Corrected) -> Correction:
    people = bearing(row.record, ()).people
    relied = [
        one for person in people for one in relied_on(person, before=row.seq)
        if one.seq >= row.since
    ]  # fmt: skip
    told = {one.ref for one in relied if one.left_force}
    shown = {one.ref for one in relied if not one.left_force and one.kind != "duty"}
    return Correction(
        row.record, row.kind, row.number, row.at, tuple(sorted(told)), tuple(sorted(shown))
    )
