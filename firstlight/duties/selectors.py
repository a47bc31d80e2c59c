"""Reads of duties, each asked by a viewer, and of the rota."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from firstlight.access.selectors import may
from firstlight.delivery.selectors import AlertSeen, unread
from firstlight.duties.counting import SHOWN, counted, counts, demand, open_duties, shown
from firstlight.duties.covering import (
    PostCover,
    ShiftSeen,
    coming,
    cover,
    fortnight_after,
    needed,
    shift,
    shifts_of,
)
from firstlight.duties.interrupting import ShiftTold, told_by_shift
from firstlight.duties.listing import (
    Board,
    Counts,
    Demand,
    DutyFull,
    DutyRow,
    StepSeen,
    clock_set_by,
    rows_of,
)
from firstlight.duties.models import Duty, DutyAbout, DutyStep
from firstlight.duties.rota import (
    Shift,
    empty_posts,
    everybody_on_duty,
    holders,
    on_duty,
    posts_held,
    shifts,
    shifts_between,
    staffed,
)
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.steps import buttons
from firstlight.duties.seeing import appearances_of, visible
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer

__all__ = [
    "Board",
    "Counts",
    "Demand",
    "DutyFull",
    "DutyRow",
    "PostCover",
    "Shift",
    "ShiftSeen",
    "ShiftTold",
    "StepSeen",
    "about",
    "about_many",
    "board",
    "clock_set_by",
    "coming",
    "counts",
    "cover",
    "demand",
    "duty",
    "empty_posts",
    "everybody_on_duty",
    "fortnight_after",
    "holders",
    "is_open",
    "late_among",
    "mine",
    "needed",
    "never_taken",
    "on_duty",
    "posts_held",
    "shift",
    "shifts",
    "shifts_between",
    "shifts_of",
    "staffed",
    "taken_up",
    "told",
    "told_by_shift",
]


PART = 400


def told(viewer: Viewer, at: datetime) -> tuple[AlertSeen, ...]:
    """Give the viewer's unread alerts, less those about a duty they may not know of now."""
    found = unread(viewer, at)
    refs = {ref for one in found for ref in one.about if ref.startswith("D-")}
    known = set(visible(viewer).filter(ref__in=refs).values_list("ref", flat=True))
    return tuple(one for one in found if not (refs & set(one.about)) - known)


def never_taken(clock: str, since: datetime, until: datetime) -> tuple[str, ...]:
    """Give the duties of a clock that were due in a time (UTC) and that nobody had taken by then."""
    rows = Duty.objects.filter(clock=clock, due_at__gte=since, due_at__lt=until)
    late = rows.filter(Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gt=F("due_at")))
    unseen = late.filter(Q(closed_at__isnull=True) | Q(closed_at__gt=F("due_at")))
    return tuple(unseen.order_by("due_at").values_list("ref", flat=True))


def taken_up(refs: Iterable[str]) -> frozenset[str]:
    """Give those of these duties that somebody has acknowledged, or that are closed."""
    rows = Duty.objects.filter(ref__in=list(refs))
    done = rows.filter(Q(acknowledged_at__isnull=False) | Q(state="closed"))
    return frozenset(done.values_list("ref", flat=True))


