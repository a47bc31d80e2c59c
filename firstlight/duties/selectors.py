"""Reads of duties, each asked by a viewer, and of the rota."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from firstlight.access.selectors import may, sight
from firstlight.delivery.selectors import AlertSeen, unread
from firstlight.duties.models import Duty, DutyAbout, DutyStep
from firstlight.duties.rota import (
    empty_posts,
    everybody_on_duty,
    holders,
    on_duty,
    posts_held,
    shifts,
    staffed,
)
from firstlight.duties.rules.clocks import CLOCKS, NOW
from firstlight.duties.rules.posts import ladder
from firstlight.duties.rules.posts import title_of as post_title
from firstlight.duties.rules.queues import title_of as queue_title
from firstlight.duties.rules.steps import STATES, Step, buttons
from firstlight.duties.seeing import appearances_of, persons_of, visible
from firstlight.force.selectors import held
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer

__all__ = [
    "Board",
    "Counts",
    "DutyFull",
    "DutyRow",
    "StepSeen",
    "about",
    "board",
    "clock_set_by",
    "counts",
    "duty",
    "empty_posts",
    "everybody_on_duty",
    "holders",
    "mine",
    "on_duty",
    "posts_held",
    "shifts",
    "staffed",
    "told",
]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty in a list. `people` are the persons concerned now; their names are asked elsewhere.

    `told` is the post silence has climbed to; `empty` says that nobody holds `post` now.
    `set_by_nobody` says that no named officer has set this clock's hours.
    """

    ref: str
    clock: str
    title: str
    because: str
    queue: str
    queue_title: str
    post: str
    post_title: str
    offered_to: str
    offered_title: str
    told: str
    told_title: str
    empty: bool
    level: str
    framework: str
    urgency: int
    state: str
    state_said: str
    told_at: datetime
    opened_at: datetime
    due_at: datetime | None
    late: bool
    acknowledged_by: str
    acknowledged_at: datetime | None
    closed_at: datetime | None
    about: tuple[str, ...]
    people: tuple[str, ...]
    restricted: bool
    set_by_nobody: bool


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One row of a duty's history."""

    step: str
    post: str
    post_title: str
    channel: str
    at: datetime
    by: str
    said: str


@dataclass(frozen=True, slots=True)
class DutyFull:
    """A duty with its history, and what this viewer can press now."""

    row: DutyRow
    starts: str
    source: str
    tag: str
    outcome: str
    evidence: tuple[str, ...]
    closed_by: str
    climbs_at: datetime | None
    steps: tuple[StepSeen, ...]
    buttons: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties are open, and how they stand; of what this viewer may know of."""

    open: int = 0
    now: int = 0
    late: int = 0
    unacknowledged: int = 0
    unaccepted: int = 0
    unowned: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """One page of open duties, the counts over all of them, and posts that are empty."""

    rows: tuple[DutyRow, ...]
    total: int
    counts: Counts
    empty: tuple[str, ...]


def told(viewer: Viewer, at: datetime) -> tuple[AlertSeen, ...]:
    """Give the viewer's unread alerts, less those about a duty they may not know of now."""
    found = unread(viewer, at)
    refs = {ref for one in found for ref in one.about if ref.startswith("D-")}
    known = set(visible(viewer).filter(ref__in=refs).values_list("ref", flat=True))
    return tuple(one for one in found if not (refs & set(one.about)) - known)


def clock_set_by(code: str) -> str:
    """Give who set a clock's hours; empty where nobody did and somebody must."""
    row = CLOCKS[code]
    if not row.unconfirmed:
        return row.source
    return held(row.limit.setting).set_by if row.limit.setting else ""


def _rows(duties: Iterable[Duty], viewer: Viewer, at: datetime) -> tuple[DutyRow, ...]:
    rows = tuple(duties)
    links: dict[int, list[DutyAbout]] = defaultdict(list)
    for link in DutyAbout.objects.filter(duty__in=rows).order_by("id"):
        links[link.duty_id].append(link)
    persons = persons_of({x.ref for many in links.values() for x in many if x.concerns})
    shut = sight(viewer).restricted
    nobody = {code for code in {row.clock for row in rows} if not clock_set_by(code)}
    on = staffed(at)
    return tuple(
        _row(one, links[one.pk], persons, at, shut=shut, unset=one.clock in nobody,
             empty=one.post not in on)
        for one in rows
    )  # fmt: skip


def _row(
    one: Duty,
    links: list[DutyAbout],
    persons: dict[str, str],
    at: datetime,
    *,
    shut: frozenset[str],
    unset: bool,
    empty: bool,
) -> DutyRow:
    clock = CLOCKS[one.clock]
    people = dict.fromkeys(persons.get(x.ref, x.ref) for x in links if x.concerns)
    closed_off = bool(shut & {*people, *(x.ref for x in links)})
    rungs = ladder(one.asked)
    told = rungs[min(one.rung, len(rungs) - 1)]
    offered = one.offered_to if one.asked == one.offered_to else ""
    return DutyRow(
        ref=one.ref, clock=one.clock, title=clock.title,
        because="Restricted: open with a reason." if closed_off else one.because,
        queue=one.queue, queue_title=queue_title(one.queue),
        post=one.post, post_title=post_title(one.post), offered_to=offered,
        offered_title=post_title(offered) if offered else "", told=told, told_title=post_title(told),
        empty=empty, level=one.level, framework=clock.framework, urgency=one.urgency,
        state=one.state, state_said=STATES[one.state],
        told_at=one.told_at, opened_at=one.opened_at, due_at=one.due_at,
        late=one.state != "closed" and one.due_at is not None and one.due_at < at,
        acknowledged_by=one.acknowledged_by, acknowledged_at=one.acknowledged_at,
        closed_at=one.closed_at, about=tuple(x.ref for x in links if not x.concerns),
        people=() if closed_off else tuple(people), restricted=closed_off, set_by_nobody=unset,
    )  # fmt: skip


