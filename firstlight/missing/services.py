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
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed, recognising
from firstlight.missing.ending import (
    answer_tonight,
    close,
    consider,
    return_or_sighting,
    search_on,
)
from firstlight.missing.finding import allegation, also_there
from firstlight.missing.interviewing import (
    offer_return_interview,
    prevention_interview,
    return_interview,
)
from firstlight.missing.joining import settle
from firstlight.missing.models import Episode, ReadReport
from firstlight.missing.moving import move, note
from firstlight.missing.planning import answer_plan, keep
from firstlight.missing.planning import settle as settle_row
from firstlight.missing.protecting import police_protection, protection_ended
from firstlight.missing.repeating import write_plan
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.rules.steps import step
from firstlight.missing.siding import NOT_SAME
from firstlight.missing.who import SYSTEM, unclosed_of
from firstlight.missing.working import allowed, envelope, mine
from firstlight.people.services import Taken, judge, take_in
from firstlight.risk import selectors as risk
from firstlight.risk import services as grading

__all__ = [
    "acknowledge", "agreed", "allegation", "also_there", "answer_plan", "answer_tonight", "close",
    "consider", "grade", "graded", "log_action", "offer_return_interview", "police_protection",
    "prevention_interview", "protection_ended", "read_report", "record_missing", "return_interview",
    "return_or_sighting", "say_same", "search_on", "write_plan",
]  # fmt: skip


def record_missing(
    *, raw: Mapping[str, Any], about: Mapping[str, str], by: Viewer, at: datetime
) -> tuple[Taken, str]:
    """Take a report of somebody missing in, gaps and all; give what became of it and its episode.

    `raw` holds what was typed, without source and reference. The episode is there at once. A report
    is never refused: what cannot be read waits in quarantine with its faults told.
    """
    if not may(by, "missing.record"):
        raise NotThere
    taken = take_in(envelope("missing_report", raw, by, at), by=by, at=at, about=about)
    found = recognising.recognise(ref=taken.ref, at=at) if taken.outcome == "taken" else ()
    return taken, found[0] if found else ""


def acknowledge(*, ref: str, by: Viewer, at: datetime) -> None:
    """Say that the post has it. Refuses who holds neither the area's post nor one above it."""
    row, _ = mine(ref, by)
    allowed(row, "acknowledge")
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
    row, person = mine(ref, by)
    allowed(row, "grade")
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
    row, person = mine(ref, by)
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
        photo = ask_of("photo") if kind == "photo" and link else None
        if photo:
            keep(line, row, photo, "done", said.strip(), link=link)
            settle_row(row, person, photo, at)
        if kind == "home_answer":
            owed.done(row, "MISS_HOME_ENQUIRY", said.strip()[:280], at)


def say_same(*, ref: str, other: str, same: bool, reason: str, by: Viewer, at: datetime) -> None:
    """Say that two open episodes are, or are not, of the same child: a judgement of who is who.

    The same are shown as one at once, with the earliest told time of both. Refuses without a reason.
    """
    row, person = mine(ref, by)
    twin, its = mine(other, by)
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
