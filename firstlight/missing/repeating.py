"""The plan for the next time: written once, in front of whoever takes the next report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from firstlight.audit.services import act
from firstlight.duties import selectors as duties
from firstlight.duties.services import close
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.interviewing import listed
from firstlight.missing.moving import note
from firstlight.missing.who import SYSTEM
from firstlight.missing.working import mine, written


def write_plan(
    *, ref: str, first: str, places: str = "", with_whom: str = "", what_helps: str = "",
    agreed_with: str = "", review_on: date | None = None, by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Write what is done first the next time this child is reported; give its record.

    The newest is shown first on the next episode by itself. Refuses a plan without a first step.
    """
    row, person = mine(ref, by)
    if not listed(first):
        raise Refusal(
            "A plan says what is done first.", next_step="One step a line.",
            faults=(("first", "Say what is done first."),),
        )  # fmt: skip
    details: dict[str, Any] = {
        "first": listed(first), "places": listed(places), "with_whom": listed(with_whom),
        "what_helps": what_helps.strip(), "agreed_with": agreed_with.strip(),
        **({"review_on": review_on.isoformat()} if review_on else {}),
    }  # fmt: skip
    raw = {"title": "Plan for the next time", "happening": row.ref, "details": details}
    with act("missing.plan_written", by=by, at=at) as line:
        taken = written("trigger_plan", raw, {"p1": person}, by, at)
        note(line, row, "trigger_plan", "A plan for the next time was written.", record=taken.ref)
        line.about(row.ref)
        for one in duties.about(person, SYSTEM, at):
            if one.clock == "MISS_REPEAT_PLAN" and one.state != "closed":
                close(one.ref, "The plan is written.", (taken.ref,), SYSTEM, at)
    return taken.ref