def _open(viewer: Viewer) -> QuerySet[Duty]:
    return visible(viewer).exclude(state="closed")


def _ordered(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Order by danger, then time."""
    return rows.order_by("urgency", "due_at", "id")


def mine(viewer: Viewer, at: datetime, *, limit: int = 200) -> tuple[DutyRow, ...]:
    """Give what the viewer's posts hold or were told of by silence, the most dangerous first."""
    told = Q(post__in=viewer.posts) | Q(pk__in=_custody(viewer))
    told |= Q(offered_to__in=viewer.posts, state="waiting")
    for post in viewer.posts:
        told |= Q(pk__in=_climbed_to(post))
    return _rows(_ordered(_open(viewer).filter(told))[:limit], viewer, at)


def _custody(viewer: Viewer) -> list[int]:
    me = {f"user:{viewer.ref}", *(f"post:{post}" for post in viewer.posts)}
    rows = Duty.objects.exclude(state="closed").exclude(custodians=[])
    return [pk for pk, who in rows.values_list("pk", "custodians") if me & set(who)]


def _climbed_to(post: str) -> QuerySet[Duty, int]:
    silent = Duty.objects.filter(state__in=("waiting", "unaccepted"), rung__gt=0)
    reached = silent.filter(steps__post=post, steps__step="told")
    return reached.values_list("pk", flat=True)


def board(
    viewer: Viewer,
    at: datetime,
    *,
    post: str = "",
    queue: str = "",
    show: str = "",
    skip: int = 0,
    limit: int = 50,
) -> Board:
    """Give open duties, most dangerous first, then by time; and the counts over all of them.

    `show` is "" or one of now, late, unacknowledged, unaccepted, unowned. NotThere for whoever may
    not see the board.
    """
    if not may(viewer, "duties.board"):
        raise NotThere
    rows = _open(viewer)
    wanted = rows.filter(**({"post": post} if post else {}), **({"queue": queue} if queue else {}))
    if show in _SHOWN:
        wanted = wanted.filter(_shown(show, at))
    page = _ordered(wanted)[skip : skip + limit]
    return Board(_rows(page, viewer, at), wanted.count(), _counted(rows, at), empty_posts(at))


_SHOWN = ("now", "late", "unacknowledged", "unaccepted", "unowned")


def _shown(name: str, at: datetime) -> Q:
    conditions: dict[str, Q] = {
        "now": Q(urgency=NOW),
        "late": Q(due_at__lt=at),
        "unacknowledged": Q(state="waiting"),
        "unaccepted": Q(state="unaccepted"),
        "unowned": ~Q(post__in=staffed(at)),
    }
    return conditions[name]


def _counted(rows: QuerySet[Duty], at: datetime) -> Counts:
    asked: dict[str, Any] = {
        name: Count("pk", filter=_shown(name, at), distinct=True) for name in _SHOWN
    }
    return Counts(**rows.aggregate(open=Count("pk", distinct=True), **asked))


def counts(viewer: Viewer, at: datetime, *, posts: Iterable[str] | None = None) -> Counts:
    """Count open duties, of all posts or of some."""
    rows = _open(viewer)
    return _counted(rows if posts is None else rows.filter(post__in=tuple(posts)), at)


def about(
    ref: str, viewer: Viewer, at: datetime, *, closed: bool = True, limit: int = 100
) -> tuple[DutyRow, ...]:
    """Give the duties about a record, app reference, appearance or person; open ones first."""
    rows = visible(viewer) if closed else _open(viewer)
    which = Q(pk__in=_of_person(ref)) if ref.startswith("P-") else Q(links__ref=ref)
    rows = rows.filter(which)
    return _rows(
        rows.order_by("closed_at", "urgency", "due_at", "id").distinct()[:limit], viewer, at
    )


def _of_person(person: str) -> set[int]:
    refs = {person, *appearances_of({person})}
    return set(DutyAbout.objects.filter(ref__in=refs).values_list("duty_id", flat=True))


def duty(ref: str, viewer: Viewer, at: datetime) -> DutyFull:
    """Give one duty with its history. NotThere where it is not there, or not this viewer's."""
    one = visible(viewer).filter(ref=ref).first()
    if one is None:
        raise NotThere
    clock = CLOCKS[one.clock]
    (row,) = _rows([one], viewer, at)
    return DutyFull(
        row=row, starts=clock.starts, source=clock.source, tag=clock.tag, outcome=one.outcome,
        evidence=tuple(one.evidence), closed_by=one.closed_by, climbs_at=one.climbs_at,
        steps=_steps(one), buttons=buttons(one.state) if _may_press(one, viewer) else (),
    )  # fmt: skip


def _steps(one: Duty) -> tuple[StepSeen, ...]:
    rows = DutyStep.objects.filter(duty=one).order_by("at", "id")
    return tuple(
        StepSeen(x.step, x.post, post_title(x.post), x.channel, x.at, x.by, x.said) for x in rows
    )


def _may_press(one: Duty, viewer: Viewer) -> bool:
    if not may(viewer, "duties.act", one.ref):
        return False
    if one.custodians:
        me = {f"user:{viewer.ref}", *(f"post:{post}" for post in viewer.posts)}
        return bool(me & set(one.custodians))
    return viewer.is_system or bool(viewer.posts & {*ladder(one.asked), *ladder(one.post)})
