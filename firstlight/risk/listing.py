"""Lists of people by floor: at the top, risen, ungraded, and by rule; and how one person's went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import appearances_of, hidden_records
from firstlight.risk.models import Assessed, Grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment
from firstlight.risk.rules.unseen import evidence_of, without
from firstlight.risk.standing import grades_of
from firstlight.risk.stored import latest, read_back


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
    """Give everybody about whom a rule now says yes, newest first."""
    rows = Assessed.objects.filter(latest=True, content__contains=f'"rule":"{rule}"')
    found = []
    for row in rows.order_by("-at", "-pk"):
        for floor in read_back(row.content, row.at).floors.values():
            if any(f.rule == rule and f.finding.answer is Answer.YES for f in floor.findings):
                level = floor.level or ""
                found.append(AtLevel(row.person, row.anchor, floor.framework, level, row.at))
    return found


@dataclass(frozen=True, slots=True)
class Past:
    """An assessment as it stood: when, its levels, and what held each."""

    at: datetime
    seq: int
    levels: dict[str, str]
    fell: dict[str, list[str]]
    because: dict[str, str] = field(default_factory=dict)


def history(person: str) -> list[Past]:
    """Give how a person's floors stood over time, oldest first: for the system's own work."""
    rows = Assessed.objects.filter(person=person).order_by("known_seq")
    return [Past(row.at, row.known_seq, dict(row.levels), dict(row.fell)) for row in rows]


def history_seen(person: str, viewer: Viewer) -> list[Past]:
    """Give how a person's floors stood and why, oldest first, as a viewer may know it."""
    rows = Assessed.objects.filter(person=person).order_by("known_seq")
    told = [(row, read_back(row.content, row.at)) for row in rows]
    hidden = hidden_records({ref for _, one in told for ref in evidence_of(one)}, viewer)
    return [_past(row, without(one, hidden), shut=bool(hidden)) for row, one in told]


def _past(row: Assessed, found: Assessment, *, shut: bool) -> Past:
    """Tell one assessment; where something is hidden, why a floor fell is not told either."""
    levels_ = {name: floor.level for name, floor in found.floors.items() if floor.level}
    because = {
        name: "; ".join(
            one.title for one in floor.findings + floor.unknowns if one.level == floor.level
        )
        for name, floor in found.floors.items()
        if floor.level
    }
    return Past(row.at, row.known_seq, levels_, {} if shut else dict(row.fell), because)


def rises(since: datetime) -> list[AtLevel]:
    """Give every floor that rose since a moment, newest first, at the level it rose to."""
    rows = Assessed.objects.filter(rose=True, at__gte=since).order_by("-at", "-pk")
    return [
        AtLevel(row.person, row.anchor, name, level, row.at)
        for row in rows
        for name, level in (row.risen or row.levels).items()
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


def rule_counts(hidden: Collection[str] = ()) -> dict[str, int]:
    """Count, for each rule, the persons about whom it now says yes; without those who are hidden."""
    counts: dict[str, int] = {}
    for row in Assessed.objects.filter(latest=True).iterator():
        if row.person in hidden:
            continue
        for floor in read_back(row.content, row.at).floors.values():
            for found in floor.findings:
                if found.finding.answer is Answer.YES:
                    counts[found.rule] = counts.get(found.rule, 0) + 1
    return counts
