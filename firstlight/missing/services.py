"""Verbs on missing episodes: one verb, one journal line. What says something of a person is a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.duties import selectors as duties
from firstlight.duties.services import acknowledge as acknowledge_duty
from firstlight.duties.services import close_by_key
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed, recognising
from firstlight.missing.events import EpisodeClosed
from firstlight.missing.joining import settle
from firstlight.missing.models import ChildLine, Episode, ReadReport
from firstlight.missing.moving import move, note, safe
from firstlight.missing.rules.returning import is_seen
from firstlight.missing.rules.steps import step, why_not
from firstlight.missing.selectors import lines_wanted
from firstlight.missing.siding import NOT_SAME
from firstlight.missing.who import SYSTEM, heard_by, persons_of, unclosed_of
from firstlight.people.selectors import anchor as anchor_of
from firstlight.people.services import Taken, judge, take_in
from firstlight.risk import selectors as risk
from firstlight.risk import services as grading

__all__ = [
    "acknowledge", "agreed", "answer_tonight", "close", "consider", "grade", "graded", "log_action",
    "offer_return_interview", "prevention_interview", "read_report", "record_missing",
    "return_or_sighting", "say_same", "search_on",
]  # fmt: skip


def _mine(ref: str, by: Viewer) -> tuple[Episode, str]:
    """Find an episode this viewer may work, and its person now; one joined leads on."""
    row = Episode.objects.filter(ref=ref).first()
    if row is not None and row.joined_to:
        row = Episode.objects.filter(ref=row.joined_to).first()
    if row is None or not may(by, "missing.work", ref):
        raise NotThere
    person = persons_of([row], by).get(row.ref)
    if person is None:
        raise NotThere
    return row, person


def _allowed(row: Episode, verb: str) -> None:
    if step(verb, row.state, adult=row.adult) is None:
        raise Refusal(why_not(verb, row.state), next_step="Open the episode again.", code="stale")


def record_missing(
    *, raw: Mapping[str, Any], about: Mapping[str, str], by: Viewer, at: datetime
) -> tuple[Taken, str]:
    """Take a report of somebody missing in, gaps and all; give what became of it and its episode.

    `raw` holds what was typed, without source and reference. The episode is there at once.
    """
    if not may(by, "missing.record"):
        raise NotThere
    taken = _written("missing_report", raw, about, by, at)
    found = recognising.recognise(ref=taken.ref, at=at) if taken.outcome == "taken" else ()
    return taken, found[0] if found else ""


def _written(
    kind: str, raw: Mapping[str, Any], about: Mapping[str, str], by: Viewer, at: datetime
) -> Taken:
    envelope: dict[str, Any] = {
        "source": "firstlight", "source_ref": new_ref("F"), "kind": kind, "author": by.name,
        "told_at": at.isoformat(), "recorded_at": at.isoformat(), "department": "missing",
        "people": [{"key": "p1", "role": "subject"}], **raw,
    }  # fmt: skip
    envelope.setdefault("occurred", {"begins": at.isoformat()})
    return take_in(envelope, by=by, at=at, about=about)


def acknowledge(*, ref: str, by: Viewer, at: datetime) -> None:
    """Say that the post has it. Refuses who holds neither the area's post nor one above it."""
    row, _ = _mine(ref, by)
    _allowed(row, "acknowledge")
    held = [d for d in duties.about(row.ref, by, at, closed=False) if d.clock == "MISS_ACK"]
    with act("missing.acknowledged", by=by, at=at) as line:
        for one in held:
            if one.state != "acknowledged":
                acknowledge_duty(one.ref, by, at)
        move(line, row, "acknowledge", "Acknowledged.", acknowledged_at=at, acknowledged_by=by.ref)
        owed.done(row, "MISS_ACK", "Acknowledged.", at)


def grade(
    *,
    ref: str,
    level: str,
    rationale: str,
    review_at: datetime | None = None,
    by: Viewer,
    at: datetime,
) -> str:
    """Save a named person's grade at once; below the floor it is provisional. Give its reference.

    Refuses as `risk.services.grade` does: no rationale, no such level, not on the rota.
    """
    row, person = _mine(ref, by)
    _allowed(row, "grade")
    made = grading.grade(
        person=person, framework="missing", level=level, rationale=rationale, by=by, at=at
    )
    graded(grade=made, review_at=review_at, by=by, at=at)
    return made


