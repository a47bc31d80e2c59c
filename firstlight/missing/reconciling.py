"""What the hourly comparison does with a difference: records it, or gives it an owner and a clock."""

from __future__ import annotations

from datetime import datetime

from firstlight.duties.services import close_by_key, open_duty
from firstlight.missing.differences import unrecorded
from firstlight.missing.recognising import recognise
from firstlight.missing.who import SYSTEM


def reconcile(at: datetime) -> tuple[int, int]:
    """Record what was missed, and open a duty for what still is not; give both counts."""
    before = unrecorded(at)
    missed = [one.record for one in before if not one.to_read]
    for ref in missed:
        recognise(ref=ref, at=at)
    after = unrecorded(at) if missed else before
    for one in after:
        clock = "MISS_READ" if one.to_read else "RECORD_OVERDUE"
        open_duty(
            clock=clock, about=(one.record,), people=(one.person,) if one.person else (),
            told_at=one.told_at, because=f"Reported, not recorded. {one.because}"[:280], by=SYSTEM,
            at=at, area=one.area, queue="missing", key=f"{one.record}:{clock}",
            post=None if one.to_read else "missing_coordinator",
        )  # fmt: skip
    still = {one.record for one in after}
    for one in before:
        if one.record not in still:
            close_by_key(f"{one.record}:RECORD_OVERDUE", "Recorded since.", (), SYSTEM, at)
    return len(before), len(after)
