"""How high the floors stand and until when: what a look-back asks a great many times.

The same rules as an assessment, without its sentences, questions and duties, and without what
would be found if a `may be` link were so: none of these can hold a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.answer import Answer, Finding
from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.values import Situation
from firstlight.risk.rules import levels
from firstlight.risk.rules.engine import ADULT, birthdays, records_read
from firstlight.risk.rules.fading import fresh_until, level_held
from firstlight.risk.rules.frameworks import protection
from firstlight.risk.rules.reading import episodes
from firstlight.risk.rules.reading.once import reading
from firstlight.risk.rules.reading.spans import everybody
from firstlight.risk.rules.rule import Rule, Settings
from firstlight.risk.rules.table import RULES


@dataclass(frozen=True, slots=True)
class Heights:
    """The level of each framework that has one, and the next moment (UTC) at which time could move it."""

    levels: dict[str, str]
    changes_at: datetime | None


def raising(settings: Settings, rules: Iterable[Rule] = RULES) -> tuple[Rule, ...]:
    """Give the rules that can hold a level under these settings: no other moves a floor."""
    every = (*rules, *settings.own)
    return tuple(rule for rule in every if rule.is_on(settings) and rule.level(settings))


def heights(situation: Situation, settings: Settings, rules: tuple[Rule, ...]) -> Heights:
    """Work out how high each floor stands; the same levels as an assessment would give."""
    found: dict[str, str] = {}
    holding: list[Rule] = []
    fading: list[datetime] = []
    on = london_date(situation.at)
    with reading():
        for rule in rules:
            finding = rule.condition(situation, settings) if rule.in_force(on) else None
            if finding is None or not _counts(rule, finding):
                continue
            holding.append(rule)
            until = _fresh_until(rule, finding, situation, settings)
            level = level_held(rule, settings, until, situation.at)
            if level is None:
                continue
            fading += [until] if until else []
            held = found.get(rule.framework)
            if held is None or levels.is_below(rule.framework, held, level):
                found[rule.framework] = level
        moments = [*_rises(situation, settings), *fading]
        moments += [moment for rule in holding for moment in rule.moments(situation, settings)]
        if holding:
            moments += [m for one in everybody(situation) for m in birthdays(one, ADULT)]
    return Heights(found, min((m for m in moments if m > situation.at), default=None))


def _fresh_until(
    rule: Rule, finding: Finding, situation: Situation, settings: Settings
) -> datetime | None:
    if rule.fresh_days is None:
        return None
    return fresh_until(rule, finding, records_read(situation), settings)


def _counts(rule: Rule, finding: Finding) -> bool:
    answer = finding.answer
    return answer is Answer.YES or (rule.unknown_counts and answer is Answer.UNKNOWN)


def _rises(situation: Situation, settings: Settings) -> Iterator[datetime]:
    """Give when time alone could raise a floor: a contact falls due, or a protection begins.

    Every other moment of a rule is of something that ends, and matters only while that rule holds
    a level.
    """
    yield from episodes.contact_times(situation.subject)
    yield from protection.moments(situation, settings)
