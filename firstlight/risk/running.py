"""Work over everybody assessed: floors tried under a proposal, done again after a change, counts by group.

It is done a part at a time by the worker and taken up where it stopped; a change that comes while
floors are worked again begins the same work from the start, and makes no second one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.force.selectors import approval
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.picture.rules.values import Situation
from firstlight.picture.selectors import situations
from firstlight.risk.assessing import assess_many, settings_now
from firstlight.risk.grouping import count
from firstlight.risk.models import Assessed, Change, Run
from firstlight.risk.rules.engine import assess as work_out
from firstlight.risk.rules.reading.once import reading
from firstlight.risk.rules.rule import Settings
from firstlight.risk.trials import moves_floors

PART = 50  # people at a time


def begin_trial(*, ref: str, by: Viewer, at: datetime) -> None:
    """Begin to work out who would change under what is proposed; once a proposal."""
    asked = approval(ref)
    if asked is None or not moves_floors(asked.code) or asked.state != "waiting":
        return
    if not Run.objects.filter(what="try", about=ref).exists():
        with act("risk.trial_begun", by=by, at=at) as line:
            line.about(ref)
            _begin(line, "try", ref)


def begin_rework(*, ref: str, by: Viewer, at: datetime) -> None:
    """Begin to work everybody's floors again; work that is under way begins from the start."""
    asked = approval(ref)
    if asked is None or not moves_floors(asked.code):
        return
    with act("risk.rework_begun", by=by, at=at) as line:
        line.about(ref)
        going = Run.objects.filter(what="rework", finished_at__isnull=True).first()
        if going is None:
            _begin(line, "rework", ref)
            return
        Run.objects.filter(pk=going.pk).update(about=ref, cursor="", done=0, total=_many())
        _go_on(line, going.ref)


def begin_groups(*, by: Viewer, at: datetime) -> None:
    """Begin to count floors and grades by group, unless that is under way."""
    if not may(by, "risk.review"):
        raise NotThere
    if not Run.objects.filter(what="groups", finished_at__isnull=True).exists():
        with act("risk.groups_begun", by=by, at=at) as line:
            _begin(line, "groups", "")


def _many() -> int:
    return Assessed.objects.filter(latest=True).count()


def _begin(line: Line, what: str, about: str) -> None:
    row = Run.objects.create(
        ref=new_ref("W"), what=what, about=about, begun_at=line.at, total=_many()
    )
    _go_on(line, row.ref)


def _go_on(line: Line, ref: str) -> None:
    line.queue("risk.run", (ref,), priority=Priority.REST, key=f"risk.run:{ref}")


def run_part(*, ref: str, by: Viewer, at: datetime) -> None:
    """Do the next part of a run, and ask for the one after it."""
    row = Run.objects.filter(ref=ref, finished_at__isnull=True).first()
    if row is None:
        return
    rows = Assessed.objects.filter(latest=True, person__gt=row.cursor).order_by("person")
    persons = tuple(rows.values_list("person", flat=True)[:PART])
    changes = _tried(row, persons, at) if row.what == "try" else []
    counts = count(persons, row.counts, at) if row.what == "groups" else row.counts
    if row.what == "rework" and persons:
        assess_many(persons=persons, by=by, at=at)
    with act("risk.run_went_on", by=by, at=at) as line:
        # Where a change began it again meanwhile, what was done just now moves nothing on.
        moved = Run.objects.filter(pk=row.pk, cursor=row.cursor, done=row.done).update(
            cursor=persons[-1] if persons else row.cursor,
            done=row.done + len(persons),
            counts=counts,
            finished_at=None if persons else at,
        )
        if moved:
            Change.objects.bulk_create(changes)
        if persons or not moved:
            _go_on(line, ref)
        elif row.what == "groups":
            # Two counts side by side tell of the few who moved between them.
            Run.objects.filter(what="groups", pk__lt=row.pk).delete()


def _tried(row: Run, persons: tuple[str, ...], at: datetime) -> list[Change]:
    asked = approval(row.about)
    if asked is None:
        return []
    now, then = settings_now(), settings_now({asked.code: asked.value})
    found = situations(persons, at=at).values()
    return [one for situation in found for one in _differs(row, situation, now, then)]


def _differs(row: Run, situation: Situation, now: Settings, then: Settings) -> Iterator[Change]:
    with reading():
        before, after = work_out(situation, now), work_out(situation, then)
    child = situation.subject.may_be_child(situation.at)
    for name, floor in after.floors.items():
        if floor.level != before.level(name):
            yield Change(
                run=row, person=situation.subject.ref, framework=name, child=child,
                before=before.level(name) or "", after=floor.level or "",
            )  # fmt: skip
