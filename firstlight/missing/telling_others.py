"""Telling children's services, other forces and the national unit: through the one door out of the force."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.force.selectors import organisations
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode
from firstlight.missing.rules.plan import WHOM
from firstlight.sharing import selectors as sharing
from firstlight.sharing.rules.decisions import OUT
from firstlight.sharing.services import disclose, release, sent_by_hand

COUNCIL = "council"
PURPOSES = {
    COUNCIL: "A missing child whose working level is high: told at once",
    "police_force": "Somebody missing who is tied to that force's area: to be looked for there",
    "missing_unit": "Somebody missing: kept by the national unit, to be compared and looked for",
}
BASIS = "CA2004-11"


def told_already(row: Episode, person: str, kind: str, by: Viewer, at: datetime) -> str:
    """Give a disclosure about the person that reached one of a kind since the force was told; else empty.

    A referral that went to neither a force nor the national unit is taken to have reached the council.
    """
    named = {other: {one.name for one in organisations(other)} for other in PURPOSES}
    others = {name for other, names in named.items() if other != COUNCIL for name in names}
    made = (
        one for one in sharing.of_person(person, by, at)
        if one.kind == "referral" and one.state in OUT and one.sent_at and one.sent_at >= row.told_at
        and (one.recipient not in others if kind == COUNCIL else one.recipient in named[kind])
    )  # fmt: skip
    return next((one.ref for one in made), "")


def by_words_alone(kind: str) -> bool:
    """Tell whether the force has registered nobody of a kind: then the row's words are all there is."""
    return kind != COUNCIL and not organisations(kind)


def tell(
    row: Episode, person: str, *, kind: str, recipient: str, how: str, by: Viewer, at: datetime
) -> str:
    """Decide, release and note as sent that a council, force or unit is told; give the decision.

    Where nobody of it signs in here, `how` says how it was told, and to whom. Refuses one that is not
    of the row's kind, and somebody who may not release: the row is then under way until one does.
    """
    if recipient not in {one.code for one in organisations(kind)}:
        raise Refusal(
            f"Say which {WHOM[kind]} is told.", next_step="Choose it.",
            faults=(("recipient", f"Choose the {WHOM[kind]} that is told."),),
        )  # fmt: skip
    if not (may(by, "sharing.decide") and may(by, "sharing.release")):
        raise Refusal(
            f"Telling a {WHOM[kind]} is released by an inspector, sergeant or the hub.",
            next_step="Say that it is being told, and ask one of them to release it.",
            faults=(("outcome", "Choose “Being told”; somebody who may release it tells them."),),
        )  # fmt: skip
    ref = disclose(
        about=(row.ref,), people=(person,), decision="part", recipient=recipient, purpose=PURPOSES[kind],
        basis=BASIS, items=("children", "seen", "told"),
        reason="What is needed to look for and keep the child safe now; the rest by a full referral.",
        by=by, at=at,
    )  # fmt: skip
    release(ref, by=by, at=at, blanks_not_asked=True)
    if sharing.decision(ref, by, at).row.state not in OUT:
        sent_by_hand(ref, how, by=by, at=at)
    return ref
