"""Read a finished look-back as one viewer may know it: who is sealed from them is in no number of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from firstlight.access.selectors import may, sight
from firstlight.assurance.models import Lookback, LookbackChild
from firstlight.assurance.rules.departments import title_of
from firstlight.assurance.rules.lookback.outcomes import Burden, Span, burden
from firstlight.assurance.rules.lookback.sweep import Period
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Seen, Viewer
from firstlight.people.selectors import persons_at, records_of
from firstlight.picture.selectors import Restricted, record

# In which group a child is listed, in words.
GROUPS = {
    "never": "High floor, never graded high",
    "after": "Graded high after the floor",
    "before": "Graded high before the floor",
    "alone": "Graded high while no floor was",
}


@dataclass(frozen=True, slots=True)
class Between:
    """One contact between the first high floor and the first high grade."""

    at: datetime
    record: str
    kind: str
    department: str


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One child of a look-back, by reference."""

    person: str
    framework: str
    first_high_at: datetime | None
    record: str
    already: bool
    graded_at: datetime | None
    grade_record: str
    group: str
    between: tuple[Between, ...]
    spans: tuple[Span, ...]
    rises: tuple[datetime, ...]

    @property
    def waited(self) -> timedelta | None:
        """Give how long the first high grade came after the first high floor."""
        if self.first_high_at is None or self.graded_at is None:
            return None
        return self.graded_at - self.first_high_at


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a look-back comes to; per million None where nobody has set the number of residents."""

    period_from: datetime
    period_to: datetime
    versions_replayed: int
    children_whose_floor_reached_high: int
    of_those_so_when_the_period_began: int
    never_graded_high: int
    graded_high_after_the_floor: int
    graded_high_while_no_floor_was: int
    contacts_between: int
    duties_opened: int
    new_highs_a_day: float
    standing_highs: float
    rises_a_day: float
    new_highs_a_day_per_million: float | None
    standing_highs_per_million: float | None
    rises_a_day_per_million: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished look-back for one viewer."""

    ref: str
    at: datetime
    finished_at: datetime
    duties: tuple[str, ...]
    children: tuple[ChildRow, ...]
    burden: Burden
    numbers: Numbers

    def of(
        self, group: str = "", framework: str = "", department: str | None = None
    ) -> tuple[ChildRow, ...]:
        """Give the children of a group, a framework, and with a contact of a department between."""
        return tuple(
            row
            for row in self.children
            if (not group or row.group == group)
            and (not framework or row.framework == framework)
            and (department is None or any(b.department == department for b in row.between))
        )

    def departments(self) -> list[tuple[str, str, int, int]]:
        """Give each department with its title, its contacts between, and with how many children."""
        contacts, children = Counter[str](), Counter[str]()
        for row in self.children:
            contacts.update(one.department for one in row.between)
            children.update({one.department for one in row.between})
        return [
            (code, title_of(code), count, children[code]) for code, count in contacts.most_common()
        ]


def newest() -> str | None:
    """Give the newest finished look-back."""
    rows = Lookback.objects.filter(finished_at__isnull=False).order_by("-pk")
    return rows.values_list("ref", flat=True).first()


def lookback_told(ref: str, viewer: Viewer) -> Shown:
    """Give a finished look-back as a viewer may know it. NotThere for one that is not finished.

    Its duties are opened before it is finished, so that nothing is drawn before they are.
    """
    row = Lookback.objects.filter(ref=ref, finished_at__isnull=False).first()
    if (
        row is None
        or row.finished_at is None
        or not (viewer.is_system or may(viewer, "leaders.see"))
    ):
        raise NotThere
    children = tuple(_rows(row.told.order_by("first_high_at", "pk"), viewer))
    period = Period(row.begins, row.ends)
    residents = int(setting("lookback.residents")) or None
    load = burden((c.spans for c in children), (c.rises for c in children), period, residents)
    return Shown(
        row.ref, row.at, row.finished_at, tuple(row.duties), children, load,
        _numbers(row, children, load),
    )  # fmt: skip


def _numbers(row: Lookback, children: tuple[ChildRow, ...], load: Burden) -> Numbers:
    reached = [one for one in children if one.first_high_at]
    groups = Counter(one.group for one in children)
    daily = (load.new_highs, load.standing, load.rises)
    per = [load.per_million(one) for one in daily]
    return Numbers(
        row.begins, row.ends, row.versions, len(reached), sum(one.already for one in reached),
        groups["never"], groups["after"], groups["alone"],
        sum(len(one.between) for one in children), row.owed,
        *(round(one, 2) for one in daily),
        *(None if one is None else round(one, 1) for one in per),
    )  # fmt: skip


def _rows(rows: Iterable[LookbackChild], viewer: Viewer) -> Iterable[ChildRow]:
    held = list(rows)
    seen = sight(viewer)
    hidden = seen.sealed | viewer.own_refs
    shut = {ref for ref in hidden if ref.startswith("P-")}
    gone = (records_of(shut) if shut else set()) | {r for r in hidden if r.startswith("R-")}
    standing = persons_at([row.anchor for row in held], viewer=viewer)
    told: dict[str, ChildRow] = {}
    for row in held:
        person = standing.get(row.anchor)
        if person and person not in hidden and person not in told:
            told[person] = _without(_row(row, person), gone)
    return told.values()


def _row(row: LookbackChild, person: str) -> ChildRow:
    between = (
        Between(_when(at), record, kind, dept) for at, record, kind, dept in row.opportunities
    )
    return ChildRow(
        person, row.framework, row.first_high_at, row.record, row.already, row.graded_at,
        row.grade_record, _group(row), tuple(between),
        tuple((_when(begins), _when(ends) if ends else None) for begins, ends in row.spans),
        tuple(_when(one) for one in row.rises),
    )  # fmt: skip


def _group(row: LookbackChild) -> str:
    if row.first_high_at is None:
        return "alone" if row.graded_at else ""
    if row.graded_at is None:
        return "never"
    return "after" if row.graded_at >= row.first_high_at else "before"


def _without(row: ChildRow, gone: set[str]) -> ChildRow:
    """Leave out records that are not there for a viewer."""
    return replace(
        row,
        record="" if row.record in gone else row.record,
        grade_record="" if row.grade_record in gone else row.grade_record,
        between=tuple(one for one in row.between if one.record not in gone),
    )


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def months(load: Burden) -> list[tuple[date, int, int, int]]:
    """Give each month's new highs, those standing at its end, and rises."""
    found = []
    for first, group in groupby(load.days, key=lambda day: day.on.replace(day=1)):
        days = list(group)
        found.append(
            (first, sum(d.new_highs for d in days), days[-1].standing, sum(d.rises for d in days))
        )
    return found


def graders(records: Iterable[str], viewer: Viewer, at: datetime) -> dict[str, str]:
    """Give who made each of these gradings, as its record says: shown only where the force has chosen so."""
    found = {}
    for ref in dict.fromkeys(records):
        try:
            view = record(ref, viewer=replace(viewer, seen=Seen()), at=at)
        except (NotThere, Restricted):
            continue
        found[ref] = view.author
    return found
