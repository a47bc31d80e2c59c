"""Assess a situation: run every rule in force, raise floors, never lower them.

Protective facts, grades and silence have no way in: a floor is the highest level that some rule
holds, and no rule holds a level down. A rule that would say yes only if a `may be` link were so
says that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

from firstlight.kernel.values.answer import Answer, Finding, unknown
from firstlight.kernel.values.when import LONDON, birthday, london_date
from firstlight.picture.rules.values import PersonPicture, RecordView, Situation
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Ask, Assessment, Floor, Found, Opening
from firstlight.risk.rules.fading import fresh_until, level_held
from firstlight.risk.rules.reading.near import is_child_then
from firstlight.risk.rules.reading.once import once, reading
from firstlight.risk.rules.reading.spans import everybody
from firstlight.risk.rules.rule import Rule, Settings
from firstlight.risk.rules.supposing import suppose
from firstlight.risk.rules.table import RULES
from firstlight.risk.rules.to_read import to_read

ADULT = 18
ASKED = 2


def _if_same(finding: Finding) -> Finding:
    because = f"If the records that may be about the same people are: {finding.because}"
    return unknown(because, *finding.evidence, asks="Are the people in these records the same?")


def _answer(
    rule: Rule, situation: Situation, supposed: Situation | None, settings: Settings
) -> tuple[Finding, bool]:
    """Give the rule's finding, and whether it rests on `may be` links."""
    finding = rule.condition(situation, settings)
    # A gap that already counts as yes holds its level: a doubt about more must not take it away.
    counts = finding.answer is Answer.UNKNOWN and rule.unknown_counts
    if finding.answer is Answer.YES or counts or supposed is None:
        return finding, False
    further = rule.condition(supposed, settings)
    if further.answer is Answer.YES:
        return _if_same(further), True
    if further.answer is Answer.UNKNOWN and finding.answer is Answer.NO:
        return further, True
    return finding, False


def _was_child(subject: PersonPicture, finding: Finding, records: dict[str, RecordView]) -> bool:
    moments = [records[ref].moment for ref in finding.evidence if ref in records]
    return any(subject.may_be_child(moment) for moment in moments)


def _found(
    rule: Rule,
    situation: Situation,
    supposed: Situation | None,
    settings: Settings,
    records: dict[str, RecordView],
) -> Found | None:
    """Give what a rule found, None where its answer is no: that holds no floor and asks nothing."""
    finding, if_same = _answer(rule, situation, supposed, settings)
    if finding.answer is Answer.NO:
        return None
    counts = finding.answer is Answer.YES or (rule.unknown_counts and not if_same)
    until = fresh_until(rule, finding, records, settings)
    level = level_held(rule, settings, until, situation.at)
    subject = situation.subject
    grown = not is_child_then(subject, situation.at)
    return Found(
        rule=rule.code,
        version=rule.version,
        framework=rule.framework,
        title=rule.title,
        finding=finding,
        level=level if counts else None,
        would_be=None if counts else level,
        adult_now=grown and _was_child(subject, finding, records),
        if_same=if_same,
        fresh_until=until,
    )


def _by_weight(found: Iterable[Found], framework: str) -> tuple[Found, ...]:
    def weight(one: Found) -> int:
        level = one.level or one.would_be
        return -levels.rank(framework, level) if level else 1

    return tuple(sorted(found, key=weight))


def _floor(framework: str, found: list[Found]) -> Floor:
    mine = [one for one in found if one.framework == framework]
    held = (one.level for one in mine if one.level)
    sure = (one for one in mine if one.finding.answer is Answer.YES)
    open_ = (one for one in mine if one.finding.answer is Answer.UNKNOWN)
    return Floor(
        framework,
        levels.highest(framework, held),
        _by_weight(sure, framework),
        _by_weight(open_, framework),
    )


def _asks(floors: dict[str, Floor], rules: dict[str, Rule]) -> tuple[Ask, ...]:
    """Give the questions whose answer would matter most: what could raise a floor comes first."""

    def matters(one: Found) -> tuple[bool, bool, bool]:
        floor = floors[one.framework].level
        rises = one.would_be is not None and (
            floor is None or levels.is_below(one.framework, floor, one.would_be)
        )
        top = rises and levels.is_top(one.framework, one.would_be or "")
        return (not top, not rises, not rules[one.rule].opens)

    unknowns = [one for floor in floors.values() for one in floor.unknowns if one.finding.asks]
    chosen: dict[str, Ask] = {}
    for one in sorted(unknowns, key=matters):
        question = one.finding.asks
        chosen.setdefault(question, Ask(question, one.framework, one.rule, one.would_be))
    return tuple(chosen.values())[:ASKED]


