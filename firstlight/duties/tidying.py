"""What a split or a join leaves asked twice, or asked of a child it is no longer about."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from firstlight.duties.models import Duty
from firstlight.duties.seeing import appearances_of
from firstlight.duties.services import close
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import partings_of
from firstlight.risk.rules import levels
from firstlight.risk.selectors import assessment, grades_of

BY = system_viewer("duties")
# Asked of whoever stands at the top of a floor; with it gone by a split, there is nothing to ask.
_OF_THE_TOP = frozenset({"GRADE_NEEDED", "SHARE_DECIDE"})


def tidy(person: str, at: datetime) -> None:
    """Ask once what two records that are one child's now both ask; end what a split took the ground of.

    Nothing ends because a floor fell by time or silence: only where a person parted what held it.
    """
    kept: dict[tuple[str, str], str] = {}
    for duty in _from_floors(person):
        what = (duty.clock, _framework(duty))
        if what in kept:
            close(duty.ref, f"Asked already by {kept[what]}", (kept[what],), BY, at)
        elif duty.clock not in _OF_THE_TOP or not _groundless(duty, person, at):
            kept[what] = duty.ref


def _from_floors(person: str) -> list[Duty]:
    mine = {person, *appearances_of({person})}
    opened = Q(key__startswith="M-") | Q(key__startswith="share:M-")
    rows = Duty.objects.filter(opened, links__ref__in=mine).exclude(state="closed")
    return list(rows.distinct().order_by("pk"))


def _framework(duty: Duty) -> str:
    """Give the framework that a duty asks a grade in; a decision on sharing is one for all."""
    return duty.key.split(":")[2] if duty.clock == "GRADE_NEEDED" else ""


def _groundless(duty: Duty, person: str, at: datetime) -> bool:
    """Close what asks about a top that a split took away, or for a grade that is there."""
    framework = _framework(duty)
    stand = (one for one in grades_of(person) if one.state == "standing")
    given = [one for one in stand if framework and one.framework == framework]
    if given:
        close(duty.ref, "graded", (given[0].record,), BY, at)
        return True
    parted = [one.ref for one in partings_of(person) if one.at >= duty.opened_at]
    found = assessment(person, BY)
    held = {name: floor.level for name, floor in found.floors.items()} if found else {}
    tops = [name for name, level in held.items() if level and levels.is_top(name, level)]
    if not parted or (framework in tops if framework else tops):
        return False
    close(duty.ref, "A link was removed: this is not asked of this child", (parted[0],), BY, at)
    return True
