"""Police protection, Children Act 1989, section 46: two officers, 72 hours, nothing extends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from firstlight.audit.services import act
from firstlight.duties import selectors as duties
from firstlight.duties.services import close
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import said as said_when
from firstlight.missing import owed
from firstlight.missing.models import Episode
from firstlight.missing.moving import note
from firstlight.missing.planning import keep, settle
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.who import SYSTEM
from firstlight.missing.working import mine, written
from firstlight.records.selectors import VersionView, record

# Children Act 1989, section 46(6): no child may be kept longer.
LASTS = timedelta(hours=72)
_LEFT = {
    "designated_officer": "a designated officer",
    "authority_told_at": "the council here",
    "home_authority_told_at": "the council of the child's home",
    "parents_told_at": "parents or carers",
    "child_wishes": "the child, and the child's wishes",
}


def police_protection(
    *, ref: str, initiating: str, designated: str = "", begins_at: datetime | None = None,
    wishes: str = "", taken_to: str = "", authority_told_at: datetime | None = None,
    home_authority_told_at: datetime | None = None, parents_told_at: datetime | None = None,
    child_told: str = "not_asked", said: str = "", by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Record that a constable used the power of section 46; 72 hours from then, never longer.

    Saved with gaps: who was not told yet is asked by a duty. Refuses nobody named as having used
    it, and a designated officer who is the same person.
    """
    row, person = mine(ref, by)
    _two_officers(initiating.strip(), designated.strip())
    begins = begins_at or at
    told = {"authority_told_at": authority_told_at, "home_authority_told_at": home_authority_told_at,
            "parents_told_at": parents_told_at}  # fmt: skip
    details: dict[str, Any] = {
        "begins_at": begins.isoformat(), "initiating_officer": initiating.strip(),
        "designated_officer": designated.strip(), "child_wishes": wishes.strip(),
        "child_told": child_told or "not_asked", "taken_to": taken_to.strip(),
        **{name: moment.isoformat() for name, moment in told.items() if moment},
    }  # fmt: skip
    raw = {"title": "Police protection", "narrative": said, "details": details,
           "occurred": {"begins": begins.isoformat()}, "happening": row.ref}  # fmt: skip
    with act("missing.protection_used", by=by, at=at) as line:
        taken = written("police_protection", raw, {"p1": person}, by, at)
        note(line, row, "protection", f"Used from {said_when(begins)}; it ends within 72 hours.",
             record=taken.ref)  # fmt: skip
        if ask := ask_of("protection"):
            keep(line, row, ask, "used", "Recorded here.", record=taken.ref)
            settle(row, person, ask, at)
        _owed(row, taken.ref, details, begins, at)
    return taken.ref


def _two_officers(initiating: str, designated: str) -> None:
    faults = [] if initiating else [("initiating", "Name the constable who used it.")]
    if designated and designated.casefold() == initiating.casefold():
        faults.append(("designated", "The designated officer is somebody else."))
    if faults:
        raise Refusal("Two officers, each named.", next_step="Name them.", faults=tuple(faults))


def _owed(row: Episode, ref: str, details: dict[str, Any], begins: datetime, at: datetime) -> None:
    ends = "Police protection was used: it ends within 72 hours and cannot be extended."
    owed.owe(row, "S46", ends, at, told_at=begins, extra=ref, records=(ref,))
    left = [words for name, words in _LEFT.items() if not details.get(name)]
    if left:
        because = f"Police protection: still to name, tell or ask: {', '.join(left)}."
        owed.owe(row, "S46_TELL", because, at, told_at=begins, extra=ref, records=(ref,))


def protection_ended(
    *, ref: str, record_ref: str, ended_by: str, ended_at: datetime | None = None, said: str = "",
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Record how police protection ended: a new version of its record, never past 72 hours.

    Refuses an end after the 72 hours, and one before it began.
    """
    row, person = mine(ref, by)
    held = _used(row, record_ref)
    begins = getattr(held.details, "begins_at", None) or at
    ends = ended_at or at
    if not begins <= ends <= begins + LASTS:
        raise Refusal(
            "Police protection ends within 72 hours of its beginning.",
            next_step="Write when it ended; what came after it is not police protection.",
            faults=(("ended_at", "Between its beginning and 72 hours on."),),
        )  # fmt: skip
    raw = {
        "source_ref": held.source_ref, "source_version": (held.envelope.source_version or 1) + 1,
        "title": "Police protection", "narrative": held.envelope.narrative, "happening": row.ref,
        "occurred": {"begins": begins.isoformat(), "ends": ends.isoformat()},
        "details": held.details.model_dump(mode="json")
        | {"ends_at": ends.isoformat(), "ended_by": ended_by},
    }  # fmt: skip
    with act("missing.protection_ended", by=by, at=at) as line:
        taken = written("police_protection", raw, {"p1": person}, by, at)
        words = said.strip() or "Police protection ended."
        note(line, row, "protection_ended", words, record=taken.ref)
        line.about(row.ref)
        for one in duties.about(person, SYSTEM, at):
            if one.clock in {"S46", "S46_TELL"} and one.state != "closed":
                close(one.ref, "Police protection ended.", (taken.ref,), SYSTEM, at)


def _used(row: Episode, ref: str) -> VersionView:
    held = record(ref) if row.history.filter(record=ref, verb="protection").exists() else None
    if held is None:
        raise Refusal(
            "There is no such use of the power here.", next_step="Open the episode again."
        )
    return held
