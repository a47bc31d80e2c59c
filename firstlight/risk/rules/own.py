"""Rules of a force's own: a count of happenings of some kinds within some days, and a level.

Nothing is run that a force typed: a row of its own is checked values, and one condition of ours
reads them. It is a local rule, and holds its level because two named people said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from firstlight.kernel.values.answer import Finding, no, yes
from firstlight.picture.rules.values import Situation
from firstlight.records.rules.kinds import KINDS
from firstlight.risk.rules import levels
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.rule import Condition, Rule, Settings
from firstlight.risk.rules.sources import Source

OWN = Source("The force's own rule", "", "L")
CODE = re.compile(r"OWN_[A-Z0-9_]{2,28}")
MOST, LONGEST = 20, 731  # happenings; days
# What somebody told or did about a child; our own acts and mere facts raise nothing.
KINDS_OFFERED = tuple(
    code for code, kind in KINDS.items() if kind.character == "adverse" and not kind.ours
)


def faults(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Say everything that is wrong with a rule as it was typed, by field."""
    framework, level = str(row.get("framework", "")), str(row.get("level", ""))
    kinds = row.get("kinds") or []
    checks = (
        ("code", bool(CODE.fullmatch(str(row.get("code", "")))), "begin with OWN_, then capitals, digits and _"),
        ("title", 5 <= len(str(row.get("title", "")).strip()) <= 120, "say what it looks for, in 5 to 120 letters"),
        ("framework", framework in levels.FRAMEWORKS, "choose one of the frameworks"),
        ("kinds", bool(kinds) and set(kinds) <= set(KINDS_OFFERED), "choose kinds of the list"),
        ("count", _between(row.get("count"), 1, MOST), f"give a whole number from 1 to {MOST}"),
        ("days", _between(row.get("days"), 1, LONGEST), f"give a whole number from 1 to {LONGEST}"),
        ("level", level != levels.UNKNOWN and levels.is_level(framework, level), "choose a level of that framework"),
    )  # fmt: skip
    return [(field, said) for field, right, said in checks if not right]


def _between(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def own_rules(rows: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Make rules of a force's rows."""
    return tuple(_rule(row) for row in rows)


def _rule(row: Mapping[str, Any]) -> Rule:
    count, window = int(row["count"]), timedelta(days=int(row["days"]))
    kinds = tuple(row["kinds"])
    return Rule(
        code=row["code"],
        framework=row["framework"],
        title=row["title"],
        question=f"Are there {count} or more, {said_kinds(kinds)}, within {window.days} days?",
        condition=_condition(count, window, kinds),
        cite=OWN,
        least_level=row["level"],
        moments=spans.lapses(window, *kinds),
        in_force_from=date.fromisoformat(row["since"]),
    )


def said_kinds(kinds: Iterable[str]) -> str:
    """Name kinds of record in words."""
    return ", ".join(KINDS[kind].name.lower() for kind in kinds)


def _condition(count: int, window: timedelta, kinds: tuple[str, ...]) -> Condition:
    def condition(situation: Situation, _settings: Settings) -> Finding:
        subject, at = situation.subject, situation.at
        found = [
            record
            for record in subject.of_kind(*kinds)
            if spans.is_within(record, at, window) and near.is_concerned(record, subject)
        ]
        told = spans.happening_of(subject, found)
        many = len({told.get(record.ref, record.ref) for record in found})
        said = f"{many} held of {said_kinds(kinds)} within {window.days} days"
        refs = spans.refs(found)
        return yes(f"{said}.", *refs) if many >= count else no(f"{said}; {count} are asked for.")

    return condition
