"""How an episode moves: one step of the table at a time, each with a line of its history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.audit.services import Line, act, cancel_due
from firstlight.kernel.values.refusal import Refusal
from firstlight.missing import owed
from firstlight.missing.events import EpisodeMoved, SafeAndSeen
from firstlight.missing.models import Episode, Happened
from firstlight.missing.rules.returning import said as said_of
from firstlight.missing.rules.returning import verb_of
from firstlight.missing.rules.steps import OPEN, step, why_not
from firstlight.missing.who import SYSTEM, episodes_of, heard_by, person_of
from firstlight.picture.rules.values import RecordView


def note(
    line: Line, row: Episode, verb: str, said: str, *, record: str = "", link: str = ""
) -> None:
    """Write a line of an episode's history."""
    Happened.objects.create(
        episode=row, verb=verb, said=said, record=record, link=link, by=line.by.ref, at=line.at,
        known_seq=line.seq,
    )  # fmt: skip


def move(
    line: Line, row: Episode, verb: str, said: str, *, record: str = "", link: str = "", **also: Any
) -> Episode:
    """Take a step the table allows from where the episode stands now, under the line's lock.

    Refuses a step the table does not have, saying where the episode stands.
    """
    row = Episode.objects.select_for_update().get(pk=row.pk)
    arrow = step(verb, row.state, adult=row.adult)
    if arrow is None:
        raise Refusal(
            why_not(verb, row.state), next_step="Open the episode again to see where it stands.",
            code="stale",
        )  # fmt: skip
    row.state = arrow.after
    for name, value in also.items():
        setattr(row, name, value)
    row.save()
    note(line, row, verb, said, record=record, link=link)
    line.about(row.ref, *([record] if record else []))
    line.emit(EpisodeMoved(ref=row.ref, heard_by=heard_by(person_of(row)), verb=verb))
    return row


def lapse_now(line: Line, row: Episode, said: str) -> None:
    """Turn "away, whereabouts known" into missing: the search's clocks begin now."""
    moved = move(line, row, "lapse", said, lapsed_at=line.at)
    cancel_due(f"missing.lapse:{row.ref}")
    owed.done(moved, "MISS_NEXT_CONTACT", said, line.at)
    records = tuple(moved.reports.values_list("record", flat=True))
    owed.begin_search(line, moved, records, line.at)


def bring_back(view: RecordView, at: datetime) -> tuple[str, ...]:
    """Let a sighting, return or arrest take its step in every open episode of its person."""
    verb = verb_of(view)
    found = []
    for person in dict.fromkeys(a.person for a in view.people if a.person and _is_subject(a.role)):
        for row in episodes_of(person or ""):
            seen = row.history.filter(record=view.ref, verb=verb).exists()
            if seen or row.state not in OPEN or view.moment < row.told_at:
                continue
            with act(f"missing.{verb}", by=SYSTEM, at=at) as line:
                _took(line, row, view, verb)
            found.append(row.ref)
    return tuple(found)


def _is_subject(role: str) -> bool:
    return role in {"subject", "child", "victim", "suspect", "detained"}


def _took(line: Line, row: Episode, view: RecordView, verb: str) -> None:
    if verb == "safe_and_seen":
        safe(line, row, said_of(view), view.moment, record=view.ref)
    else:
        located(line, row, verb, said_of(view), record=view.ref)


def located(line: Line, row: Episode, verb: str, said: str, *, record: str) -> None:
    """Take a step that tells where they are without ending the search."""
    moved = move(line, row, verb, said, record=record)
    if verb == "locate":
        owed.follow_found(moved, line.at)


def safe(line: Line, row: Episode, said: str, moment: datetime, *, record: str) -> None:
    """End the search: the one step that does. What follows a return begins."""
    moved = move(line, row, "safe_and_seen", said, record=record, returned_at=moment)
    cancel_due(f"missing.lapse:{row.ref}")
    cancel_due(f"missing.ukmpu:{row.ref}")
    owed.follow_return(moved, line.at)
    if not moved.adult:
        line.due(
            f"missing.rhi:{row.ref}", line.at + owed.RHI_ASKED_AFTER, "missing.rhi", (row.ref,)
        )
    line.emit(SafeAndSeen(ref=moved.ref, heard_by=heard_by(person_of(moved))))
