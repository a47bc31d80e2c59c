"""Rules as the force has them: on or off, at which level, how often they speak and are set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from firstlight.access.selectors import sight
from firstlight.force.selectors import Asked, approvals
from firstlight.kernel.values.viewer import Viewer
from firstlight.risk.assessing import settings_now
from firstlight.risk.listing import rule_counts, with_finding
from firstlight.risk.models import Grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.own import OWN
from firstlight.risk.rules.rule import Rule
from firstlight.risk.rules.table import RULES
from firstlight.risk.stored import read_back


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule as it stands."""

    rule: Rule
    on: bool
    level: str | None
    now: int

    @property
    def own(self) -> bool:
        """Tell whether it is one of the force's own."""
        return self.rule.cite is OWN

    @property
    def holds(self) -> bool:
        """Tell whether a yes holds a floor now."""
        return self.on and self.level is not None

    @property
    def off_only_its_level(self) -> bool:
        """Tell whether it runs and says what it finds, while its level is switched off."""
        return self.on and self.level is None and self.rule.least_level is not None


@dataclass(frozen=True, slots=True)
class Heard:
    """What people made of a rule: graded below the floor it held, said that it does not weigh."""

    overridden: int
    does_not_weigh: int


def rulings(viewer: Viewer) -> tuple[Ruling, ...]:
    """Give every rule, the force's own after the rest; counts as this viewer may know them."""
    settings = settings_now()
    counts = rule_counts(sight(viewer).sealed | viewer.own_refs)
    return tuple(
        Ruling(rule, rule.is_on(settings), rule.level(settings), counts.get(rule.code, 0))
        for rule in (*RULES, *settings.own)
    )


def ruling(code: str, viewer: Viewer) -> Ruling | None:
    """Give one rule."""
    settings = settings_now()
    rule = next((one for one in (*RULES, *settings.own) if one.code == code), None)
    if rule is None:
        return None
    return Ruling(rule, rule.is_on(settings), rule.level(settings), len(touched(code, viewer)))


def touched(code: str, viewer: Viewer) -> tuple[str, ...]:
    """Give the people about whom a rule says yes now, as this viewer may know them."""
    hidden = sight(viewer).sealed | viewer.own_refs
    found = dict.fromkeys(one.person for one in with_finding(code))
    return tuple(person for person in found if person not in hidden)


def heard() -> dict[str, Heard]:
    """Count, by rule, the grades below the floor it held and those that said it does not weigh."""
    overridden: Counter[str] = Counter()
    set_aside: Counter[str] = Counter()
    for row in Grade.objects.all().iterator():
        set_aside.update(rule for rule, said in row.weighs.items() if said == "does_not")
        if (
            row.floor
            and row.level != levels.UNKNOWN
            and levels.is_below(row.framework, row.level, row.floor)
        ):
            floor = read_back(row.shown, row.at).floors[row.framework]
            overridden.update(one.rule for one in floor.findings + floor.unknowns if one.level)
    codes = {*overridden, *set_aside}
    return {code: Heard(overridden[code], set_aside[code]) for code in codes}


def asked_about(code: str) -> dict[str, tuple[Asked, ...]]:
    """Give the proposals about a rule: those that wait, and those decided, newest first."""
    told = {"waiting": approvals(waiting=True), "decided": approvals(waiting=False)}
    return {
        state: tuple(
            one
            for one in rows
            if one.code.startswith("risk.") and _told(one.value, code) != _told(one.was, code)
        )
        for state, rows in told.items()
    }


def _told(value: object, code: str) -> object:
    """Give what a setting's value says of one rule."""
    if isinstance(value, dict):
        return value.get(code)
    if isinstance(value, list):
        return [one for one in value if code in (one, isinstance(one, dict) and one.get("code"))]
    return None
