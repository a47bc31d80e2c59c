"""The floors of persons worked out, and kept where they differ from what stood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from firstlight.audit.selectors import due_moments
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.force.selectors import settings_held
from firstlight.kernel.heap import settled
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import said
from firstlight.people.selectors import anchors as anchors_of
from firstlight.people.selectors import partings_of
from firstlight.picture.selectors import disposals_said, situations
from firstlight.risk.events import FloorMoved
from firstlight.risk.models import Assessed, Spoke
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment
from firstlight.risk.rules.engine import assess as work_out
from firstlight.risk.rules.own import own_rules
from firstlight.risk.rules.reading.once import reading
from firstlight.risk.rules.rule import NUMBERS, Settings
from firstlight.risk.rules.telling import fall_reasons
from firstlight.risk.selectors import latest_of
from firstlight.risk.stored import read_back


def settings_now(changed: Mapping[str, Any] | None = None) -> Settings:
    """Give the rules' settings as the force has them, or as they would be with some changed."""
    codes = ("risk.switched_on", "risk.switched_off", "risk.levels", "risk.own_rules", *NUMBERS)
    told = settings_held(codes) | dict(changed or {})
    own = own_rules(told["risk.own_rules"])
    values = {name: told[code] for code, name in NUMBERS.items()}
    values |= {f"{rule}.level": level for rule, level in told["risk.levels"].items()}
    return Settings(
        switched_on=frozenset(told["risk.switched_on"]) | {one.code for one in own},
        values=values,
        switched_off=frozenset(told["risk.switched_off"]),
        own=own,
    )


def assess(*, person: str, by: Viewer, at: datetime) -> Assessment:
    """Work out a person's floors and keep them where they differ from what stood."""
    return assess_many(persons=(person,), by=by, at=at)[person]


def assess_many(*, persons: Iterable[str], by: Viewer, at: datetime) -> dict[str, Assessment]:
    """Work out several persons' floors; those that differ from what stood are kept as new.

    Everything is worked outside the lock. Each asks to be worked again at the moment when time
    alone would move it.
    """
    wanted = tuple(dict.fromkeys(persons))
    before = latest_of(wanted)
    settings = settings_now()
    with settled(), reading():
        found = {ref: work_out(one, settings) for ref, one in situations(wanted, at=at).items()}
    told = {ref: content_of(one) for ref, one in found.items()}
    moved = [
        ref for ref in wanted if ref not in before or not _same(before[ref].content, told[ref])
    ]
    due = due_moments([f"assess:{row.anchor}" for row in before.values()])
    again = [
        ref
        for ref, row in before.items()
        if ref not in moved and found[ref].changes_at != due.get(f"assess:{row.anchor}")
    ]
    if moved or again:
        with act("risk.assessed", by=by, at=at) as line:
            _keep(line, [found[ref] for ref in moved], before, told)
            for ref in again:
                _ask_again(line, before[ref].anchor, ref, found[ref])
    return found


def _keep(
    line: Line, moved: list[Assessment], before: dict[str, Assessed], told: dict[str, str]
) -> None:
    anchors = anchors_of(one.subject for one in moved)
    replaced = [before[one.subject].pk for one in moved if one.subject in before]
    for part in range(0, len(replaced), 500):
        Assessed.objects.filter(pk__in=replaced[part : part + 500]).update(latest=False)
    rows = []
    for one in moved:
        person, was = one.subject, before.get(one.subject)
        if person not in anchors:
            raise NotThere
        rows.append(_row(line, one, anchors[person], was, told[person]))
        line.about(person)
        if was is not None or _says_something(one):
            line.emit(FloorMoved(anchor=anchors[person], person=person))
        _ask_again(line, anchors[person], person, one)
    add_rows(Assessed, rows)
    add_rows(
        Spoke,
        [
            Spoke(assessed=row, rule=code, framework=framework)
            for row, one in zip(rows, moved, strict=True)
            for code, framework in _said_yes(one)
        ],
    )


def _said_yes(found: Assessment) -> list[tuple[str, str]]:
    return [
        (one.rule, floor.framework)
        for floor in found.floors.values()
        for one in floor.findings
        if one.finding.answer is Answer.YES
    ]


def _row(
    line: Line, found: Assessment, anchor: str, before: Assessed | None, content: str
) -> Assessed:
    risen = _risen(before, found)
    return Assessed(
        person=found.subject,
        anchor=anchor,
        at=line.at,
        known_seq=line.seq,
        content=content,
        levels={f: floor.level for f, floor in found.floors.items() if floor.level},
        rose=bool(risen),
        risen=risen,
        fell=_fell(found.subject, before, found),
    )


def _says_something(found: Assessment) -> bool:
    """Tell whether a first assessment has a level, a yes or a duty to open."""
    return bool(found.opens) or any(
        floor.level or any(one.finding.answer is Answer.YES for one in floor.findings)
        for floor in found.floors.values()
    )


def _ask_again(line: Line, anchor: str, person: str, found: Assessment) -> None:
    """Ask to look again when time alone would move the answer."""
    if found.changes_at:
        line.due(f"assess:{anchor}", found.changes_at, "risk.assess", (person,))


def content_of(found: Assessment) -> str:
    """Write an assessment as it is kept; when it was worked stands beside it."""
    told = found.to_json()
    told.pop("at", None)
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _same(one: str, other: str) -> bool:
    """Compare two assessments by what they say, not by when they would change."""

    def content(text: str) -> Any:
        value = json.loads(text)
        value.pop("changes_at", None)
        return value

    return bool(content(one) == content(other))


def _risen(before: Assessed | None, found: Assessment) -> dict[str, str]:
    """Give the floors that rose, each with the level it rose to."""
    held = before.levels if before else {}
    return {
        name: floor.level
        for name, floor in found.floors.items()
        if floor.level is not None
        and (held.get(name) is None or levels.is_below(name, held[name], floor.level))
    }


def _fell(person: str, before: Assessed | None, found: Assessment) -> dict[str, list[str]]:
    """Say why each floor that fell did: what no longer holds, and what was disposed of since."""
    if before is None:
        return {}
    told = fall_reasons(read_back(before.content, before.at), found)
    if not told:
        return {}
    gone = [f"{one}." for one in disposals_said(person, since=before.known_seq)]
    gone += [
        f"A link was removed at {said(one.at)}."
        for one in partings_of(person)
        if one.person == person and one.seq > before.known_seq
    ]
    return {framework: [*reasons, *gone] for framework, reasons in told.items()}


def assess_everybody(*, persons: list[str], by: Viewer, at: datetime) -> None:
    """Queue the re-work of many persons, after a load or a change of setting."""
    with act("risk.rework_queued", by=by, at=at) as line:
        for one in persons:
            line.queue("risk.assess", (one,), priority=Priority.REST, key=f"risk.assess:{one}")
