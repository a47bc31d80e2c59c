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
from firstlight.missing.moving import move, note, safe
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
    harm: str = "not_asked", happened_at: datetime | None = None, by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Record a sighting or a return. Only safe and seen, by somebody named, ends the search.

    Gives the record. Safe without anybody who saw them in person is kept as located.
    """
    row, person = mine(ref, by)
    ends = state == "safe_and_seen" and is_seen(seen_by)
    verb = "safe_and_seen" if ends else "sighting" if state == "sighted" else "locate"
    allowed(row, verb)
    moment = happened_at or at
    raw: dict[str, Any] = {
        "occurred": {"begins": moment.isoformat()}, "narrative": said,
        "title": "Sighting" if state == "sighted" else "Return", "happening": row.ref,
    }  # fmt: skip
    if where:
        role = "sighted" if state == "sighted" else "found"
        raw["places"] = [{"role": role, "address": {"text": where}}]
    if state == "sighted":
        raw["details"] = {"confirmed": "unknown", "with_unknown_adult": found_with}
    else:
        raw["details"] = {
            "state": state,
            "seen_by": seen_by,
            "found_with_adult": found_with,
            "harm_suffered": harm,
        }
    kind = "sighting" if state == "sighted" else "return"
    with act("missing.return_recorded", by=by, at=at) as line:
        taken = written(kind, raw, {"p1": person}, by, at)
        told = said.strip() or f"Recorded: {state.replace('_', ' ')}."
        if ends:
            safe(line, row, f"Safe and seen by {seen_by}. {told}", moment, record=taken.ref)
        else:
            if state == "safe_and_seen":
                told += " Nobody who saw them in person is named: the search goes on."
            move(line, row, verb, told, record=taken.ref)
        return taken.ref


def search_on(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Go on searching after a sighting or a location that did not hold."""
    row, _ = mine(ref, by)
    with act("missing.search_on", by=by, at=at) as line:
        move(line, row, "search_on", reason.strip() or "The search goes on.")


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
    """Record that the council was asked to offer its independent return home interview."""
    row, person = mine(ref, by)
    allowed(row, "offer_return_interview")
    raw = {
        "title": "Return home interview", "narrative": f"Asked of {offered_to}.", "happening": row.ref,
        "details": {"accepted": answer, "independent": "unknown"},
    }  # fmt: skip
    with act("missing.return_interview_offered", by=by, at=at) as line:
        taken = written("return_interview", raw, {"p1": person}, by, at)
        moved = move(
            line,
            row,
            "offer_return_interview",
            f"Asked of {offered_to}; answer: {answer.replace('_', ' ') or 'none yet'}.",
            record=taken.ref,
            offered_at=at,
        )
        if answer in {"yes", "declined"}:
            owed.done(moved, "RHI", f"Answered: {answer}.", at, taken.ref)
        return taken.ref


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

    Refuses before the prevention interview, without tonight, and while a child concerned has no
    line; what is missing is told together.
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
    if faults:
        raise Refusal(
            "This episode cannot be closed yet.", next_step="Do these first.", faults=tuple(faults)
        )
    with act("missing.closed", by=by, at=at) as line:
        moved = move(line, row, "close", outcome.strip(), closed_at=at)
        line.emit(
            EpisodeClosed(ref=row.ref, heard_by=heard_by(persons_of([moved]).get(row.ref, "")))
        )
