"""Lists of people by floor: at the top, risen, ungraded, and by rule; and how one person's went."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import appearances_of, hidden_records
from firstlight.risk.models import Assessed, Grade, Spoke
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment, Found
from firstlight.risk.rules.table import RULES
from firstlight.risk.rules.unseen import evidence_of, without
from firstlight.risk.standing import grades_of
from firstlight.risk.stored import latest, read_back

CHUNK = 500  # references asked for at once


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
    rows = Spoke.objects.filter(rule=rule, assessed__latest=True).select_related("assessed")
    return [
        AtLevel(one.person, one.anchor, row.framework, one.levels.get(row.framework, ""), one.at)
        for row in rows.order_by("-assessed__at", "-assessed__pk").defer("assessed__content")
        for one in (row.assessed,)
    ]


def ever_found(rule: str) -> bool:
    """Tell whether a rule has said yes of anybody in what is kept."""
    return Spoke.objects.filter(rule=rule).exists()


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
    return _ungraded(at_top())


def ungraded_faded() -> list[AtLevel]:
    """Give everybody whose floor stood at the top until what held it there was fresh no longer.

    Of those, whom no person has graded in that framework: nobody looked while it stood there.
    """
    fading = [
        r.code for r in RULES if r.fresh_days and levels.is_top(r.framework, r.least_level or "")
    ]
    pks = Spoke.objects.filter(rule__in=fading, assessed__latest=True).values("assessed")
    found = []
    for row in Assessed.objects.filter(pk__in=pks).order_by("-at", "-pk").iterator(500):
        for floor in read_back(row.content, row.at).floors.values():
            held = floor.level if any(map(_faded(row.at, fading), floor.findings)) else None
            if held and not levels.is_top(floor.framework, held):
                found.append(AtLevel(row.person, row.anchor, floor.framework, held, row.at))
    return _ungraded(found)


def _faded(at: datetime, fading: Collection[str]) -> Callable[[Found], bool]:
    def faded(one: Found) -> bool:
        return one.rule in fading and one.fresh_until is not None and one.fresh_until <= at

    return faded


def _ungraded(tops: list[AtLevel]) -> list[AtLevel]:
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
    rows = Spoke.objects.filter(assessed__latest=True)
    counts = dict(rows.values_list("rule").annotate(n=Count("assessed__person", distinct=True)))
    gone = sorted(hidden)
    for begin in range(0, len(gone), CHUNK):
        part = rows.filter(assessed__person__in=gone[begin : begin + CHUNK])
        for rule, n in part.values_list("rule").annotate(
            n=Count("assessed__person", distinct=True)
        ):
            counts[rule] -= n
    return {rule: n for rule, n in counts.items() if n}
