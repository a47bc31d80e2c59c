"""A morning's work on notices: the list at six, owners by seven, the force incident manager at half past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from firstlight.audit.selectors import due_moment
from firstlight.audit.services import Line, act
from firstlight.delivery.services import alert
from firstlight.duties.selectors import taken_up
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import day_ends, london_date
from firstlight.sharing.models import Morning, Notice
from firstlight.sharing.rules.mornings import STAGES, next_moment, stage_at

SYSTEM = system_viewer("sharing")
_KEY = "sharing.encompass_morning"


def begin_mornings(line: Line) -> None:
    """See that the next step of a morning is asked for, whatever was missed before."""
    held = due_moment(_KEY)
    if held is None or held < line.at:
        line.due(_KEY, next_moment(line.at), _KEY)


def morning(at: datetime) -> None:
    """Do the step of the morning that has begun, once a day; ask for the next one.

    A step missed while nothing ran is done when something runs again, on the same day.
    """
    stage, day = stage_at(at), london_date(at)
    with act("sharing.encompass_morning", by=SYSTEM, at=at) as line:
        line.due(_KEY, next_moment(at), _KEY)
        if stage is None or Morning.objects.filter(day=day, stage=stage.code).exists():
            return
        drafts = Notice.objects.filter(state="draft")
        today = drafts.filter(due_at__lte=day_ends(day))
        waiting = (drafts if stage.code == "list" else today).count()
        unowned = _unowned(today)
        Morning.objects.create(
            day=day, stage=stage.code, at=at, waiting=waiting, unowned=unowned, known_seq=line.seq
        )
        _tell(line, stage.code, waiting, unowned)


def _unowned(rows: QuerySet[Notice]) -> int:
    duties = [ref for ref in rows.values_list("duty", flat=True) if ref]
    return len(set(duties) - taken_up(duties))


def _tell(line: Line, stage: str, waiting: int, unowned: int) -> None:
    """Tell the desk of its list, the hub of what nobody has taken, the manager of what is not gone."""
    told = {
        "list": (waiting, "post:encompass_desk", f"Notices to schools wait: {waiting}", "medium"),
        "owner": (unowned, "post:hub_duty", f"Notices to schools without an owner: {unowned}", "high"),
        "fim": (waiting, "post:fim", f"Notices to schools not released, due today: {waiting}", "urgent"),
    }[stage]  # fmt: skip
    number, to, title, level = told
    if number:
        alert(line, to=(to,), title=title, url="/encompass", level=level, about=())


@dataclass(frozen=True, slots=True)
class MorningStep:
    """A step of a morning as pages tell it."""

    said: str
    at: datetime
    waiting: int
    unowned: int


def mornings(at: datetime) -> tuple[MorningStep, ...]:
    """Give what this morning's steps found, in order."""
    said = {one.code: one.said for one in STAGES}
    rows = Morning.objects.filter(Q(day=london_date(at)), at__gt=at - timedelta(days=1))
    return tuple(
        MorningStep(said[r.stage], r.at, r.waiting, r.unowned) for r in rows.order_by("at")
    )
