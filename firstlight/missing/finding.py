"""What a return asks beyond where the child is: who else was there, protection, the home itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from firstlight.audit.services import act
from firstlight.duties import selectors as duties
from firstlight.duties.services import close
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.moving import note
from firstlight.missing.planned import located_at
from firstlight.missing.planning import keep, settle
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.selectors import open_for
from firstlight.missing.who import SYSTEM
from firstlight.missing.working import mine, written
from firstlight.people.selectors import appearance_of, person_at
from firstlight.records.selectors import record

# Children Act 1989, section 46(6): no child may be kept longer, and nothing extends it.
PROTECTION = timedelta(hours=72)
ALLEGATION = "allegation_against_carer"


def also_there(
    *, ref: str, given: str = "", family: str = "", age: int | None = None, said: str = "",
    where: str = "", missing_as: str = "", by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Record another child who was there when a missing child was found; give the record.

    They need a line of their own before the episode closes. `missing_as` is the open episode of the
    same child, where whoever writes it knows: it is sighted by it. Refuses only where neither a
    name, an age, an episode nor words are told.
    """
    row, _ = mine(ref, by)
    other = mine(missing_as, by)[1] if missing_as else ""
    told = {"given": given.strip(), "family": family.strip(), "age": age}
    named = {name: value for name, value in told.items() if value not in {"", None}}
    if not (named or other or said.strip()):
        raise Refusal(
            "Say who was there.", next_step="A name, an age, or what they looked like.",
            faults=(("said", "Say what is known of them."),),
        )  # fmt: skip
    raw: dict[str, Any] = {
        "title": "A child who was also there", "narrative": said,
        "people": [{"key": "p1", "role": "subject", **named}],
        "details": {"concern": ["also_there"], "seen": said},
    }  # fmt: skip
    if where.strip():
        raw["places"] = [{"role": "found", "address": {"text": where}}]
    ask = ask_of("others")
    with act("missing.also_there", by=by, at=at) as line:
        taken = written("vulnerability_report", raw, {"p1": other} if other else {}, by, at)
        note(line, row, "also_there", said.strip() or "Another child was there.", record=taken.ref)
        line.about(row.ref)
        if ask and located_at(row):
            keep(line, row, ask, "named", "Named here.", record=taken.ref)
        _sighted(taken.ref, raw, by, at)
    return taken.ref


def _sighted(ref: str, raw: dict[str, Any], by: Viewer, at: datetime) -> None:
    """Let it count as a sighting where the other child is missing too."""
    appearance = appearance_of(ref, "p1")
    person = person_at(appearance, viewer=SYSTEM) if appearance else None
    if person and open_for(person):
        seen = {"title": "Sighting", "narrative": raw["narrative"], "people": raw["people"],
                "details": {"confirmed": "yes", "with_unknown_adult": "unknown"}}  # fmt: skip
        if "places" in raw:
            seen["places"] = [{**raw["places"][0], "role": "sighted"}]
        written("sighting", seen, {"p1": person}, by, at)


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
    faults = []
    if not initiating.strip():
        faults.append(("initiating", "Name the constable who used it."))
    if designated.strip() and designated.strip().casefold() == initiating.strip().casefold():
        faults.append(("designated", "The designated officer is somebody else."))
    if faults:
        raise Refusal("Two officers, each named.", next_step="Name them.", faults=tuple(faults))
    begins = begins_at or at
    told = {"authority_told_at": authority_told_at, "home_authority_told_at": home_authority_told_at,
            "parents_told_at": parents_told_at}  # fmt: skip
    details: dict[str, Any] = {
        "begins_at": begins.isoformat(), "initiating_officer": initiating.strip(),
        "designated_officer": designated.strip(), "child_wishes": wishes, "child_told": child_told or "not_asked",
        "taken_to": taken_to.strip(),
        **{name: moment.isoformat() for name, moment in told.items() if moment},
    }  # fmt: skip
    raw = {"title": "Police protection", "narrative": said, "details": details,
           "occurred": {"begins": begins.isoformat()}, "happening": row.ref}  # fmt: skip
    ask = ask_of("protection")
    with act("missing.protection_used", by=by, at=at) as line:
        taken = written("police_protection", raw, {"p1": person}, by, at)
        note(line, row, "protection", f"Used from {begins:%H:%M} UTC; it ends within 72 hours.",
             record=taken.ref)  # fmt: skip
        line.about(row.ref)
        if ask:
            keep(line, row, ask, "used", "Recorded here.", record=taken.ref)
            settle(row, person, ask, at)
        owed.owe(row, "S46", "Police protection was used: it ends within 72 hours and cannot be extended.",
                 at, told_at=begins, extra=taken.ref, records=(taken.ref,))  # fmt: skip
        left = [words for words, there in (
            ("a designated officer", designated.strip()), ("the council here", authority_told_at),
            ("the council of the child's home", home_authority_told_at), ("parents or carers", parents_told_at),
            ("the child, and the child's wishes", wishes.strip()),
        ) if not there]  # fmt: skip
        if left:
            owed.owe(row, "S46_TELL", f"Police protection: still to name, tell or ask: {', '.join(left)}.",
                     at, told_at=begins, extra=taken.ref, records=(taken.ref,))  # fmt: skip
    return taken.ref


