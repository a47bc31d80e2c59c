"""A shift ends: the post keeps the work, and nothing is handed over until it is accepted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from firstlight.audit.services import Line, act
from firstlight.duties import alerting
from firstlight.duties.events import DutyHandedOver
from firstlight.duties.models import Duty, RotaShift
from firstlight.duties.rota import staffed
from firstlight.duties.rules.ladder import first_rung
from firstlight.duties.rules.steps import step
from firstlight.force.selectors import posts, setting
from firstlight.kernel.values.viewer import Viewer


def hand_over(post: str, by: Viewer, at: datetime) -> int:
    """Make what a post holds wait for acceptance where nobody who had it is still there.

    Gives how many duties became unaccepted. The incoming holder is told, or where the post is
    empty the force incident manager at once; both again if nobody accepts. Nobody off duty is.
    """
    stays = _there_since(post, at)
    rows = Duty.objects.filter(post=post, state__in=("waiting", "acknowledged"), since_at__lt=at)
    if stays is not None:
        rows = rows.filter(since_at__lt=stays)
    left = list(rows.order_by("urgency", "due_at", "id"))
    waits = list(_untold(post, stays)) if stays is not None else []
    if not left and not waits:
        return 0
    with act("duties.handed_over", by=by, at=at) as line:
        for duty in left:
            _left(line, duty, at)
        _tell_incoming(line, post, [*left, *waits], at)
    return len(left)


def _there_since(post: str, at: datetime) -> datetime | None:
    """Give since when the longest-standing holder is there; None where the post is empty.

    Whose next row begins where the one before ends has not left: nothing is handed over to oneself.
    """
    ongoing = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    rows = RotaShift.objects.filter(ongoing, post=post, begins_at__lte=at)
    found = [
        _came(post, user, begins) for user, begins in rows.values_list("user_ref", "begins_at")
    ]
    return min(found, default=None)


def _came(post: str, user: str, begins: datetime) -> datetime:
    before = RotaShift.objects.filter(post=post, user_ref=user, begins_at__lt=begins)
    while earlier := before.filter(begins_at__lt=begins, ends_at__gte=begins).first():
        begins = earlier.begins_at
    return begins


def _untold(post: str, since: datetime) -> QuerySet[Duty]:
    """Give what waits for acceptance and the one who came was not told of."""
    told = Q(steps__step="told", steps__post=post, steps__at__gte=since)
    return Duty.objects.filter(post=post, state="unaccepted").exclude(told)


def _left(line: Line, duty: Duty, at: datetime) -> None:
    duty.state, duty.since_at, duty.rung = step("hand_over").after, at, 0
    duty.acknowledged_by, duty.acknowledged_at = "", None
    duty.climbs_at = at + timedelta(minutes=int(setting("duties.fim_again_minutes")))
    alerting.note(line, duty, "handed_over", duty.post)
    line.about(duty.ref)
    line.due(f"climb:{duty.ref}", duty.climbs_at, "duties.climb", (duty.ref,))
    line.emit(
        DutyHandedOver(
            ref=duty.ref, clock=duty.clock, post=duty.post, heard_by=alerting.heard_by(duty)
        )
    )


def _tell_incoming(line: Line, post: str, duties: list[Duty], at: datetime) -> None:
    table = posts()
    rung = first_rung(table.ladder(post), staffed(at).__contains__)
    for duty in duties:
        duty.rung = max(duty.rung, rung)
        duty.save()
    why = "handed over, not accepted" if rung == 0 else f"{table.title_of(post)} is empty"
    alerting.tell(line, table.ladder(post)[rung], duties, why=why, urgent=True)
