"""Reviews: a named person looks at a record that is due and keeps, holds or proposes to dispose."""

from __future__ import annotations

from datetime import date, datetime

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import hidden_records
from firstlight.records.selectors import contents_of
from firstlight.retention.disposing import propose
from firstlight.retention.holding import hold
from firstlight.retention.models import Review, Schedule
from firstlight.retention.rules.groups import group_of
from firstlight.retention.rules.outcomes import faults


def review(
    *, record: str, outcome: str, rationale: str, until: date | None, by: Viewer, at: datetime
) -> str:
    """Record what a review came to; gives the proposal or hold it led to, '' where it is kept.

    Refuses, all together: no outcome, no rationale, no day to come where it is kept or held; and
    whatever a proposal or hold refuses. NotThere for a record not there, or not theirs to see.
    """
    held = contents_of(record)
    if held is None or not may(by, "retention.review") or hidden_records([record], by):
        raise NotThere
    later = until is not None and until > london_date(at)
    if wrong := faults(outcome, rationale, has_day=later):
        raise Refusal("The review is not complete.", next_step="Mend these:", faults=wrong)
    with act("retention.reviewed", by=by, at=at) as line:
        led_to = _follow(record, outcome, rationale, until, by, at)
        Review.objects.create(
            record=record, outcome=outcome, rationale=rationale.strip(), led_to=led_to, by=by.ref,
            until=until if outcome != "dispose" else None, at=at, known_seq=line.seq,
        )  # fmt: skip
        _schedule(record, held.kind, outcome, until, line.seq, london_date(at))
        line.about(record)
        line.say(outcome=outcome, rationale=rationale.strip())
    return led_to


def _follow(
    record: str, outcome: str, rationale: str, until: date | None, by: Viewer, at: datetime
) -> str:
    if outcome == "dispose":
        return propose(records=[record], authority="review", reason=rationale, by=by, at=at)
    if outcome == "hold":
        return hold(target=record, reason=rationale, review_on=until, by=by, at=at)
    return ""


def _schedule(
    record: str, kind: str, outcome: str, until: date | None, seq: int, today: date
) -> None:
    values = {"told": True, "due_on": until} if until and outcome != "dispose" else {}
    state = "proposed" if outcome == "dispose" else "open"
    Schedule.objects.update_or_create(
        record=record,
        defaults={**values, "state": state, "known_seq": seq},
        create_defaults={
            "kind": kind, "group": group_of(kind), "clear_from": today, "due_on": until or today,
            **values, "state": state, "known_seq": seq,
        },
    )  # fmt: skip
