"""What a return asks beyond where the child is: who else was there, and what is said of the home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.audit.services import act
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.moving import note
from firstlight.missing.planned import located_at
from firstlight.missing.planning import keep
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.selectors import open_for
from firstlight.missing.who import SYSTEM
from firstlight.missing.working import mine, written
from firstlight.people.selectors import appearance_of, person_at

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