def _opening(clock: str, rule: str, finding: Finding, record: RecordView) -> Opening:
    told = record.told_at or record.recorded_at
    return Opening(
        clock, rule, finding.because, told, f"{rule}:{clock}:{record.ref}", finding.evidence
    )


def _opens(
    found: Iterable[Found], rules: dict[str, Rule], records: dict[str, RecordView]
) -> Iterator[Opening]:
    """Give the duties to open; a record older than its source's live date opens none."""
    for one in found:
        rule = rules[one.rule]
        yes_or_counts = one.finding.answer is Answer.YES or (
            rule.unknown_counts and one.finding.answer is Answer.UNKNOWN and not one.if_same
        )
        if not yes_or_counts:
            continue
        evidence = [records[ref] for ref in one.finding.evidence if ref in records]
        newest = sorted(evidence, key=lambda record: record.order, reverse=True)
        for record in newest if rule.each else newest[:1]:
            if not record.before_live:
                yield from (_opening(clock, rule.code, one.finding, record) for clock in rule.opens)


def _by_level(
    floors: dict[str, Floor], situation: Situation, records: dict[str, RecordView]
) -> Iterator[Opening]:
    """Give the duties that the height of a floor opens by itself."""
    child = situation.subject.may_be_child(situation.at)
    for framework, floor in floors.items():
        for clock in levels.opened_by_level(framework, floor.level or "", child=child):
            reason = next(
                one for one in floor.findings + floor.unknowns if one.level == floor.level
            )
            evidence = [records[ref] for ref in reason.finding.evidence if ref in records]
            newest = max(evidence, key=lambda record: record.order, default=None)
            if newest is not None and not newest.before_live:
                yield _opening(clock, reason.rule, reason.finding, newest)


@once
def birthdays(picture: PersonPicture, years: int) -> tuple[datetime, ...]:
    """Give the moments (UTC) at which somebody may reach an age, by every birth date told."""
    days = {picture.born_on, *(day for day, _ in picture.births)}
    reached = (birthday(day, years) for day in days if day is not None)
    return tuple(datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC) for day in reached)


def _changes_at(situation: Situation, rules: Iterable[Rule], settings: Settings) -> datetime | None:
    asked = dict.fromkeys(rule.moments for rule in rules)  # several rules share one window
    moments = [moment for moments_of in asked for moment in moments_of(situation, settings)]
    moments += [moment for one in everybody(situation) for moment in birthdays(one, ADULT)]
    return min((moment for moment in moments if moment > situation.at), default=None)


@once
def records_read(situation: Situation) -> dict[str, RecordView]:
    """Give every record the rules may read, by reference."""
    found: dict[str, RecordView] = {}
    for one in everybody(situation):
        found.update((record.ref, record) for record in (*one.may_be, *one.records))
    return found


def assess(situation: Situation, settings: Settings, rules: tuple[Rule, ...] = RULES) -> Assessment:
    """Work out every framework's floor, with reasons, as at the situation's own moment."""
    with reading():
        return _assess(situation, settings, rules)


def _assess(situation: Situation, settings: Settings, rules: tuple[Rule, ...]) -> Assessment:
    on = london_date(situation.at)
    active = [
        rule for rule in (*rules, *settings.own) if rule.in_force(on) and rule.is_on(settings)
    ]
    by_code = {rule.code: rule for rule in active}
    records = records_read(situation)
    supposed = suppose(situation)
    answered = (_found(rule, situation, supposed, settings, records) for rule in active)
    found = [one for one in answered if one is not None]
    floors = {name: _floor(name, found) for name in levels.FRAMEWORKS}
    opened = (*_opens(found, by_code, records), *_by_level(floors, situation, records))
    moments = [_changes_at(one, active, settings) for one in (situation, supposed) if one]
    moments += [
        one.fresh_until for one in found if one.fresh_until and one.fresh_until > situation.at
    ]
    return Assessment(
        subject=situation.subject.ref,
        at=situation.at,
        floors=floors,
        asks=_asks(floors, by_code),
        opens=tuple({one.key: one for one in opened}.values()),
        changes_at=min((moment for moment in moments if moment), default=None),
        to_read=to_read(situation),
    )
