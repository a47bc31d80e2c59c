"""Silence climbs, and what is late is told: everything that is due now in one sweep.

One alert a post, however many duties: after hours in which nothing ran, nobody gets a storm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from firstlight.audit.services import Line, act
from firstlight.duties import alerting
from firstlight.duties.events import DutyClimbed
from firstlight.duties.models import Duty
from firstlight.duties.rota import staffed
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.ladder import Rung, Staffed, Steps, handed_over_rung, rung_at
from firstlight.force.selectors import posts, setting
from firstlight.kernel.values.viewer import Viewer

Told = dict[str, list[Duty]]


def _silent(at: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(state__in=("waiting", "unaccepted"), climbs_at__lte=at)


def _late(at: datetime) -> QuerySet[Duty]:
    return Duty.objects.exclude(state="closed").filter(due_at__lte=at, late_told_at__isnull=True)


def sweep(by: Viewer, at: datetime) -> int:
    """Climb every duty whose time has come and tell what is late; give how many were told of.

    Works from what stands now: run twice, the second finds nothing to do.
    """
    if not _silent(at).exists() and not _late(at).exists():
        return 0
    with act("duties.climbed", by=by, at=at) as line:
        again = _at_the_top(at)
        climbed = _climb(line, at)
        late = _tell_late(line, at, climbed)
        for post, duties in climbed.items():
            alerting.tell(line, post, duties, why="nobody has acted", urgent=_loud(duties))
            alerting.tell_again(line, post, [one for one in duties if one.pk in again])
        for post, duties in late.items():
            alerting.tell(line, post, duties, why="late", urgent=_loud(duties))
        return sum(len(duties) for duties in (*climbed.values(), *late.values()))


def _at_the_top(at: datetime) -> frozenset[int]:
    """Give the duties now due to climb that stand on the last rung already: nobody is above it."""
    ladder = posts().ladder
    return frozenset(duty.pk for duty in _silent(at) if duty.rung >= len(ladder(duty.asked)) - 1)


def _loud(duties: list[Duty]) -> bool:
    return any(CLOCKS[duty.clock].may_interrupt for duty in duties)


def _climb(line: Line, at: datetime) -> Told:
    told: Told = {}
    held, ladder = staffed(at).__contains__, posts().ladder
    for duty in _silent(at).order_by("urgency", "due_at", "id"):
        steps = ladder(duty.asked)
        rung = _rung(duty, ladder, at, held)
        duty.rung = max(duty.rung, rung.number)
        duty.climbs_at = rung.next_at
        duty.rung = min(duty.rung, len(steps) - 1)
        duty.save(update_fields=["rung", "climbs_at"])
        post = steps[duty.rung]
        alerting.note(line, duty, "climbed", post)
        line.about(duty.ref)
        line.due(f"climb:{duty.ref}", rung.next_at, "duties.climb", (duty.ref,))
        line.emit(
            DutyClimbed(
                ref=duty.ref, clock=duty.clock, post=duty.post, heard_by=alerting.heard_by(duty)
            )
        )
        told.setdefault(post, []).append(duty)
    return told


def _rung(duty: Duty, ladder: Callable[[str], Steps], at: datetime, held: Staffed) -> Rung:
    every = int(setting("duties.ladder_minutes"))
    if duty.state == "unaccepted":
        again = int(setting("duties.fim_again_minutes"))
        return handed_over_rung(
            ladder(duty.post), duty.since_at, at, again=again, every=every, staffed=held
        )
    acknowledge = int(setting(CLOCKS[duty.clock].acknowledge_setting))
    return rung_at(
        ladder(duty.asked), duty.since_at, at, acknowledge=acknowledge, every=every, staffed=held
    )


def _tell_late(line: Line, at: datetime, climbed: Told) -> Told:
    """Tell the post and the one above of what passed its time, unless they were told just now."""
    just = {duty.ref for duties in climbed.values() for duty in duties}
    told: Told = {}
    ladder = posts().ladder
    for duty in _late(at).order_by("urgency", "due_at", "id"):
        duty.late_told_at = at
        duty.save(update_fields=["late_told_at"])
        alerting.note(line, duty, "late", duty.post)
        line.about(duty.ref)
        steps = ladder(duty.asked)
        upper = steps[min(duty.rung + 1, len(steps) - 1)]
        for post in dict.fromkeys((duty.post, upper)):
            if duty.ref not in just or post == duty.post:
                told.setdefault(post, []).append(duty)
    return told
