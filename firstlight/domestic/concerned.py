"""The children of a job, by class, each with the line that was written for them or none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.domestic.models import ChildLine, Job
from firstlight.domestic.rules.closing import GROUPS, OWN_LINE, missing_for_close
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import anchor, persons_at
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import Concerned, Nearness, PersonPicture


@dataclass(frozen=True, slots=True)
class Line:
    """A line as pages tell it."""

    considered_by: str
    outcome: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One child of a job. `picture` is None where the viewer may not open who it is."""

    person: str
    nearness: Nearness
    because: str
    may_be: bool
    picture: PersonPicture | None
    line: Line | None


@dataclass(frozen=True, slots=True)
class Children:
    """Everybody who must be considered before a job closes."""

    own: tuple[ChildRow, ...]
    formerly: int
    groups: tuple[tuple[str, str, int, Line | None], ...]  # (code, words, how many, its line)

    def missing(self, *, tonight: bool) -> tuple[str, ...]:
        """Say what is still missing before the job may close."""
        return missing_for_close(
            children=len(self.own),
            lines=sum(row.line is not None for row in self.own),
            groups=len(self.groups),
            group_lines=sum(line is not None for *_, line in self.groups),
            tonight=tonight,
        )


def children_of(job: Job, viewer: Viewer, at: datetime) -> Children:
    """Work out the children of a job as this viewer may know them, with their lines."""
    found = pictures.concerned(job.record, viewer=viewer, at=at)
    near = {c.person for c in found if c.nearness in OWN_LINE}
    held = pictures.persons(near, viewer=viewer, at=at)
    lines = _lines(job)
    children = [c for c in found if is_child(c, held)]
    unknown = [
        c for c in found if c.nearness in OWN_LINE and c.counts_as_child and c not in children
    ]
    groups = {
        "place_only": sum(c.nearness is Nearness.PLACE_ONLY for c in children),
        "age_not_known": len(unknown),
    }
    return Children(
        own=tuple(_row(c, held, lines) for c in children if c.nearness in OWN_LINE),
        formerly=sum(c.nearness is Nearness.FORMERLY for c in children),
        groups=tuple((code, GROUPS[code], n, lines.get(code)) for code, n in groups.items() if n),
    )


def is_child(one: Concerned, held: dict[str, PersonPicture]) -> bool:
    """Tell whether somebody is a child of the job: under 18, unborn, or named as a child."""
    if one.unborn or one.child is Answer.YES:
        return True
    picture = held.get(one.person)
    if one.child is Answer.NO or picture is None:
        return False
    return any(a.role == "child" for r in picture.records for a in r.of(one.person))


def _row(one: Concerned, held: dict[str, PersonPicture], lines: dict[str, Line]) -> ChildRow:
    may_be = one.link.value == "may_be"
    picture = held.get(one.person)
    return ChildRow(one.person, one.nearness, one.because, may_be, picture, lines.get(one.person))


def _lines(job: Job) -> dict[str, Line]:
    rows = list(ChildLine.objects.filter(job=job).order_by("pk"))
    persons = persons_at([row.appearance for row in rows if row.appearance])
    return {
        persons.get(row.appearance, row.group): Line(row.considered_by, row.outcome, row.by, row.at)
        for row in rows
    }


def anchors(children: Children) -> tuple[str, ...]:
    """Give the appearances duties about these children are about."""
    return tuple(anchor(row.person) for row in children.own)
