"""Reads of floors, grades and where a child stands between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import appearances_of, exists, persons_at
from firstlight.risk.models import Assessed, Grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment, Floor
from firstlight.risk.rules.grading import working_level
from firstlight.risk.stored import latest, latest_of, read_back


def assessment(person: str, viewer: Viewer) -> Assessment | None:
    """Give the newest assessment of a person, None where there is none this viewer may see."""
    if not exists(person, viewer):
        return None
    row = latest(person)
    if row is None:
        return None
    viewer.seen.add(person)
    return read_back(row.content, row.at)


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


def _row(g: Grade) -> GradeRow:
    return GradeRow(
        g.ref, g.record, g.framework, g.level, g.floor, g.provisional, g.state, g.needs, g.rationale,
        g.weighs, g.note, g.by, g.by_title, g.rank, g.at, g.due_at, g.agreed_by, g.agreed_title,
        g.agreed_at, g.agreed_over, g.anchor, g.pk,
    )  # fmt: skip


def grades_of(person: str) -> list[GradeRow]:
    """Give a person's grades, newest first."""
    rows = Grade.objects.filter(anchor__in=appearances_of(person)).order_by("-at", "-pk")
    return [_row(row) for row in rows]


def grade(ref: str) -> GradeRow | None:
    """Give one grade."""
    row = Grade.objects.filter(ref=ref).first()
    return _row(row) if row else None


def provisional_grade(ref: str) -> GradeRow | None:
    """Give a grade that waits for its second person."""
    row = Grade.objects.filter(ref=ref, provisional=True, state="standing").first()
    return _row(row) if row else None


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
        rows.append(
            Standing(
                name, levels.TITLES[name], floor, mine[0] if mine else None, _working(floor, mine)
            )
        )
    return tuple(rows)


def working_levels(persons: list[str]) -> dict[str, dict[str, str]]:
    """Give the working level of many persons by framework: for boards and lists."""
    floors = {
        row.person: read_back(row.content, row.at)
        for row in Assessed.objects.filter(person__in=persons, latest=True)
    }
    found: dict[str, dict[str, str]] = {}
    for person in persons:
        held = grades_of(person)
        its = floors.get(person)
        names = {*(its.floors if its else ()), *(g.framework for g in held)}
        found[person] = {}
        for name in names:
            floor = floor_of(its, name) if its else Floor(name, None)
            level = _working(floor, [g for g in held if g.framework == name])
            if level:
                found[person][name] = level
    return found


@dataclass(frozen=True, slots=True)
class AtLevel:
    """A person whose floor stands at a level."""

    person: str
    anchor: str
    framework: str
    level: str
    at: datetime


def at_top(framework: str = "") -> list[AtLevel]:
    """Give everybody whose floor stands at the top level of a framework, newest first."""
    found = []
    for row in Assessed.objects.filter(latest=True).exclude(levels={}).order_by("-at"):
        for name, level in row.levels.items():
            if (not framework or name == framework) and levels.is_top(name, level):
                found.append(AtLevel(row.person, row.anchor, name, level, row.at))
    return found


def with_finding(rule: str) -> list[AtLevel]:
    """Give everybody about whom a rule now says yes."""
    rows = Assessed.objects.filter(latest=True, content__contains=f'"rule":"{rule}"').order_by(
        "-at"
    )
    found = []
    for row in rows:
        told = read_back(row.content, row.at)
        for floor in told.floors.values():
            if any(f.rule == rule and f.finding.answer is Answer.YES for f in floor.findings):
                level = floor.level or ""
                found.append(AtLevel(row.person, row.anchor, floor.framework, level, row.at))
    return found


@dataclass(frozen=True, slots=True)
class Past:
    """An assessment as it stood: when, and its levels."""

    at: datetime
    seq: int
    levels: dict[str, str]
    fell: dict[str, list[str]]


def history(person: str) -> list[Past]:
    """Give how a person's floors stood over time, oldest first."""
    rows = Assessed.objects.filter(person=person).order_by("known_seq")
    return [Past(row.at, row.known_seq, dict(row.levels), dict(row.fell)) for row in rows]


def rises(since: datetime) -> list[AtLevel]:
    """Give every floor that rose since a moment, newest first."""
    rows = Assessed.objects.filter(rose=True, at__gte=since).order_by("-at")
    return [
        AtLevel(row.person, row.anchor, name, level, row.at)
        for row in rows
        for name, level in row.levels.items()
    ]


def ungraded_at_top() -> list[AtLevel]:
    """Give everybody whose floor is at the top and whom no person has graded in that framework."""
    tops = at_top()
    anchors = {a: p for p in {t.person for t in tops} for a in appearances_of(p)}
    graded = {
        (anchors[g.anchor], g.framework)
        for g in Grade.objects.filter(anchor__in=anchors, state="standing")
    }
    return [one for one in tops if (one.person, one.framework) not in graded]


def ungraded(person: str) -> list[str]:
    """Give the frameworks in which a person's floor stands at the top and nobody has graded."""
    row = latest(person)
    tops = [f for f, level in row.levels.items() if levels.is_top(f, level)] if row else []
    if not tops:
        return []
    held = {g.framework for g in grades_of(person) if g.state == "standing"}
    return [framework for framework in tops if framework not in held]


def waiting_agreement() -> list[GradeRow]:
    """Give grades below the floor that wait for a second person, soonest due first."""
    rows = Grade.objects.filter(provisional=True, state="standing").order_by("due_at")
    return [_row(row) for row in rows]


def person_of(grade_row: GradeRow) -> str | None:
    """Give the person a grade is about now."""
    return persons_at([grade_row.anchor]).get(grade_row.anchor)


def rule_counts() -> dict[str, int]:
    """Count, for each rule, the persons about whom it now says yes."""
    counts: dict[str, int] = {}
    for row in Assessed.objects.filter(latest=True).iterator():
        for floor in read_back(row.content, row.at).floors.values():
            for found in floor.findings:
                if found.finding.answer is Answer.YES:
                    counts[found.rule] = counts.get(found.rule, 0) + 1
    return counts


__all__ = [
    "AtLevel",
    "GradeRow",
    "Past",
    "Standing",
    "assessment",
    "at_top",
    "floor_of",
    "grade",
    "grades_of",
    "history",
    "latest",
    "latest_of",
    "person_of",
    "provisional_grade",
    "read_back",
    "rises",
    "rule_counts",
    "standing",
    "ungraded",
    "ungraded_at_top",
    "waiting_agreement",
    "with_finding",
    "working_levels",
]
