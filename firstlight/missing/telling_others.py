"""Telling children's services of a missing child: through the one door out of the force."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode
from firstlight.sharing import selectors as sharing
from firstlight.sharing.rules.decisions import OUT
from firstlight.sharing.services import disclose, release, sent_by_hand

PURPOSE = "A missing child whose working level is high: told at once"
BASIS = "CA2004-11"


def told_already(row: Episode, person: str, by: Viewer, at: datetime) -> str:
    """Give a disclosure about the child that reached a council since the force was told; else empty."""
    made = (
        one for one in sharing.of_person(person, by, at)
        if one.kind == "referral" and one.state in OUT and one.sent_at and one.sent_at >= row.told_at
    )  # fmt: skip
    return next((one.ref for one in made), "")


def tell(row: Episode, person: str, council: str, how: str, by: Viewer, at: datetime) -> str:
    """Decide, release and note as sent that a council is told; give the decision.

    Where nobody of the council signs in here, `how` says how it was told, and to whom. Refuses no
    council, and one who may not release: the row is then under way until somebody does.
    """
    if not council:
        raise Refusal(
            "Say which council is told.", next_step="Choose it.",
            faults=(("recipient", "Choose the council that is told."),),
        )  # fmt: skip
    if not (may(by, "sharing.decide") and may(by, "sharing.release")):
        raise Refusal(
            "Telling a council is released by an inspector, sergeant or the hub.",
            next_step="Say that it is being told, and ask one of them to release it.",
            faults=(("outcome", "Choose “Being told”; somebody who may release it tells them."),),
        )  # fmt: skip
    ref = disclose(
        about=(row.ref,), people=(person,), decision="part", recipient=council, purpose=PURPOSE,
        basis=BASIS, items=("children", "seen", "told"),
        reason="What is needed to look for and keep the child safe now; the rest by a full referral.",
        by=by, at=at,
    )  # fmt: skip
    release(ref, by=by, at=at, blanks_not_asked=True)
    if sharing.decision(ref, by, at).row.state not in OUT:
        sent_by_hand(ref, how, by=by, at=at)
    return ref