def protection_ended(
    *, ref: str, record_ref: str, ended_by: str, ended_at: datetime | None = None, said: str = "",
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Record how police protection ended: a new version of its record, never past 72 hours.

    Refuses an end after the 72 hours, and one before it began.
    """
    row, person = mine(ref, by)
    held = record(record_ref)
    if (
        held is None
        or held.kind != "police_protection"
        or not row.history.filter(record=record_ref).exists()
    ):
        raise Refusal(
            "There is no such use of the power here.", next_step="Open the episode again."
        )
    details = held.details.model_dump(mode="json")
    begins = getattr(held.details, "begins_at", None) or at
    ends = ended_at or at
    if not begins <= ends <= begins + PROTECTION:
        raise Refusal(
            "Police protection ends within 72 hours of its beginning.",
            next_step="Write when it ended; what came after it is not police protection.",
            faults=(("ended_at", "Between its beginning and 72 hours on."),),
        )  # fmt: skip
    raw = {
        "source_ref": held.envelope.source_ref, "source_version": int(held.envelope.source_version or 1) + 1,
        "title": "Police protection", "narrative": held.envelope.narrative, "happening": row.ref,
        "occurred": {"begins": begins.isoformat(), "ends": ends.isoformat()},
        "told_at": begins.isoformat(),
        "details": details | {"ends_at": ends.isoformat(), "ended_by": ended_by},
    }  # fmt: skip
    with act("missing.protection_ended", by=by, at=at) as line:
        taken = written("police_protection", raw, {"p1": person}, by, at)
        note(
            line,
            row,
            "protection_ended",
            said.strip() or "Police protection ended.",
            record=taken.ref,
        )
        line.about(row.ref)
        for one in duties.about(person, SYSTEM, at):
            if one.clock in {"S46", "S46_TELL"} and one.state != "closed":
                close(one.ref, "Police protection ended.", (taken.ref,), SYSTEM, at)


def allegation(*, ref: str, against: str, said: str, by: Viewer, at: datetime) -> str:
    """Take down what a child says of a home or carer; it goes to the designated officer's route alone.

    The home sees nothing of it: not on its pages, not in what it is sent. Refuses without words.
    """
    row, person = mine(ref, by)
    if not said.strip():
        raise Refusal(
            "Write what the child said.", next_step="Their own words where you can.",
            faults=(("said", "Write what was said."),),
        )  # fmt: skip
    raw = {
        "title": "Allegation about a home or carer", "narrative": said,
        "details": {"concern": [ALLEGATION], "told": said, "inferred": against.strip()},
    }  # fmt: skip
    with act("missing.allegation", by=by, at=at) as line:
        taken = written("vulnerability_report", raw, {"p1": person}, by, at)
        line.about(row.ref)
        owed.owe(row, "LADO_REFERRAL", "A child says something about somebody who looks after them.",
                 at, told_at=at, extra=taken.ref, records=(taken.ref,))  # fmt: skip
    return taken.ref