def _ordered(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Order by danger, then time."""
    return rows.order_by("urgency", "due_at", "id")


def mine(viewer: Viewer, at: datetime, *, limit: int = 200) -> tuple[DutyRow, ...]:
    """Give what the viewer's posts hold or were told of by silence, the most dangerous first."""
    told = Q(post__in=viewer.posts) | Q(pk__in=_custody(viewer))
    told |= Q(offered_to__in=viewer.posts, state="waiting")
    for post in viewer.posts:
        told |= Q(pk__in=_climbed_to(post))
    return rows_of(_ordered(open_duties(viewer).filter(told))[:limit], viewer, at)


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
    """Give open duties, most dangerous first, then by time; and the counts over all of a post or queue.

    `show` is "" or one of now, late, unacknowledged, unaccepted, unowned. NotThere for whoever may
    not see the board.
    """
    if not may(viewer, "duties.board"):
        raise NotThere
    chosen = {"post": post, "queue": queue}
    rows = open_duties(viewer).filter(**{name: value for name, value in chosen.items() if value})
    wanted = rows.filter(shown(show, at)) if show in SHOWN else rows
    page = _ordered(wanted)[skip : skip + limit]
    return Board(rows_of(page, viewer, at), wanted.count(), counted(rows, at), empty_posts(at))


def about(
    ref: str, viewer: Viewer, at: datetime, *, closed: bool = True, limit: int = 100
) -> tuple[DutyRow, ...]:
    """Give the duties about a record, app reference, appearance or person; open ones first."""
    rows = visible(viewer) if closed else open_duties(viewer)
    which = Q(pk__in=_of_person(ref)) if ref.startswith("P-") else Q(links__ref=ref)
    rows = rows.filter(which)
    return rows_of(
        rows.order_by("closed_at", "urgency", "due_at", "id").distinct()[:limit], viewer, at
    )


def about_many(refs: Iterable[str], viewer: Viewer, at: datetime) -> dict[str, tuple[DutyRow, ...]]:
    """Give the open duties about each of many records or app references."""
    wanted, found = set(refs), dict[str, list[DutyRow]]()
    for part in _parts(wanted):
        rows = open_duties(viewer).filter(pk__in=_of(part)).order_by("urgency", "due_at", "id")
        for row in rows_of(rows, viewer, at):
            for ref in wanted.intersection(row.about):
                found.setdefault(ref, []).append(row)
    return {ref: tuple(rows) for ref, rows in found.items()}


def late_among(refs: Iterable[str], viewer: Viewer, at: datetime) -> set[str]:
    """Give those of many references about which an open duty is late."""
    late = open_duties(viewer).filter(due_at__lt=at)
    return {
        ref
        for part in _parts(refs)
        for ref in DutyAbout.objects.filter(ref__in=part, duty__in=late).values_list(
            "ref", flat=True
        )
    }


def _parts(refs: Iterable[str]) -> list[list[str]]:
    """Give references in parts that one question of the database can hold."""
    listed = sorted(set(refs))
    return [listed[begin : begin + PART] for begin in range(0, len(listed), PART)]


def _of(refs: Iterable[str]) -> QuerySet[DutyAbout, int]:
    return DutyAbout.objects.filter(ref__in=refs).values_list("duty_id", flat=True)


def is_open(begins: str) -> bool:
    """Tell whether a duty whose key begins so is open: the system's own work asks before it opens."""
    return Duty.objects.filter(key__startswith=begins).exclude(state="closed").exists()


def _of_person(person: str) -> set[int]:
    refs = {person, *appearances_of({person})}
    return set(DutyAbout.objects.filter(ref__in=refs).values_list("duty_id", flat=True))


def duty(ref: str, viewer: Viewer, at: datetime) -> DutyFull:
    """Give one duty with its history. NotThere where it is not there, or not this viewer's."""
    one = visible(viewer).filter(ref=ref).first()
    if one is None:
        raise NotThere
    clock = CLOCKS[one.clock]
    (row,) = rows_of([one], viewer, at)
    return DutyFull(
        row=row, starts=clock.starts, source=clock.source, tag=clock.tag, outcome=one.outcome,
        evidence=tuple(one.evidence), closed_by=one.closed_by, climbs_at=one.climbs_at,
        steps=_steps(one), buttons=buttons(one.state, one.clock) if _may_press(one, viewer) else (),
    )  # fmt: skip


def _steps(one: Duty) -> tuple[StepSeen, ...]:
    post_title = posts().title_of
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
    ladder = posts().ladder
    return viewer.is_system or bool(viewer.posts & {*ladder(one.asked), *ladder(one.post)})
