"""online."""

from firstlight.risk.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
