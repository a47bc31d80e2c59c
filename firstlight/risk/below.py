"""Grades below the floor, each with what happened later: read by those who review them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date, said
from firstlight.people.selectors import persons_at
from firstlight.picture.rules.values import PersonPicture
from firstlight.picture.selectors import persons
from firstlight.records.rules.kinds import KINDS
from firstlight.risk.listing import history_seen
from firstlight.risk.models import Grade
from firstlight.risk.rules import levels
from firstlight.risk.standing import GradeRow, grades_of, row_of

STATES = {
    "waiting": "waits for a second person",
    "agreed": "agreed",
    "refused": "not agreed",
    "replaced": "replaced before anybody answered",
}


@dataclass(frozen=True, slots=True)
class Below:
    """One grade below the floor and what came after it; the grader is not named."""

    grade: GradeRow
    person: str
    name: str
    state: str
    later: tuple[str, ...]


def graded_below(viewer: Viewer, *, state: str = "") -> tuple[tuple[GradeRow, str], ...]:
    """Give the grades below their floor with the person each is about, newest first."""
    hidden = sight(viewer).sealed | viewer.own_refs
    rows = [row_of(one) for one in Grade.objects.exclude(floor="").order_by("-at", "-pk")]
    under = [
        one
        for one in rows
        if one.level != levels.UNKNOWN
        and levels.is_below(one.framework, one.level, one.floor)
        and (not state or state_of(one) == state)
    ]
    about = persons_at([one.anchor for one in under], viewer=viewer)
    return tuple(
        (one, about[one.anchor])
        for one in under
        if one.anchor in about and about[one.anchor] not in hidden
    )


def state_of(one: GradeRow) -> str:
    """Tell what became of a grade below the floor."""
    if one.state != "standing":
        return one.state
    return "waiting" if one.provisional else "agreed"


def with_later(
    listed: Sequence[tuple[GradeRow, str]], viewer: Viewer, at: datetime
) -> tuple[Below, ...]:
    """Say what happened after each of these grades, as the reader may know it."""
    pictures = persons({person for _, person in listed}, viewer=viewer, at=at)
    return tuple(
        Below(
            one,
            person,
            pictures[person].name,
            state_of(one),
            tuple(_later(one, pictures[person], viewer)),
        )
        for one, person in listed
        if person in pictures
    )


def _later(one: GradeRow, picture: PersonPicture, viewer: Viewer) -> Iterable[str]:
    """Say, in order of weight: harm told later, the floor later, the next grade."""
    told = Counter(
        record.kind
        for record in picture.records
        if (record.told_at or record.recorded_at) > one.at
        and KINDS[record.kind].character == "adverse"
    )
    for kind, many in told.most_common():
        yield f"{many} later: {KINDS[kind].name.lower()}."
    levels_ = [
        (past.at, past.levels.get(one.framework))
        for past in history_seen(picture.ref, viewer)
        if past.at > one.at
    ]
    moved = next((row for row in levels_ if row[1] != one.floor), None)
    if moved is not None:
        word = levels.word(one.framework, moved[1], london_date(moved[0])).lower()
        yield f"The floor became {word if moved[1] else 'none'} at {said(moved[0])}."
    after = [g for g in grades_of(picture.ref) if g.framework == one.framework and g.at > one.at]
    if after:
        again = after[-1]
        word = levels.word(again.framework, again.level, london_date(again.at)).lower()
        yield f"Graded {word} at {said(again.at)}."
