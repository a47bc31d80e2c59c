"""A rule as a row: its question, what a yes does, its source and dates; and a force's switches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from firstlight.kernel.values.answer import Finding
from firstlight.picture.rules.values import Situation
from firstlight.risk.rules.sources import WEAK, Source

_EMPTY: Mapping[str, Any] = MappingProxyType({})
# Which number of a rule each of the force's settings holds.
NUMBERS: Mapping[str, str] = MappingProxyType({
    "statements.lapse_days": "lapse_days",
    "risk.visible_high_risk": "MARAC_VHR.least",
    "risk.escalation": "MARAC_ESC.least",
    "risk.systems": "CUM_SYSTEMS.least",
    "risk.greens": "PPN_3GREEN.least",
    "risk.abuse_fresh_days": "domestic.fresh_days",
    "risk.exploitation_fresh_days": "exploitation.fresh_days",
    "risk.online_fresh_days": "online.fresh_days",
    "risk.harm_fresh_days": "cumulative.fresh_days",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What a force has chosen: rules switched on by an approved decision, and values.

    `switched_off` works only on rules whose source is secondary, local or unconfirmed: a rule
    read in law or national practice cannot be switched off. `values` may hold
    `<rule code>.level`, which replaces that rule's least level. `<rule code>.least` is the
    number from which it says yes, `<framework>.fresh_days` for how many days an event holds its
    level whole. `own` are the force's own rules.
    """

    switched_on: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)
    switched_off: frozenset[str] = frozenset()
    own: tuple[Rule, ...] = ()

    def number(self, name: str, default: int) -> int:
        """Give a number the force has set, or the one of the rule's own table."""
        return int(self.values.get(name, default))


Condition = Callable[[Situation, Settings], Finding]
Moments = Callable[[Situation, Settings], Iterable[datetime]]


def never(_situation: Situation, _settings: Settings) -> tuple[datetime, ...]:
    """Give no moments: time alone does not change the answer."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a pure condition with its source.

    `least_level` is the level below which a yes does not let the working level fall; `opens`
    are the clock codes of the duties a yes opens. `cite` is the source of the rule and its
    duties, `level_cite` of the level where that is another one: a level whose source is local
    or unconfirmed applies only where the force has switched the rule on. `moments` gives when
    time alone could change the answer. `unknown_counts`: not known opens what yes would.
    `each`: every record of the evidence opens a duty of its own, not only the newest.
    `fresh_days`: so long after its newest record a yes holds the level whole, then one level
    less until the window of the rule itself ends; None holds it whole throughout.
    """

    code: str
    framework: str
    title: str
    question: str
    condition: Condition
    cite: Source
    least_level: str | None = None
    level_cite: Source | None = None
    opens: tuple[str, ...] = ()
    moments: Moments = never
    in_force_from: date = date(2017, 1, 1)
    in_force_to: date | None = None
    version: int = 1
    on_by_default: bool = True
    unknown_counts: bool = False
    each: bool = False
    fresh_days: int | None = None
    jurisdiction: str = "EW"

    @property
    def source(self) -> str:
        """Name the source."""
        return self.cite.title

    @property
    def source_url(self) -> str:
        """Give the source's address."""
        return self.cite.url

    @property
    def tag(self) -> str:
        """Tell how well the source of the rule was read: P, M, S, L or UNCONFIRMED."""
        return self.cite.tag

    @property
    def level_tag(self) -> str:
        """Tell how well the source of the level was read; empty where the rule raises none."""
        if self.least_level is None:
            return ""
        return (self.level_cite or self.cite).tag

    @property
    def raises_by_default(self) -> bool:
        """Tell whether the level applies unasked: never for a local or unconfirmed one."""
        return self.least_level is not None and self.level_tag not in WEAK

    @property
    def may_go(self) -> bool:
        """Tell whether a force may switch the rule off: never one read in law or national practice."""
        return self.tag not in {"P", "M"}

    def days_fresh(self, settings: Settings) -> int | None:
        """Give for how many days after its newest record a yes holds the level whole; None: throughout."""
        if self.fresh_days is None:
            return None
        return settings.number(f"{self.framework}.fresh_days", self.fresh_days)

    def in_force(self, on: date) -> bool:
        """Tell whether the rule is in force on a day; the last day is not."""
        return self.in_force_from <= on and (self.in_force_to is None or on < self.in_force_to)

    def is_on(self, settings: Settings) -> bool:
        """Tell whether the force runs this rule at all."""
        if self.code in settings.switched_on:
            return True
        return self.on_by_default and not (self.may_go and self.code in settings.switched_off)

    def level(self, settings: Settings) -> str | None:
        """Give the level a yes holds the floor at under these settings, or None."""
        if self.least_level is None:
            return None
        if not (self.raises_by_default or self.code in settings.switched_on):
            return None
        chosen: str = settings.values.get(f"{self.code}.level", self.least_level)
        return chosen
