"""Interviews after a return: the police's own, and the council's independent one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.audit.services import act, cancel_due
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.moving import move, note
from firstlight.missing.working import allowed, mine, written


def prevention_interview(
    *, ref: str, how: str, seen_by: str, words: str, harm: str, said: str, by: Viewer, at: datetime
) -> str:
    """Record the prevention interview: how, who saw them, their words, whether harmed. Gives the record.

    Saved with gaps; refuses only where nobody who held it is named.
    """
    row, person = mine(ref, by)
    allowed(row, "prevention_interview")
    if not seen_by.strip():
        raise Refusal(
            "Somebody held the interview.", next_step="Name who saw them.",
            faults=(("seen_by", "Name who held it."),),
        )  # fmt: skip
    raw: dict[str, Any] = {
        "title": "Prevention interview", "narrative": said, "happening": row.ref,
        "details": {
            "spoken": {"alone": "alone", "with_someone": "with_someone"}.get(how, "not_seen"),
            "words": words, "why_not": "" if how in {"alone", "with_someone"} else "Not face to face.",
            "with_whom": seen_by,
        },
    }  # fmt: skip
    with act("missing.interviewed", by=by, at=at) as line:
        if row.adult:
            raw["details"] = {"channel": "other"}
        taken = written("contact" if row.adult else "voice_of_child", raw, {"p1": person}, by, at)
        face = "face to face" if how in {"alone", "with_someone"} else "not face to face"
        moved = move(
            line, row, "prevention_interview",
            f"Held {face} by {seen_by}. Harm suffered: {harm.replace('_', ' ')}.",
            record=taken.ref, interviewed_at=at,
        )  # fmt: skip
        owed.done(moved, "MISS_PREVENTION_INTERVIEW", f"Held {face}.", at, taken.ref)
        return taken.ref


def offer_return_interview(
    *, ref: str, offered_to: str, answer: str, by: Viewer, at: datetime
) -> str:
    """Record that the council was asked to offer its independent return home interview.

    Its duty stays until the interview is held, or declined with the parents or carers asked instead:
    a "yes" is not an interview.
    """
    row, person = mine(ref, by)
    allowed(row, "offer_return_interview")
    raw = {
        "title": "Return home interview", "narrative": f"Asked of {offered_to}.", "happening": row.ref,
        "details": {"accepted": answer, "independent": "unknown"},
    }  # fmt: skip
    with act("missing.return_interview_offered", by=by, at=at) as line:
        taken = written("return_interview", raw, {"p1": person}, by, at)
        move(
            line,
            row,
            "offer_return_interview",
            f"Asked of {offered_to}; answer: {answer.replace('_', ' ') or 'none yet'}.",
            record=taken.ref,
            offered_at=at,
        )
        return taken.ref


def return_interview(
    *, ref: str, outcome: str, held_by: str = "", held_at: datetime | None = None,
    independent: str = "not_asked", harm: str = "not_asked", words: str = "", places: str = "",
    people: str = "", push: str = "", pull: str = "", signs: tuple[str, ...] = (),
    why_not: str = "", parents_offered: str = "not_asked", by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Record what came of the return home interview, before or after the episode closes.

    `outcome` is held, declined or missing_again. Gives the record: its places, people, harm and
    signs are in the picture from now. Refuses, all together: held by nobody named; declined
    without a reason, or before parents or carers were asked instead.
    """
    row, person = mine(ref, by)
    faults = _faults(outcome, held_by, why_not, parents_offered)
    if row.adult or row.returned_at is None:
        faults.append(("outcome", "It follows the return of a child."))
    if faults:
        raise Refusal(
            "The interview is not told whole.", next_step="Answer these.", faults=tuple(faults)
        )
    accepted = {"held": "yes", "declined": "declined"}.get(outcome, "missing_again")
    raw: dict[str, Any] = {
        "title": "Return home interview", "narrative": words, "happening": row.ref,
        "details": {
            "accepted": accepted, "independent": independent or "not_asked",
            "harm_suffered": harm or "not_asked",
            "exploitation_signs": list(signs), "told_places": listed(places),
            "told_people": listed(people), "held_by": held_by.strip(), "why_not": why_not.strip(),
            "push": push.strip(), "pull": pull.strip(), "parents_offered": parents_offered or "not_asked",
            **({"held_at": (held_at or at).isoformat()} if outcome == "held" else {}),
        },
    }  # fmt: skip
    with act("missing.return_interview_recorded", by=by, at=at) as line:
        taken = written("return_interview", raw, {"p1": person}, by, at)
        note(line, row, "return_interview", SAID[accepted], record=taken.ref)
        line.about(row.ref)
        cancel_due(f"missing.rhi:{row.ref}")
        owed.done(row, "RHI", SAID[accepted], at, taken.ref)
        owed.end(row, ("RHI_CHASE",), SAID[accepted], at)
    return taken.ref


SAID = {
    "yes": "The return home interview was held.",
    "declined": "The child declined it; parents or carers were asked instead.",
    "missing_again": "Missing again before it could be held.",
}


def _faults(outcome: str, held_by: str, why_not: str, parents: str) -> list[tuple[str, str]]:
    if outcome == "held" and not held_by.strip():
        return [("held_by", "Name who held it.")]
    if outcome == "declined":
        asked = (
            []
            if parents in {"yes", "no"}
            else [("parents_offered", "Say whether parents or carers were asked instead.")]
        )
        return (
            asked
            if why_not.strip()
            else [("why_not", "Say why, in the child's words if told."), *asked]
        )
    return [] if outcome in {"held", "missing_again"} else [("outcome", "Say what came of it.")]


def listed(text: str) -> list[str]:
    """Give the lines of what was typed, one thing a line."""
    return [one.strip()[:200] for one in text.replace(";", "\n").splitlines() if one.strip()]
