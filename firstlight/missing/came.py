"""A return interview came from the council itself: what asked for it ends, in the episode it is of."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act, cancel_due
from firstlight.missing import owed
from firstlight.missing.models import Episode
from firstlight.missing.moving import note
from firstlight.missing.who import SYSTEM, episodes_of
from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.missing import ReturnInterview

SAID = {
    "yes": "The council sent its return home interview.",
    "declined": "The council says that the child declined the return home interview.",
    "missing_again": "The council says that the child was missing again before the interview.",
}


def interview_came(view: RecordView, at: datetime) -> tuple[str, ...]:
    """Note it in the newest episode its child had come back from by then, once; give the episode.

    One only asked for, not offered, or accepted and nothing told of it, ends nothing.
    """
    details = view.details
    if not isinstance(details, ReturnInterview) or (
        details.accepted == "yes" and not _held(view, details)
    ):
        return ()
    said = SAID.get(details.accepted)
    found = []
    for person in dict.fromkeys(
        a.person for a in view.people if a.person and a.role in {"subject", "child"}
    ):
        row = next((one for one in episodes_of(person or "") if _over(one, view.moment)), None)
        if said and row and not row.history.filter(record=view.ref).exists():
            _ended(row, said, view.ref, at)
            found.append(row.ref)
    return tuple(found)


def _held(view: RecordView, told: ReturnInterview) -> bool:
    """Tell whether an accepted interview was held: when, or anything that was said, is told."""
    content = (
        told.held_at,
        told.exploitation_signs,
        told.told_places,
        told.told_people,
        view.narrative.strip(),
    )
    return any(content) or told.harm_suffered in {"yes", "no"}


def _over(row: Episode, moment: datetime) -> bool:
    return not row.adult and row.returned_at is not None and row.returned_at <= moment


def _ended(row: Episode, said: str, record: str, at: datetime) -> None:
    with act("missing.return_interview_recorded", by=SYSTEM, at=at) as line:
        note(line, row, "return_interview", said, record=record)
        line.about(row.ref, record)
        cancel_due(f"missing.rhi:{row.ref}")
        owed.done(row, "RHI", said, at, record)
        owed.end(row, ("RHI_CHASE",), said, at)
