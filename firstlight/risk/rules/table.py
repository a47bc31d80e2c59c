"""Every rule there is, and how to look one up."""

from __future__ import annotations

from firstlight.risk.rules.frameworks import (
    cumulative,
    domestic,
    exploitation,
    exploitation_signs,
    harm,
    images,
    missing,
    missing_signs,
    online,
)
from firstlight.risk.rules.rule import Rule

_ROOMS = (
    missing, missing_signs, domestic, exploitation, exploitation_signs, online, images, cumulative,
    harm,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(rule for room in _ROOMS for rule in room.RULES)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """Give a rule by its code; KeyError if there is none."""
    return BY_CODE[code]


def rules_of(framework: str) -> tuple[Rule, ...]:
    """Give the rules of a framework in the table's order."""
    return tuple(one for one in RULES if one.framework == framework)


def clocks() -> frozenset[str]:
    """Give every duty clock code that some rule opens."""
    return frozenset(code for one in RULES for code in one.opens)
