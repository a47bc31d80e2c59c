"""Proposals on rules: switch one on or off, set its level, add or withdraw one of the force's own.

Each is proposed with a reason and applies when a second person agrees (`force.services.decide`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.force.selectors import setting
from firstlight.force.services import propose_setting
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.risk.rules import levels
from firstlight.risk.rules.own import faults
from firstlight.risk.rules.rule import Rule
from firstlight.risk.rules.table import BY_CODE


def _rule(code: str) -> Rule:
    if code not in BY_CODE:
        raise NotThere
    return BY_CODE[code]


def switch(*, rule: str, on: bool, reason: str, by: Viewer, at: datetime) -> str:
    """Propose to switch a rule on or off; gives the approval's reference.

    Refuses to switch off one that was read in law or national practice.
    """
    row = _rule(rule)
    lists = {code: list(setting(code)) for code in ("risk.switched_on", "risk.switched_off")}
    needs_on = not row.on_by_default or (row.least_level is not None and not row.raises_by_default)
    if not on and not needs_on and not row.may_go:
        raise Refusal(
            "This rule was read in law or national practice and stays on.",
            next_step="Rules whose source is local, secondary or unconfirmed can be switched off.",
        )
    code = "risk.switched_on" if needs_on else "risk.switched_off"
    held = [one for one in lists[code] if one != rule]
    value = [*held, rule] if on is needs_on else held
    return propose_setting(code=code, value=value, reason=reason, by=by, at=at)


def set_level(*, rule: str, level: str, reason: str, by: Viewer, at: datetime) -> str:
    """Propose the level a rule holds the floor at; '' for the level of the table.

    A level that a national source gives may be raised and never lowered.
    """
    row = _rule(rule)
    if row.least_level is None:
        raise Refusal("This rule holds no level.", next_step="Choose a rule that holds one.")
    if level and (level == levels.UNKNOWN or not levels.is_level(row.framework, level)):
        raise Refusal("That is no level of this framework.", next_step="Choose one of the list.")
    if level and row.raises_by_default and levels.is_below(row.framework, level, row.least_level):
        raise Refusal(
            "A national source gives this rule its level, and it is not lowered.",
            next_step="Choose that level or a higher one.",
        )
    held = {code: one for code, one in setting("risk.levels").items() if code != rule}
    value = held | {rule: level} if level else held
    return propose_setting(code="risk.levels", value=value, reason=reason, by=by, at=at)


def add_rule(*, row: dict[str, Any], reason: str, by: Viewer, at: datetime) -> str:
    """Propose a rule of the force's own; gives the approval's reference. All faults are told together."""
    found = faults(row)
    held = list(setting("risk.own_rules"))
    if any(one["code"] == row.get("code") for one in held):
        found.append(("code", "another rule has this code: choose a new one"))
    if found:
        raise Refusal("The rule is not complete.", next_step="Mend these.", faults=tuple(found))
    kept = {k: row[k] for k in ("code", "title", "framework", "kinds", "count", "days", "level")}
    kept["since"] = london_date(at).isoformat()
    return propose_setting(code="risk.own_rules", value=[*held, kept], reason=reason, by=by, at=at)


def withdraw_rule(*, rule: str, reason: str, by: Viewer, at: datetime) -> str:
    """Propose to withdraw one of the force's own rules."""
    held = list(setting("risk.own_rules"))
    value = [one for one in held if one["code"] != rule]
    if len(value) == len(held):
        raise NotThere
    return propose_setting(code="risk.own_rules", value=value, reason=reason, by=by, at=at)