def graded(*, grade: str, review_at: datetime | None = None, by: Viewer, at: datetime) -> None:
    """Let a grade, wherever it was made, take its step in the person's open episodes; once."""
    made = risk.grade(grade)
    person = risk.person_of(made) if made and made.framework == "missing" else None
    if made is None or person is None:
        return
    for row in unclosed_of(person):
        if step("grade", row.state) is None or row.history.filter(record=made.record).exists():
            continue
        said = f"Graded {made.level.replace('_', ' ')}."
        if made.provisional:
            floor = made.floor.replace("_", " ")
            said += f" Provisional: {floor} stays the working level until a second person agrees."
        with act("missing.graded", by=by, at=at) as line:
            moved = move(
                line, row, "grade", said, record=made.record, graded_at=row.graded_at or at
            )
            owed.done(moved, "MISS_GRADE", said, at, made.record)
            standing = made.floor if made.provisional else made.level
            owed.review(moved, made.ref, standing, at, review_at)
        owed.by_level(Episode.objects.get(pk=row.pk), at)


def agreed(*, grade: str, by: Viewer, at: datetime) -> None:
    """Note in a person's open episodes that a second person agreed a grade; once, from now."""
    made = risk.grade(grade)
    person = risk.person_of(made) if made and made.framework == "missing" else None
    if made is None or person is None or made.agreed_at is None:
        return
    for row in unclosed_of(person):
        if step("grade", row.state) is None or row.history.filter(record=made.ref).exists():
            continue
        said = f"{made.agreed_title} agreed {made.level.replace('_', ' ')}: the working level from now."
        with act("missing.grade_agreed", by=by, at=at) as line:
            note(line, row, "agreed", said, record=made.ref)
            line.about(row.ref, made.ref)
            owed.review(row, f"{made.ref}:agreed", made.level, at, None)


def log_action(*, ref: str, kind: str, said: str, link: str = "", by: Viewer, at: datetime) -> None:
    """Log an enquiry, a search, the home's answer, or a link to a photo held elsewhere.

    The first one ends the clock of the first action. Refuses without words.
    """
    row, _ = _mine(ref, by)
    if not said.strip():
        raise Refusal(
            "An action is logged in words.", next_step="Say what was done.",
            faults=(("said", "Say what was done and what came of it."),),
        )  # fmt: skip
    with act("missing.action_logged", by=by, at=at) as line:
        if step("act", row.state) is None:
            note(line, row, kind, said.strip(), link=link)
            line.about(row.ref)
            return
        acts = kind in {"enquiry", "search"}
        first = row.first_action_at or (at if acts else None)
        if acts:
            row = move(line, row, "act", said.strip(), link=link, first_action_at=first)
            owed.done(row, "MISS_FIRST_ACTION", f"First action: {said.strip()}"[:280], at)
        else:
            note(line, row, kind, said.strip(), link=link)
            line.about(row.ref)
        if kind == "home_answer":
            owed.done(row, "MISS_HOME_ENQUIRY", said.strip()[:280], at)


def return_or_sighting(
    *, ref: str, state: str, seen_by: str, said: str, where: str = "", found_with: str = "not_asked",
    harm: str = "not_asked", happened_at: datetime | None = None, by: Viewer, at: datetime,
) -> str:  # fmt: skip
    """Record a sighting or a return. Only safe and seen, by somebody named, ends the search.

    Gives the record. Safe without anybody who saw them in person is kept as located.
    """
    row, person = _mine(ref, by)
    ends = state == "safe_and_seen" and is_seen(seen_by)
    verb = "safe_and_seen" if ends else "sighting" if state == "sighted" else "locate"
    _allowed(row, verb)
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
        taken = _written(kind, raw, {"p1": person}, by, at)
        told = said.strip() or f"Recorded: {state.replace('_', ' ')}."
        if ends:
            safe(line, row, f"Safe and seen by {seen_by}. {told}", moment, record=taken.ref)
        else:
            if state == "safe_and_seen":
                told += " Nobody who saw them in person is named: the search goes on."
            move(line, row, verb, told, record=taken.ref)
        return taken.ref


