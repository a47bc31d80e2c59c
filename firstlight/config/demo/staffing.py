"""The county's fictional officers work the last night as people do: most things, not all, in time.

Every act goes through the same services as on a page, by whoever holds the post, at its own time.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from firstlight.access.selectors import user
from firstlight.config.viewers import viewer_of
from firstlight.duties.rules.doing import DEEDS
from firstlight.duties.selectors import DutyRow, board, on_duty
from firstlight.duties.services import acknowledge, close
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.missing.services import answer_plan, grade, log_action
from firstlight.risk.selectors import working_levels

# Shares of a hundred: what is acknowledged at the next look, and what is done after an hour.
ACKNOWLEDGED, DONE = 88, 30
AN_HOUR = timedelta(hours=1)
# What a person must still be seen doing is never done for them.
LEFT_OPEN = frozenset({"GRADE_NEEDED", "GRADE_AGREE", "SHARE_DECIDE", "ENC_SCHOOL", "BASELINE"})


def _chance(ref: str, clock: str, told: datetime) -> int:
    """Draw a number below 100 that is the same in every run."""
    text = f"{clock}{told.isoformat()}{len(ref)}"
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100


def _holder(post: str, at: datetime) -> Viewer | None:
    ref = on_duty(post, at)
    found = user(ref) if ref else None
    return viewer_of(found, at) if found else None


def work(at: datetime) -> int:
    """Let whoever is on duty do what they would have done by now; give how many acts."""
    done = 0
    for row in board(system_viewer("demo"), at, limit=500).rows:
        holder = _holder(row.post, at)
        if holder is None:
            continue
        chance = _chance(row.ref, row.clock, row.told_at)
        try:
            if row.state == "waiting" and chance < ACKNOWLEDGED:
                acknowledge(row.ref, holder, at)
                done += 1
            elif _ripe(row, at) and chance < DONE:
                DOES.get(row.clock, _close)(row, holder, at)
                done += 1
        except Refusal:
            continue
    return done


def _ripe(row: DutyRow, at: datetime) -> bool:
    known = row.clock in DOES or row.clock not in DEEDS
    return (
        row.state == "acknowledged"
        and known
        and row.clock not in LEFT_OPEN
        and at - row.opened_at > AN_HOUR
    )


def _grade(row: DutyRow, by: Viewer, at: datetime) -> None:
    levels = (working_levels([person]).get(person, {}).get("missing", "") for person in row.people)
    level = next(filter(None, levels), "medium")
    grade(
        ref=row.about[0], level=level, by=by, at=at,
        rationale="Spoken to on the phone with whoever reported it; the circumstances are as told.",
    )  # fmt: skip


def _search(row: DutyRow, by: Viewer, at: datetime) -> None:
    said = "Home address and the place last seen at visited; not there."
    log_action(ref=row.about[0], kind="search", said=said, by=by, at=at)


def _ask_home(row: DutyRow, by: Viewer, at: datetime) -> None:
    said = "Staff asked the other young people and rang the usual friends; nothing yet."
    log_action(ref=row.about[0], kind="home_answer", said=said, by=by, at=at)


def _close(row: DutyRow, by: Viewer, at: datetime) -> None:
    records = tuple(ref for ref in row.about if ref.startswith("R-"))[:1]
    said = "Done, and written on the record."
    close(row.ref, said, records, by, at, unrecorded=not records)


def _photo(row: DutyRow, by: Viewer, at: datetime) -> None:
    said = (
        "The school's system holds one of this term; asked to have it sent to the missing system."
    )
    answer_plan(ref=row.about[0], code="photo", outcome="done", said=said, by=by, at=at)


DOES = {
    "MISS_PHOTO": _photo,
    "MISS_GRADE": _grade,
    "MISS_FIRST_ACTION": _search,
    "MISS_HOME_ENQUIRY": _ask_home,
}
