"""The duties an episode opens and ends. Opening one is no act about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from firstlight.audit.services import Line
from firstlight.duties import selectors as duties
from firstlight.duties.services import close, close_by_key, open_duty
from firstlight.missing.models import Episode
from firstlight.missing.rules.reviews import review_due
from firstlight.missing.rules.steps import OPEN
from firstlight.missing.who import SYSTEM, person_of
from firstlight.risk.rules.levels import opened_by_level
from firstlight.risk.selectors import assessment, working_levels

FIRST = {
    "MISS_ACK": "A report says that somebody is missing. Say that you have it.",
    "MISS_GRADE": "Somebody is missing and nobody has graded it.",
    "MISS_FIRST_ACTION": "Somebody is missing and no action is logged.",
    "MISS_HOME_ENQUIRY": "The home's or family's own enquiries: ask what they found. They hold up nothing.",
    "MISS_PHOTO": "No photo of now is linked: say where one is held, or have one brought there.",
}
SEARCHING = (*FIRST, "MISS_NEXT_CONTACT", "MISS_UKMPU", "MISS_VLOW_REVIEW", "MISS_HIGH_CSC")
# The national unit must know within 72 hours (Code of Practice 2009; practice notes 1.3): the
# duty is opened a day before, so that there is time to do it.
UKMPU_OPENS = timedelta(hours=48)
# The council's interview is due within 72 hours (DfE 2014): it is asked after a day before that,
# and weekly until it is answered (LOCAL).
RHI_ASKED_AFTER, RHI_ASKED_AGAIN = timedelta(hours=48), timedelta(days=7)


def key_of(row: Episode, clock: str, extra: str = "") -> str:
    """Give the key by which a duty of an episode is one, however often it is asked for."""
    return f"{row.ref}:{clock}{':' if extra else ''}{extra}"


def owe(
    row: Episode,
    clock: str,
    because: str,
    at: datetime,
    *,
    told_at: datetime | None = None,
    due_at: datetime | None = None,
    level: str = "",
    extra: str = "",
    records: Iterable[str] = (),
) -> str:
    """Open a duty of an episode for the post of its area; the same again is the same duty."""
    return open_duty(
        clock=clock, about=(row.ref, *records), people=(row.anchor,), told_at=told_at or row.told_at,
        because=because, by=SYSTEM, at=at, area=row.area, level=level, due_at=due_at,
        key=key_of(row, clock, extra),
    )  # fmt: skip


def begin_search(line: Line, row: Episode, records: Iterable[str], told_at: datetime) -> None:
    """Open what a missing person owes at once, from when the force was told or should have known."""
    listed = tuple(records)
    for clock, because in FIRST.items():
        if clock == "MISS_HOME_ENQUIRY" and row.adult and not row.from_care:
            continue
        owe(row, clock, because, line.at, told_at=told_at, records=listed)
    line.due(
        f"missing.ukmpu:{row.ref}", max(told_at + UKMPU_OPENS, line.at), "missing.ukmpu", (row.ref,)
    )


def begin_away(line: Line, row: Episode, records: Iterable[str]) -> None:
    """Open the next contact, and turn it into missing by itself when that passes."""
    if row.next_contact_at is None:
        return
    owe(
        row, "MISS_NEXT_CONTACT", "Said to be away, whereabouts known: speak to them by this time.",
        line.at, due_at=row.next_contact_at, records=tuple(records),
    )  # fmt: skip
    line.due(f"missing.lapse:{row.ref}", row.next_contact_at, "missing.lapse", (row.ref,))


def by_level(row: Episode, at: datetime) -> None:
    """Open what the working level starts by itself: children's social care at once at high."""
    person = person_of(row)
    if row.state not in OPEN or not person:
        return
    level = working_levels([person]).get(person, {}).get("missing", "")
    for clock in opened_by_level("missing", level, child=not row.adult):
        if clock == "MISS_VLOW_REVIEW":
            continue  # the grade's own review, with the time that was agreed
        held = [one for one in duties.about(person, SYSTEM, at) if one.clock == clock]
        if not any(_is_of(one, row) for one in held):
            owe(row, clock, "A missing child whose working level is high.", at,
                told_at=_since(person, clock, at), level=level)  # fmt: skip


def _since(person: str, clock: str, at: datetime) -> datetime:
    """Give when the force was told what holds the floor so high; a person's grade is of now."""
    found = assessment(person, SYSTEM)
    told = (one.told_at for one in (found.opens if found else ()) if one.clock == clock)
    return next(told, at)


def _is_of(one: duties.DutyRow, row: Episode) -> bool:
    """Tell whether a duty, whoever opened it, is of this search: open still, or opened since it began."""
    return one.state != "closed" or one.opened_at >= row.opened_at or one.told_at >= row.told_at


def review(row: Episode, grade: str, level: str, at: datetime, agreed: datetime | None) -> None:
    """End the review before this grade and open the one after it."""
    end(row, ("MISS_REVIEW", "MISS_VLOW_REVIEW"), "Graded again.", at)
    clock = "MISS_VLOW_REVIEW" if level == "very_low" else "MISS_REVIEW"
    owe(row, clock, "The grade is looked at again by this time, or at any new fact.", at,
        told_at=at, due_at=review_due(at, level, agreed), level=level, extra=grade)  # fmt: skip


def follow_found(row: Episode, at: datetime) -> None:
    """Open what being located asks, safe or not: the adult, the place, who else, protection."""
    if not row.adult:
        said = (
            "Located: answer who was with them, where, who else was there under 18, and protection."
        )
        owe(row, "MISS_FOUND", said, at, told_at=at)


def held_of_found(row: Episode, at: datetime) -> None:
    """Ask a person to read what is held of where or with whom a child was found."""
    owe(row, "FOUND_HELD", "Something is held of where or with whom they were found: read it now.",
        at, told_at=at, level="high")  # fmt: skip


def follow_return(row: Episode, at: datetime) -> None:
    """Open what a return starts: prevention interview, tonight, and for a child the council's own."""
    back = row.returned_at or at
    end(row, (*SEARCHING, "MISS_REVIEW"), "Seen safe: the search has ended.", at)
    follow_found(row, at)
    owe(
        row,
        "MISS_PREVENTION_INTERVIEW",
        "Seen safe: hold the prevention interview.",
        at,
        told_at=back,
    )
    if row.adult:
        return
    owe(
        row,
        "WELFARE_TONIGHT",
        "Back: where does the child sleep tonight, with whom, checked how?",
        at,
        told_at=back,
    )
    owe(
        row,
        "RHI",
        "Back: the council holds an independent return home interview.",
        at,
        told_at=back,
    )


def done(row: Episode, clock: str, outcome: str, at: datetime, *evidence: str) -> None:
    """Close a duty because what it asked for was done."""
    close_by_key(key_of(row, clock), outcome, evidence, SYSTEM, at)


def end(row: Episode, clocks: Iterable[str], outcome: str, at: datetime) -> None:
    """Close every open duty of an episode of these clocks."""
    wanted = set(clocks)
    for one in duties.about(row.ref, SYSTEM, at, closed=False):
        if one.clock in wanted:
            close(one.ref, outcome, (row.ref,), SYSTEM, at)
