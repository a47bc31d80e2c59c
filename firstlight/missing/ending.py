"""Verbs by which a search ends and an episode closes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.audit.services import act
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.events import EpisodeClosed
from firstlight.missing.models import ChildLine, Episode
from firstlight.missing.moving import located, move, note, safe
from firstlight.missing.planned import holding_rows
from firstlight.missing.planning import keep
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.rules.returning import is_seen
from firstlight.missing.rules.steps import step, why_not
from firstlight.missing.selectors import lines_wanted
from firstlight.missing.who import heard_by, persons_of
from firstlight.missing.working import allowed, mine, written
from firstlight.people.selectors import anchor as anchor_of

_TONIGHT = {
    "where": "Say where the child sleeps tonight.",
    "with_whom": "Say with whom.",
    "checked": "Say what it was checked against.",
    "checked_by": "Say who checked.",
}


def return_or_sighting(
    *, ref: str, state: str, seen_by: str, said: str, where: str = "", found_with: str = "not_asked",
    adult_given: str = "", adult_family: str = "", adult_age: int | None = None, adult_said: str = "",
    harm: str = "not_asked", happened_at: datetime | None = None, by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Record a sighting or a return. Only safe and seen, by somebody named, ends the search.

    Gives the record. Safe without anybody who saw them in person is kept as located. An adult they
    were with is told by name, age or only a word ("boyfriend"): each is looked up, none is assumed.
    """
    row, person = mine(ref, by)
    ends = state == "safe_and_seen" and is_seen(seen_by)
    verb = "safe_and_seen" if ends else "sighting" if state == "sighted" else "locate"
    allowed(row, verb)
    moment = happened_at or at
    adult = _adult(adult_given, adult_family, adult_age)
    found_with = "yes" if adult or adult_said.strip() else found_with or "not_asked"
    raw: dict[str, Any] = {
        "occurred": {"begins": moment.isoformat()}, "narrative": said, "happening": row.ref,
        "people": [{"key": "p1", "role": "subject"}, *adult],
        **_place(state, where),
        **_details(state, seen_by, found_with, adult_said, harm or "not_asked"),
    }  # fmt: skip
    kind = "sighting" if state == "sighted" else "return"
    with act("missing.return_recorded", by=by, at=at) as line:
        taken = written(kind, raw, {"p1": person}, by, at)
        told = said.strip() or f"Recorded: {state.replace('_', ' ')}."
        if ends:
            safe(line, row, f"Safe and seen by {seen_by}. {told}", moment, record=taken.ref)
        else:
            if state == "safe_and_seen":
                told += " Nobody who saw them in person is named: the search goes on."
            located(line, row, verb, told, record=taken.ref)
        if found_with == "no" and state != "sighted" and (ask := ask_of("adult")):
            keep(line, row, ask, "no_adult", "As the return tells.", record=taken.ref)
        return taken.ref


def _place(state: str, where: str) -> dict[str, Any]:
    role = "sighted" if state == "sighted" else "found"
    return {"places": [{"role": role, "address": {"text": where}}]} if where else {}


def _details(
    state: str, seen_by: str, found_with: str, adult_said: str, harm: str
) -> dict[str, Any]:
    if state == "sighted":
        details = {"confirmed": "unknown", "with_unknown_adult": found_with}
        return {"title": "Sighting", "details": details}
    details = {"state": state, "seen_by": seen_by, "found_with_adult": found_with,
               "adult_said": adult_said.strip()[:200], "harm_suffered": harm}  # fmt: skip
    return {"title": "Return", "details": details}


def _adult(given: str, family: str, age: int | None) -> list[dict[str, Any]]:
    told = {"given": given.strip(), "family": family.strip(), "age": age}
    named = {name: value for name, value in told.items() if value not in {"", None}}
    return [{"key": "p2", "role": "found_with", **named}] if named else []


def search_on(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Go on searching after a sighting or a location that did not hold."""
    row, _ = mine(ref, by)
    with act("missing.search_on", by=by, at=at) as line:
        move(line, row, "search_on", reason.strip() or "The search goes on.")


def answer_tonight(
    *, ref: str, where: str, with_whom: str, checked: str, checked_by: str, by: Viewer, at: datetime
) -> None:
    """Answer where the child sleeps tonight, with whom, checked against what, by whom.

    It says something of the child, so it is a record too. Refuses while one of the four is missing.
    """
    row, person = mine(ref, by)
    given = {"where": where, "with_whom": with_whom, "checked": checked, "checked_by": checked_by}
    faults = tuple((name, _TONIGHT[name]) for name, text in given.items() if not text.strip())
    if faults:
        raise Refusal(
            "Tonight has four answers.", next_step="Answer all four, or say what is not known.",
            faults=faults,
        )  # fmt: skip
    raw = {
        "title": "Where the child sleeps tonight", "narrative": f"{where}, with {with_whom}.",
        "happening": row.ref,
        "details": {"asked_of": checked, "question": "where the child sleeps tonight",
                    "answer": "found", "said": f"{where}, with {with_whom}; checked by {checked_by}"},
    }  # fmt: skip
    with act("missing.tonight_answered", by=by, at=at) as line:
        taken = written("check", raw, {"p1": person}, by, at)
        Episode.objects.filter(pk=row.pk).update(
            tonight={**given, "by": by.ref, "at": at.isoformat()}
        )
        note(line, row, "tonight", f"Checked against {checked}, by {checked_by}.", record=taken.ref)
        line.about(row.ref)
        owed.done(row, "WELFARE_TONIGHT", "Answered.", at, taken.ref)


def consider(*, ref: str, person: str, outcome: str, by: Viewer, at: datetime) -> None:
    """Give a child concerned their line: considered by whom, with what outcome."""
    row, _ = mine(ref, by)
    if not outcome.strip():
        raise Refusal(
            "A line says what came of it.",
            next_step="Write the outcome.",
            faults=(("outcome", "Say what was considered."),),
        )
    with act("missing.child_considered", by=by, at=at) as line:
        ChildLine.objects.create(
            episode=row, anchor=anchor_of(person), outcome=outcome.strip()[:300], by=by.ref, at=at,
            known_seq=line.seq,
        )  # fmt: skip
        line.about(row.ref, person)


def close(*, ref: str, outcome: str, by: Viewer, at: datetime) -> None:
    """Close an episode.

    Refuses before the prevention interview, without tonight, while a row of the return's plan is not
    settled (the adult, the place, who else was there), and while a child concerned has no line; what
    is missing is told together.
    """
    row, _ = mine(ref, by)
    wanted = [] if row.adult else lines_wanted(row.ref, by, at)
    faults = []
    if step("close", row.state, adult=row.adult) is None:
        faults.append(("state", why_not("close", row.state)))
    if not row.adult and not row.tonight:
        faults.append(
            ("tonight", "Answer where the child sleeps tonight, with whom, checked how, by whom.")
        )
    if wanted:
        faults.append(("lines", f"{len(wanted)} of the children concerned have no line yet."))
    if not outcome.strip():
        faults.append(("outcome", "Say what came of it."))
    faults += [(row_.ask.code, f"Not settled: {row_.ask.title}.") for row_ in holding_rows(row, at)]
    if faults:
        raise Refusal(
            "This episode cannot be closed yet.", next_step="Do these first.", faults=tuple(faults)
        )
    with act("missing.closed", by=by, at=at) as line:
        moved = move(line, row, "close", outcome.strip(), closed_at=at)
        line.emit(
            EpisodeClosed(ref=row.ref, heard_by=heard_by(persons_of([moved]).get(row.ref, "")))
        )
