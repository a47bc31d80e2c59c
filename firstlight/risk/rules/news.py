"""What happened since somebody graded that is material: a finding, the floor, a new adult or place.

Another record that says the same, a count that went up and time that went by are no news.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from firstlight.kernel.values.answer import Answer
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Floor, Found


def _answers(floor: Floor) -> dict[str, Found]:
    """Give each rule's answer that is not no, by rule; a gap counts where it could hold a level."""
    open_ = [one for one in floor.unknowns if one.level or one.would_be]
    return {one.rule: one for one in (*floor.findings, *open_)}


def news(before: Floor, after: Floor, on: date) -> tuple[str, ...]:
    """Say what differs between two floors of one framework, the level first."""
    lines = []
    if before.level != after.level:
        was, now = (_word(after.framework, one.level, on) for one in (before, after))
        lines.append(f"The floor was {was} and is {now}.")
    then, since = _answers(before), _answers(after)
    for code in (*since, *(gone for gone in then if gone not in since)):
        line = _line(then.get(code), since.get(code))
        if line:
            lines.append(line)
    return tuple(lines)


def _word(framework: str, level: str | None, on: date) -> str:
    return levels.word(framework, level, on).lower() if level else "held by no rule"


def _line(was: Found | None, now: Found | None) -> str:
    if now is None:
        return f"No longer found: {was.title}." if was else ""
    if was is not None and was.finding.answer is now.finding.answer:
        return ""
    if now.finding.answer is Answer.YES:
        return f"New: {now.title}."
    return f"Not known any more: {now.title}." if was else f"Now an open question: {now.title}."


def new_near(
    before: Collection[str], after: Collection[str], *, one: str, several: str
) -> tuple[str, ...]:
    """Say how many are near now who were not then."""
    many = len(set(after) - set(before))
    if not many:
        return ()
    return (f"{one} since." if many == 1 else f"{many} {several} since.",)
