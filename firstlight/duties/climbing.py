"""Silence climbs, and what is late is told: everything that is due now in one sweep.

One alert a post, however many duties: after hours in which nothing ran, nobody gets a storm. The
journal's lock is held meanwhile, so that rows are read and written many at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from firstlight.audit.services import Line, act
from firstlight.duties import alerting
from firstlight.duties.events import DutyClimbed
from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.rota import staffed
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.ladder import Rung, Steps, handed_over_rung, rung_at
from firstlight.force.rules.posts import Posts
from firstlight.force.selectors import posts, settings_held
from firstlight.kernel.values.viewer import Viewer

Told = dict[str, list[Duty]]
EVERY, AGAIN = "duties.ladder_minutes", "duties.fim_again_minutes"
BATCH = 500


@dataclass(frozen=True, slots=True)
class _Terms:
    """What one sweep goes by, asked once: the force's posts and minutes, and who is on duty."""

    table: Posts
    minutes: dict[str, int]
    held: frozenset[str]

    def steps(self, duty: Duty) -> Steps:
        return self.table.ladder(duty.asked)


def _terms(at: datetime) -> _Terms:
    codes = {EVERY, AGAIN, *(one.acknowledge_setting for one in CLOCKS.values())}
    minutes = {code: int(value) for code, value in settings_held(codes).items()}
    return _Terms(posts(), minutes, staffed(at))


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
        terms = _terms(at)
        climbed, again = _climb(line, at, terms)
        late = _tell_late(line, at, climbed, terms)
        for post, duties in climbed.items():
            alerting.tell(line, post, duties, why="nobody has acted", urgent=_loud(duties))
            alerting.tell_again(line, post, [one for one in duties if one.pk in again])
        for post, duties in late.items():
            alerting.tell(line, post, duties, why="late", urgent=_loud(duties))
        return sum(len(duties) for duties in (*climbed.values(), *late.values()))


def _loud(duties: list[Duty]) -> bool:
    return any(CLOCKS[duty.clock].may_interrupt for duty in duties)


def _climb(line: Line, at: datetime, terms: _Terms) -> tuple[Told, frozenset[int]]:
    """Climb what is silent; also give those that stood on the last rung already: nobody is above it."""
    rows = list(_silent(at).order_by("urgency", "due_at", "id"))
    again = frozenset(one.pk for one in rows if one.rung >= len(terms.steps(one)) - 1)
    told: Told = {}
    history: list[DutyStep] = []
    for duty in rows:
        rung, steps = _rung(duty, at, terms), terms.steps(duty)
        duty.rung = min(max(duty.rung, rung.number), len(steps) - 1)
        duty.climbs_at = rung.next_at
        post = steps[duty.rung]
        history.append(alerting.noted(line, duty, "climbed", post))
        line.about(duty.ref)
        line.due(f"climb:{duty.ref}", rung.next_at, "duties.climb", (duty.ref,))
        line.emit(
            DutyClimbed(
                ref=duty.ref, clock=duty.clock, post=duty.post, heard_by=alerting.heard_by(duty)
            )
        )
        told.setdefault(post, []).append(duty)
    Duty.objects.bulk_update(rows, ["rung", "climbs_at"], batch_size=BATCH)
    DutyStep.objects.bulk_create(history, batch_size=BATCH)
    return told, again


def _rung(duty: Duty, at: datetime, terms: _Terms) -> Rung:
    held, minutes, every = terms.held.__contains__, terms.minutes, terms.minutes[EVERY]
    if duty.state == "unaccepted":
        steps = terms.table.ladder(duty.post)
        return handed_over_rung(
            steps, duty.since_at, at, again=minutes[AGAIN], every=every, staffed=held
        )
    acknowledge = minutes[CLOCKS[duty.clock].acknowledge_setting]
    return rung_at(
        terms.steps(duty), duty.since_at, at, acknowledge=acknowledge, every=every, staffed=held
    )


def _tell_late(line: Line, at: datetime, climbed: Told, terms: _Terms) -> Told:
    """Tell the post and the one above of what passed its time, unless they were told just now."""
    just = {duty.ref for duties in climbed.values() for duty in duties}
    rows = list(_late(at).order_by("urgency", "due_at", "id"))
    told: Told = {}
    for duty in rows:
        duty.late_told_at = at
        line.about(duty.ref)
        steps = terms.steps(duty)
        upper = steps[min(duty.rung + 1, len(steps) - 1)]
        for post in dict.fromkeys((duty.post, upper)):
            if duty.ref not in just or post == duty.post:
                told.setdefault(post, []).append(duty)
    Duty.objects.bulk_update(rows, ["late_told_at"], batch_size=BATCH)
    history = [alerting.noted(line, duty, "late", duty.post) for duty in rows]
    DutyStep.objects.bulk_create(history, batch_size=BATCH)
    return told
