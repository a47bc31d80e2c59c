"""What a custodian reads of a silent hit: who touched it, through which record, and why they said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.selectors import title_of
from firstlight.audit.selectors import Look, lines, position
from firstlight.duties.listing import DutyRow
from firstlight.duties.models import DutyAbout
from firstlight.records.selectors import record

# The hit is opened by the outbox soon after the touch; a later look of the same officer is another.
NEAR = timedelta(minutes=5)
ENOUGH = 100
# A search that met something sealed is written down by the search itself, not by the searcher.
SEARCHES = "system:desk"


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch. `job` is the source's own reference; `reasons` are as they were typed."""

    who: str
    job: str
    reasons: tuple[str, ...]


def touch_of(row: DutyRow) -> Touch | None:
    """Give what a silent hit is about; None for any other duty, and one whose viewer must give a reason."""
    if row.clock != "SILENT_HIT" or row.restricted:
        return None
    users = [ref for ref in row.about if ref.startswith("U-")]
    found = [one for ref in row.about if ref.startswith("R-") and (one := record(ref))]
    job = ", ".join(f"{one.source} {one.source_ref}" for one in found)
    # The person as they were taken for at the touch; who they are now may have another reference.
    touched = DutyAbout.objects.filter(duty__ref=row.ref).values_list("ref", flat=True)
    reasons = _reasons(frozenset(touched) - {*users}, frozenset(users), row.told_at)
    return Touch(", ".join(title_of(ref) for ref in users) or "a system", job, reasons)


def _reasons(refs: frozenset[str], users: frozenset[str], moment: datetime) -> tuple[str, ...]:
    """Give what these users said of why, by the journal's lines about the touch near a moment."""
    last = position(moment + NEAR) + 1
    near = [line for by in (SEARCHES, *users) for line in lines(by=by, before=last, limit=ENOUGH)]
    met = [line for line in near if moment - line.at <= NEAR and refs & set(line.refs)]
    return tuple(dict.fromkeys(said for line in met if (said := _said(line, users))))


def _said(line: Look, users: frozenset[str]) -> str:
    details = json.loads(line.details) if line.details else {}
    who = details.get("searcher", line.by)
    return str(details.get("justification", "")) if who in users else ""