def say_same(*, ref: str, other: str, same: bool, reason: str, by: Viewer, at: datetime) -> None:
    """Say that two open episodes are, or are not, of the same child: a judgement of who is who.

    The same are shown as one at once, with the earliest told time of both. Refuses without a reason.
    """
    row, person = _mine(ref, by)
    twin, its = _mine(other, by)
    judge(
        one=row.anchor, other=twin.anchor, answer="same" if same else "different", reason=reason,
        by=by, at=at,
    )  # fmt: skip
    if same:
        settle(at, by)
        return
    with act("missing.not_same", by=by, at=at) as line:
        note(line, row, NOT_SAME, reason.strip(), record=twin.ref)
        note(line, twin, NOT_SAME, reason.strip(), record=row.ref)
        line.about(row.ref, twin.ref, person, its)


def search_on(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Go on searching after a sighting or a location that did not hold."""
    row, _ = _mine(ref, by)
    with act("missing.search_on", by=by, at=at) as line:
        move(line, row, "search_on", reason.strip() or "The search goes on.")


def prevention_interview(
    *, ref: str, how: str, seen_by: str, words: str, harm: str, said: str, by: Viewer, at: datetime
) -> str:
    """Record the prevention interview: how, who saw them, their words, whether harmed. Gives the record.

    Saved with gaps; refuses only where nobody who held it is named.
    """
    row, person = _mine(ref, by)
    _allowed(row, "prevention_interview")
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
        taken = _written("contact" if row.adult else "voice_of_child", raw, {"p1": person}, by, at)
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
    row, person = _mine(ref, by)
    _allowed(row, "offer_return_interview")
    raw = {
        "title": "Return home interview", "narrative": f"Asked of {offered_to}.", "happening": row.ref,
        "details": {"accepted": answer, "independent": "unknown"},
    }  # fmt: skip
    with act("missing.return_interview_offered", by=by, at=at) as line:
        taken = _written("return_interview", raw, {"p1": person}, by, at)
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
    row, person = _mine(ref, by)
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
        taken = _written("check", raw, {"p1": person}, by, at)
        Episode.objects.filter(pk=row.pk).update(
            tonight={**given, "by": by.ref, "at": at.isoformat()}
        )
        note(line, row, "tonight", f"Checked against {checked}, by {checked_by}.", record=taken.ref)
        line.about(row.ref)
        owed.done(row, "WELFARE_TONIGHT", "Answered.", at, taken.ref)


_TONIGHT = {
    "where": "Say where the child sleeps tonight.",
    "with_whom": "Say with whom.",
    "checked": "Say what it was checked against.",
    "checked_by": "Say who checked.",
}


def consider(*, ref: str, person: str, outcome: str, by: Viewer, at: datetime) -> None:
    """Give a child concerned their line: considered by whom, with what outcome."""
    row, _ = _mine(ref, by)
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
    row, _ = _mine(ref, by)
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


def read_report(*, record: str, missing: bool, reason: str, by: Viewer, at: datetime) -> str:
    """Say what a report is whose words alone asked a person to read it; give its episode, if any.

    A reason is needed to say that nobody is missing. Reading it as missing opens the episode.
    """
    if not may(by, "missing.work"):
        raise NotThere
    if not missing and not reason.strip():
        raise Refusal(
            "Say why nobody is missing.",
            next_step="Write what you went by.",
            faults=(("reason", "Say what you went by."),),
        )
    found = ""
    with act("missing.report_read", by=by, at=at) as line:
        ReadReport.objects.update_or_create(
            record=record,
            defaults={"missing": missing, "reason": reason.strip()[:300], "by": by.ref, "at": at,
                      "known_seq": line.seq},
        )  # fmt: skip
        line.about(record)
        if missing:
            found = recognising.opened_by_reader(record, by, at)
        said = (
            "Read: somebody is missing." if missing else f"Read: nobody is missing. {reason}"[:280]
        )
        for clock in ("MISS_READ", "RECORD_OVERDUE"):
            close_by_key(f"{record}:{clock}", said, (found,) if found else (), SYSTEM, at)
    return found
