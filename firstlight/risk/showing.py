"""What the pages of risk show: floor and grade side by side, reasons first, and what moved since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.kit.rules.drawings import LevelPoint
from firstlight.people.selectors import hidden_records, who
from firstlight.risk import selectors
from firstlight.risk.around import Around, around, since_grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment, Floor, Found
from firstlight.risk.rules.news import news
from firstlight.risk.rules.telling import floor_sentence, unknown_sentences
from firstlight.risk.rules.unseen import evidence_of, without
from firstlight.risk.selectors import GradeRow, Standing


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a list shows them: a restricted one without a name."""

    ref: str
    name: str


def named(persons: Iterable[str], viewer: Viewer) -> tuple[Named, ...]:
    """Name people as a viewer may know them and note them as seen; who is not theirs is left out."""
    wanted = tuple(dict.fromkeys(persons))
    told = who(wanted, viewer=viewer)
    viewer.seen.add(*told)
    return tuple(Named(ref, told[ref].name) for ref in wanted if ref in told)


@dataclass(frozen=True, slots=True)
class Row:
    """One framework as the page tells it."""

    standing: Standing
    sentence: str
    unknowns: tuple[str, ...]
    may_agree: bool
    points: tuple[LevelPoint, ...]
    fell: tuple[tuple[datetime, tuple[str, ...]], ...] = ()
    news: tuple[str, ...] = ()  # what makes the grade stale
    weighed: tuple[tuple[str, str], ...] = ()  # what the grader said of each fact

    @property
    def holding(self) -> tuple[Found, ...]:
        """Give what holds the floor where it is, gaps that count too."""
        floor = self.standing.floor
        return tuple(one for one in floor.findings + floor.unknowns if one.level)

    @property
    def others(self) -> tuple[Found, ...]:
        """Give the findings that hold no level."""
        return tuple(one for one in self.standing.floor.findings if one.level is None)


def rows(person: str, viewer: Viewer, at: datetime) -> tuple[Row, ...]:
    """Give each framework that has a floor, a question or a grade, the gravest first."""
    found = selectors.standing(person, viewer=viewer, at=at)
    past, grades = selectors.history_seen(person, viewer), selectors.grades_of(person)
    near = around(person, at) if any(one.grade for one in found) else {}
    shown = [_row(one, viewer, at, past, grades, near) for one in found]
    return tuple(sorted(shown, key=_gravity, reverse=True))


def _gravity(row: Row) -> tuple[bool, bool, bool]:
    standing = row.standing
    top = bool(standing.working and levels.is_top(standing.framework, standing.working))
    return top, standing.working is not None, standing.grade is not None


def _row(
    one: Standing, viewer: Viewer, at: datetime, past: list[selectors.Past], grades: list[GradeRow],
    near: Around,
) -> Row:  # fmt: skip
    on = london_date(at)
    waiting = one.grade if one.provisional else None
    agrees = bool(waiting and waiting.by != viewer.ref and may(viewer, "risk.agree"))
    return Row(
        standing=one,
        sentence=floor_sentence(one.floor, on),
        unknowns=unknown_sentences(one.floor, on),
        may_agree=agrees,
        points=_points(one.framework, past, grades),
        fell=tuple((p.at, tuple(p.fell[one.framework])) for p in past if one.framework in p.fell),
        news=since_grade(one.grade, one, near, viewer, on) if one.grade else (),
        weighed=_weighed(one.grade) if one.grade else (),
    )


WORDS = {"weighs": "weighs", "does_not": "does not weigh", "find_out": "to be found out"}


def _weighed(grade: GradeRow) -> tuple[tuple[str, str], ...]:
    titles = selectors.told_of(grade)
    return tuple(
        (titles.get(rule, rule), WORDS.get(said, said)) for rule, said in grade.weighs.items()
    )


def _points(
    framework: str, past: list[selectors.Past], grades: list[GradeRow]
) -> tuple[LevelPoint, ...]:
    """Give the steps of floor and grade over time; a grade that never counted is none."""
    moments: list[tuple[datetime, str | None, str | None, str]] = [
        (one.at, one.levels.get(framework), None, one.because.get(framework, "")) for one in past
    ]
    moments += [
        (g.agreed_at or g.at, None, g.level, f"Graded by {g.by_title}.")
        for g in grades
        if g.framework == framework and not g.provisional and g.state != "refused"
    ]
    floor: str | None = None
    grade: str | None = None
    points: list[LevelPoint] = []
    for at, moved, set_to, because in sorted(moments, key=lambda m: m[0]):
        before = (floor, grade)
        floor, grade = (moved, grade) if set_to is None else (floor, set_to)
        if not points or set_to is not None or before != (floor, grade):
            points.append(LevelPoint(at, floor, grade, because))
    return tuple(points)


def news_since(
    person: str, framework: str, shown: int | None, viewer: Viewer, at: datetime
) -> tuple[str, ...]:
    """Say what became known between the assessment a form showed and now, if it is material."""
    before, now = (
        selectors.assessed_at(person, shown or 0, viewer),
        selectors.assessment(person, viewer),
    )
    if before is None or now is None:
        return ()
    was, floor = (selectors.floor_of(one, framework) for one in (before, now))
    return news(was, floor, london_date(at))


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody was shown of a floor, told as it was then."""

    title: str
    at: datetime
    level: str | None
    findings: tuple[Found, ...]
    unknowns: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A grade: what the grader and the second person were shown, what is known now, and the news."""

    seen: tuple[Seen, ...]
    news: tuple[str, ...]
    weighed: tuple[tuple[str, str], ...]
    may_answer: bool


def compared(row: GradeRow, person: str, viewer: Viewer, at: datetime) -> Compared:
    """Set what was shown with a grade beside what is known now, as this viewer may know both."""
    told = [("When it was graded", row.at, row.shown)]
    if row.agreed_shown and row.agreed_at:
        told.append(("When it was agreed", row.agreed_at, row.agreed_shown))
    seen = [
        _seen(title, moment, _known(selectors.read_back(text, moment), viewer), row.framework)
        for title, moment, text in told
    ]
    now = selectors.assessment(person, viewer)
    lines: tuple[str, ...] = ()
    if now is not None:
        floor = selectors.floor_of(now, row.framework)
        seen.append(_seen("Now", now.at, now, row.framework))
        standing = Standing(row.framework, levels.TITLES[row.framework], floor, row, None)
        lines = since_grade(row, standing, around(person, at), viewer, london_date(at))
    answers = row.provisional and row.state == "standing" and row.by != viewer.ref
    return Compared(tuple(seen), lines, _weighed(row), answers and may(viewer, "risk.agree"))


def _known(found: Assessment, viewer: Viewer) -> Assessment:
    return without(found, hidden_records(evidence_of(found), viewer))


def _seen(title: str, at: datetime, found: Assessment, framework: str) -> Seen:
    floor: Floor = selectors.floor_of(found, framework)
    return Seen(title, at, floor.level, floor.findings, floor.unknowns)
