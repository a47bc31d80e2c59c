"""Where a person stands: floor and grade side by side, as one viewer may know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import (
    appearances_of,
    appearances_of_many,
    exists,
    hidden_records,
    persons_at,
)
from firstlight.risk.models import Assessed, Grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment, Floor
from firstlight.risk.rules.grading import working_level
from firstlight.risk.rules.unseen import evidence_of, without
from firstlight.risk.stored import latest, read_back


def assessment(person: str, viewer: Viewer) -> Assessment | None:
    """Give the newest assessment of a person, None where there is none this viewer may see."""
    if not exists(person, viewer):
        return None
    row = latest(person)
    if row is None:
        return None
    viewer.seen.add(person)
    return as_seen(read_back(row.content, row.at), viewer)


def assessed_at(person: str, seq: int, viewer: Viewer) -> Assessment | None:
    """Give the assessment of a person that was kept at a position, as a viewer may know it."""
    row = Assessed.objects.filter(person=person, known_seq=seq).first()
    if row is None or not exists(person, viewer):
        return None
    return as_seen(read_back(row.content, row.at), viewer)


def as_seen(found: Assessment, viewer: Viewer) -> Assessment:
    """Give an assessment as a viewer may know it: what rests on something sealed is left out."""
    told = evidence_of(found)
    return without(found, hidden_records(told, viewer)) if told else found


def floor_of(found: Assessment, framework: str) -> Floor:
    """Give the floor of a framework; one without a level where no rule spoke."""
    return found.floors.get(framework) or Floor(framework, None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Floor and grade of one framework, side by side, and the level that work goes by."""

    framework: str
    title: str
    floor: Floor
    grade: GradeRow | None
    working: str | None
    refused: GradeRow | None = None  # a newer grade that a second person did not agree to

    @property
    def provisional(self) -> bool:
        """Tell whether a grade below the floor waits for a second person."""
        return bool(self.grade and self.grade.provisional)


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade as pages tell it."""

    ref: str
    record: str
    framework: str
    level: str
    floor: str
    provisional: bool
    state: str
    needs: str
    rationale: str
    weighs: dict[str, str]
    note: str
    by: str
    by_title: str
    rank: str
    at: datetime
    due_at: datetime | None
    agreed_by: str
    agreed_title: str
    agreed_at: datetime | None
    agreed_over: dict[str, list[str]]
    anchor: str
    pk: int
    shown: str
    agreed_shown: str
    around: dict[str, list[str]]
    refused_title: str
    refused_at: datetime | None
    refused_why: str


def row_of(g: Grade) -> GradeRow:
    """Tell a grade of the table as pages do."""
    return GradeRow(
        g.ref, g.record, g.framework, g.level, g.floor, g.provisional, g.state, g.needs, g.rationale,
        g.weighs, g.note, g.by, g.by_title, g.rank, g.at, g.due_at, g.agreed_by, g.agreed_title,
        g.agreed_at, g.agreed_over, g.anchor, g.pk, g.shown, g.agreed_shown, g.around, g.refused_title,
        g.refused_at, g.refused_why,
    )  # fmt: skip


def grades_of(person: str) -> list[GradeRow]:
    """Give a person's grades, newest first."""
    rows = Grade.objects.filter(anchor__in=appearances_of(person)).order_by("-at", "-pk")
    return [row_of(row) for row in rows]


def grades_of_many(persons: Iterable[str]) -> dict[str, list[GradeRow]]:
    """Give the grades of persons, newest first; who has none is left out."""
    whose = appearances_of_many(persons)
    found: dict[str, list[GradeRow]] = {}
    for row in Grade.objects.filter(anchor__in=list(whose)).order_by("-at", "-pk"):
        found.setdefault(whose[row.anchor], []).append(row_of(row))
    return found


def grade(ref: str) -> GradeRow | None:
    """Give one grade."""
    row = Grade.objects.filter(ref=ref).first()
    return row_of(row) if row else None


def provisional_grade(ref: str) -> GradeRow | None:
    """Give a grade that waits for its second person."""
    row = Grade.objects.filter(ref=ref, provisional=True, state="standing").first()
    return row_of(row) if row else None


def _working(floor: Floor, held: list[GradeRow]) -> str | None:
    """Give the level work goes by: an unagreed grade below the floor lowers nothing."""
    counted = next((g for g in held if not g.provisional and g.state == "standing"), None)
    return working_level(
        floor,
        grade=counted.level if counted else None,
        agreed_over=counted.agreed_over if counted else None,
    )


def standing(person: str, *, viewer: Viewer, at: datetime) -> tuple[Standing, ...]:
    """Give where a person stands in every framework that has a floor, a question or a grade."""
    del at  # the newest stored assessment is asked for; the moment is kept for the face
    found = assessment(person, viewer)
    if found is None and not exists(person, viewer):
        return ()
    held = grades_of(person)
    frameworks = dict.fromkeys([*(found.floors if found else ()), *(g.framework for g in held)])
    rows = []
    for name in levels.FRAMEWORKS:
        if name not in frameworks:
            continue
        floor = floor_of(found, name) if found else Floor(name, None)
        mine = [g for g in held if g.framework == name]
        if not (mine or floor.level or floor.findings or floor.unknowns):
            continue
        stands = next((g for g in mine if g.state == "standing"), None)
        refused = mine[0] if mine and mine[0].state == "refused" else None
        rows.append(
            Standing(name, levels.TITLES[name], floor, stands, _working(floor, mine), refused)
        )
    return tuple(rows)


def working_levels(persons: list[str]) -> dict[str, dict[str, str]]:
    """Give the working level of many persons by framework: for boards and lists."""
    floors = {
        row.person: read_back(row.content, row.at)
        for row in Assessed.objects.filter(person__in=persons, latest=True)
    }
    found: dict[str, dict[str, str]] = {}
    graded = grades_of_many(persons)
    for person in persons:
        held = graded.get(person, [])
        its = floors.get(person)
        names = {*(its.floors if its else ()), *(g.framework for g in held)}
        found[person] = {}
        for name in names:
            floor = floor_of(its, name) if its else Floor(name, None)
            level = _working(floor, [g for g in held if g.framework == name])
            if level:
                found[person][name] = level
    return found


def waiting_agreement() -> list[GradeRow]:
    """Give grades below the floor that wait for a second person, soonest due first."""
    rows = Grade.objects.filter(provisional=True, state="standing").order_by("due_at")
    return [row_of(row) for row in rows]


def person_of(grade_row: GradeRow) -> str | None:
    """Give the person a grade is about now."""
    return persons_at([grade_row.anchor]).get(grade_row.anchor)


def told_of(row: GradeRow) -> dict[str, str]:
    """Give the title of each finding and gap that the grader was shown, by rule."""
    floor = floor_of(read_back(row.shown, row.at), row.framework)
    return {one.rule: one.title for one in floor.findings + floor.unknowns}
