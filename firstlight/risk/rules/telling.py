"""Say an assessment in sentences that name no person and never reassure."""

from __future__ import annotations

from datetime import date, datetime

from firstlight.kernel.values.when import said
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment, Floor, Found

NOTHING = "No rule holds a level here. That is not to say that there is no risk."


def _reason(found: Found) -> str:
    """Say one finding, its sentence ended once, with what must be read with it."""
    parts = [found.finding.because]
    if found.adult_now:
        parts.append("This was in childhood; the person is an adult now.")
    if found.finding.also:
        parts.append(found.finding.also)
    return " ".join(parts)


def floor_sentence(floor: Floor, on: date) -> str:
    """Say a floor: `High, at least, because: ...`; unknowns that hold it count as reasons."""
    if floor.level is None:
        return f"{levels.TITLES[floor.framework]}: {NOTHING}"
    holding = [one for one in floor.findings + floor.unknowns if one.level == floor.level]
    word = levels.word(floor.framework, floor.level, on)
    reasons = " ".join(_reason(one) for one in holding)
    return f"{levels.TITLES[floor.framework]}: {word}, at least, because: {reasons}"


def other_findings(floor: Floor) -> tuple[str, ...]:
    """Say the findings that hold no level or a lesser one."""
    return tuple(
        _reason(one) for one in floor.findings if one.level is None or one.level != floor.level
    )


def unknown_sentences(floor: Floor, on: date) -> tuple[str, ...]:
    """Say what is not known, what it could mean, and the question that would settle it."""
    lines = []
    for one in floor.unknowns:
        line = _reason(one)
        if one.would_be:
            word = levels.word(floor.framework, one.would_be, on).lower()
            line += f" If so: {word}, at least."
        lines.append(f"{line} Ask: {one.finding.asks}" if one.finding.asks else line)
    return tuple(lines)


def ask_sentences(assessment: Assessment) -> tuple[str, ...]:
    """Say the questions to ask first."""
    return tuple(one.question for one in assessment.asks)


def changes_sentence(assessment: Assessment) -> str:
    """Say when the answer could differ by time alone."""
    if assessment.changes_at is None:
        return "Time alone will not change this."
    return f"With the same records, this could next change at {said(assessment.changes_at)}."


def fall_reasons(before: Assessment, after: Assessment) -> dict[str, tuple[str, ...]]:
    """Say, for each floor that fell, which findings no longer hold it there, as at the later moment.

    A floor never falls in silence: what held it before and does not now is the stated reason.
    """
    told: dict[str, tuple[str, ...]] = {}
    for name, old in before.floors.items():
        new = after.floors[name]
        fell = old.level is not None and (
            new.level is None or levels.is_below(name, new.level, old.level)
        )
        if fell:
            still = {one.rule: one for one in new.findings + new.unknowns if one.level}
            held = [one for one in old.findings + old.unknowns if one.level]
            lines = (_no_longer(one, still.get(one.rule), after.at) for one in held)
            told[name] = tuple(line for line in lines if line)
    return told


def _no_longer(before: Found, after: Found | None, at: datetime) -> str:
    """Say why a finding holds its level no more: it is not so now, or nothing newer was told in time."""
    if after is None:
        return f"{before.title}: no longer so at {said(at)}."
    if before.level is None or after.level is None:
        return ""
    if levels.is_below(after.framework, after.level, before.level) and after.fresh_until:
        word = levels.word(after.framework, after.level, after.fresh_until.date()).lower()
        return f"{before.title}: nothing newer by {said(after.fresh_until)}; it holds {word} since."
    return ""
