"""Begin a look-back, work its shards by several processes, and finish: a killed one goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context

from firstlight.access.selectors import may
from firstlight.assurance.models import Lookback, LookbackChild, LookbackShard
from firstlight.assurance.replay.owing import owed
from firstlight.assurance.replay.worker import ready
from firstlight.assurance.replay.working import Worked, work
from firstlight.assurance.rules.lookback.outcomes import Outcome
from firstlight.assurance.rules.lookback.sweep import Period
from firstlight.audit.selectors import position
from firstlight.audit.services import act
from firstlight.duties.selectors import about
from firstlight.duties.services import open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import connected

SHARD = 400  # record versions: some seconds' work, so that little is lost with a kill
MOST = 100_000  # duties of one look-back that are told
Progress = Callable[[int], None]


def look_back(
    *,
    begins: datetime,
    ends: datetime,
    workers: int = 1,
    by: Viewer,
    at: datetime,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> str:
    """Replay what the force learnt over a period; one that was stopped goes on where it was.

    Opens a duty for each child still at high without a grade before it is finished. Gives its
    reference. Only the system's own work and who sets up sources may; refuses a period that is none.
    """
    if not (by.is_system or may(by, "sources.set")):
        raise NotThere
    ref = unfinished(begins, ends) or begin(begins=begins, ends=ends, by=by, at=at)
    total = Lookback.objects.get(ref=ref).versions
    go_on(ref, workers=workers, by=by, at=at, progress=lambda done: progress(done, total))
    return ref


def unfinished(begins: datetime, ends: datetime) -> str | None:
    """Give the look-back over a period that was begun and not finished."""
    rows = Lookback.objects.filter(begins=begins, ends=ends, finished_at__isnull=True)
    return rows.order_by("-pk").values_list("ref", flat=True).first()


def begin(*, begins: datetime, ends: datetime, by: Viewer, at: datetime) -> str:
    """Lay out a look-back over a period: which record versions are replayed together.

    Refuses a period that does not end after its begin, or ends later than now.
    """
    if not begins < ends <= at:
        raise Refusal(
            "The period must end after it begins, and not later than now.",
            next_step="Give two days of the past, the earlier first.",
        )
    until = position()
    shards = _packed(connected(until))
    with act("assurance.lookback_begun", by=by, at=at) as line:
        row = Lookback.objects.create(
            ref=new_ref("LB"), begins=begins, ends=ends, at=at, known_seq=until, by=by.ref,
            versions=sum(map(len, shards)),
        )  # fmt: skip
        LookbackShard.objects.bulk_create(
            [
                LookbackShard(lookback=row, number=number, versions=versions)
                for number, versions in enumerate(shards)
            ],
            batch_size=200,
        )
        line.about(row.ref)
        return row.ref


def _packed(sets: list[list[int]]) -> list[list[int]]:
    """Put small sets of connected records together; the largest come first, for no worker to wait long."""
    shards: list[list[int]] = []
    for versions in sorted(sets, key=len, reverse=True):
        if shards and len(shards[-1]) + len(versions) <= SHARD:
            shards[-1] += versions
        else:
            shards.append(list(versions))
    return shards


def go_on(
    ref: str, *, workers: int, by: Viewer, at: datetime, progress: Progress = lambda _: None
) -> None:
    """Work what is left of a look-back; at its end open the duties owed, and only then call it finished."""
    row = Lookback.objects.get(ref=ref)
    period, done = Period(row.begins, row.ends), 0
    for shard in row.shards.filter(done=True):
        done += len(shard.versions)
    progress(done)
    left = list(row.shards.filter(done=False).order_by("number").values_list("pk", flat=True))
    for worked in _worked(left, workers, period):
        _keep(row, worked, by, at)
        done += worked.versions
        progress(done)
    _finish(row, by, at)


def _worked(shards: list[int], workers: int, period: Period) -> Iterator[Worked]:
    if workers <= 1 or len(shards) <= 1:
        yield from (work(shard, period) for shard in shards)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=ready) as pool:
        waiting = [pool.submit(work, shard, period) for shard in shards]
        for one in waiting:
            yield one.result()


def _keep(row: Lookback, worked: Worked, by: Viewer, at: datetime) -> None:
    with act("assurance.lookback_replayed", by=by, at=at) as line:
        LookbackChild.objects.bulk_create(
            [_child(row, anchor, one) for anchor, one in worked.children], batch_size=200
        )
        LookbackShard.objects.filter(pk=worked.shard).update(done=True)
        line.about(row.ref)
        line.say(children=len(worked.children))


def _iso(moments: Iterable[datetime | None]) -> list[str | None]:
    return [moment.isoformat() if moment else None for moment in moments]


def _child(row: Lookback, anchor: str, one: Outcome) -> LookbackChild:
    graded = one.graded
    return LookbackChild(
        lookback=row, anchor=anchor, first_high_at=one.first_high_at, framework=one.framework,
        record=one.record, already=one.already, graded_at=graded.at if graded else None,
        grade_record=graded.record if graded else "", person_alone=one.person_alone,
        spans=[_iso(span) for span in one.spans], rises=_iso(one.rises),
        opportunities=[[c.at.isoformat(), c.record, c.kind, c.department] for c in one.opportunities],
    )  # fmt: skip


def _finish(row: Lookback, by: Viewer, at: datetime) -> None:
    """Open a duty for each child whom nobody graded at high; then let the page be drawn."""
    graded = row.told.filter(graded_at__isnull=False).values_list("anchor", flat=True)
    for anchor, because in owed(at, graded=graded):
        open_duty(
            clock="LOOKBACK_HIGH", about=(row.ref,), people=(anchor,), told_at=at,
            because=because,
            key=f"{row.ref}:{anchor}", by=by, at=at,
        )  # fmt: skip
    opened = [duty.ref for duty in about(row.ref, by, at, limit=MOST)]
    with act("assurance.lookback_finished", by=by, at=at) as line:
        row.duties, row.owed = opened, len(opened)
        row.children, row.finished_at = row.told.count(), at
        row.save()
        line.about(row.ref)
        line.say(children=row.children, owed=row.owed)
