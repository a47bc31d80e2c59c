"""Missing children: recorded or not, acknowledged in time, written down how late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from firstlight.assurance.rules.measure import Case, Measure, Number, Status

STATES = (
    ("unrecorded", "Reported, and no episode has it"),
    ("to_read", "Words alone say it: a person must read it"),
    ("unacknowledged", "Nobody has said that they have it"),
    ("open", "Being looked for now"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures of episodes the force was told of in a time; gaps in minutes."""

    told: int
    from_care: int
    reports: int
    gap_median: float | None
    gap_most: int | None
    acknowledged: int
    acknowledged_in_time: int
    acted_in_time: int
    graded: int
    limit: int


def missing(
    counted: Counted,
    differences: Sequence[Case],
    searching: Sequence[Case],
    *,
    period: str,
    at: datetime,  # noqa: ARG001 -- every query is asked as at a time
) -> Measure:
    """Set reports against episodes: the difference must be nothing."""
    lost = sum(case.state == "unrecorded" for case in differences)
    unread = sum(case.state == "to_read" for case in differences)
    waiting = sum(case.state == "unacknowledged" for case in searching)
    return Measure(
        code="missing",
        title="Missing: reported, recorded, acknowledged",
        question="Is every report of a missing child an episode, and did somebody take it in time?",
        status=_status(counted, lost, unread),
        said=_said(counted, lost, unread),
        period=period,
        numbers=(
            Number("Reported missing and not recorded: must be nothing", lost, cases="unrecorded"),
            Number("Reports whose words a person must still read", unread, cases="to_read"),
            Number("Episodes the force was told of", counted.told),
            Number("Of those, children missing from care", counted.from_care, counted.told),
            Number(
                f"Acknowledged within {counted.limit} minutes",
                counted.acknowledged_in_time,
                counted.told,
            ),
            Number("Graded by a named person", counted.graded, counted.told),
            Number("First action in time", counted.acted_in_time, counted.told),
            Number("Told to written down, the middle report", counted.gap_median, unit="minutes"),
            Number("Told to written down, the latest report", counted.gap_most, unit="minutes"),
            Number(
                "Not acknowledged at this moment", waiting, len(searching), cases="unacknowledged"
            ),
            Number("Being looked for at this moment", len(searching), cases="open"),
        ),
        cases=(*differences, *searching),
        states=STATES,
    )


def _status(counted: Counted, lost: int, unread: int) -> Status:
    if lost:
        return Status.RED
    if not counted.told:
        return Status.NOT_KNOWN
    in_time = counted.acknowledged_in_time == counted.told
    return Status.GREEN if in_time and not unread else Status.AMBER


def _said(counted: Counted, lost: int, unread: int) -> str:
    if lost:
        return f"{lost} reported missing with no episode. Each has an owner and a clock; green needs none."
    waits = (
        f" {unread} report{'' if unread == 1 else 's'} must still be read by a person."
        if unread
        else ""
    )
    if not counted.told:
        return f"No episode of this time since the force went live: nothing to tell it by.{waits}"
    in_time = f"{counted.acknowledged_in_time} of {counted.told} were acknowledged in time."
    return f"Every report has an episode. {in_time}{waits}"
