"""Silence climbs, and what is late is told: everything that is due now, some hundreds at a time.

One alert a post, however many duties: after hours in which nothing ran, nobody gets a storm. The
journal's lock is held for one handful after another, the most dangerous first, so that whoever writes
meanwhile waits for one of them and not for all.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from firstlight.audit.services import Line, act
from firstlight.duties import alerting
from firstlight.duties.events import DutyClimbed
from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.rota import staffed
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.ladder import Rung, Steps, handed_over_rung, rung_at
from firstlight.duties.voice import Voice
from firstlight.force.rules.posts import Posts
from firstlight.force.selectors import posts, settings_held
from firstlight.kernel.values.viewer import Viewer

Told = dict[str, list[Duty]]
UNANSWERED = ("waiting", "unaccepted")
SILENCE, LATE = "nobody has acted", "late"
EVERY, AGAIN = "duties.ladder_minutes", "duties.fim_again_minutes"
# So many are written under one hold of the journal's lock: well under a second's work.
BATCH = 200
# Between two of them whoever waits gets in: a waiting SQLite asks again each tenth of a second.
GIVE_WAY = 0.12


@dataclass(frozen=True, slots=True)
class _Terms:
    """What one sweep goes by, asked once: the force's posts and minutes, and who is on duty."""

    table: Posts
    minutes: dict[str, int]
    held: frozenset[str]

    def steps(self, duty: Duty) -> Steps:
        """Give the ladder of the post that is asked."""
        return self.table.ladder(duty.asked)


def _terms(at: datetime) -> _Terms:
    codes = {EVERY, AGAIN, *(one.acknowledge_setting for one in CLOCKS.values())}
    minutes = {code: int(value) for code, value in settings_held(codes).items()}
    return _Terms(posts(), minutes, staffed(at))


def _silent(at: datetime) -> Q:
    return Q(state__in=UNANSWERED, climbs_at__lte=at)


def _late(at: datetime) -> Q:
    return ~Q(state="closed") & Q(due_at__lte=at, late_told_at__isnull=True)


def _due(at: datetime) -> QuerySet[Duty]:
    """Give what climbs or is told late now, the most dangerous first."""
    return Duty.objects.filter(_silent(at) | _late(at)).order_by("urgency", "due_at", "id")


def sweep(by: Viewer, at: datetime) -> int:
    """Climb every duty whose time has come and tell what is late; give how many were told of.

    Works from what stands now: run twice, the second finds nothing to do. A fault or a kill leaves
    whole handfuls done, and the next sweep does the others.
    """
    if not _due(at).exists():
        return 0
    terms = _terms(at)
    voice, told = Voice(_counted(at, terms)), 0
    while True:
        with act("duties.climbed", by=by, at=at) as line:
            rows = list(_due(at)[:BATCH])
            told += _told(line, rows, terms, voice)
        if len(rows) < BATCH:
            return told
        time.sleep(GIVE_WAY)


def _told(line: Line, rows: list[Duty], terms: _Terms, voice: Voice) -> int:
    """Climb one handful, and tell each post of it what was not said in this sweep already."""
    silent = [one for one in rows if _is_silent(one, line.at)]
    again = frozenset(one.pk for one in silent if one.rung >= len(terms.steps(one)) - 1)
    climbed = _climb(line, silent, terms)
    late = _tell_late(line, [one for one in rows if _is_late(one, line.at)], silent, terms)
    for post, duties in climbed.items():
        voice.tell(line, post, duties, SILENCE)
        voice.tell_again(line, post, [one for one in duties if one.pk in again])
    for post, duties in late.items():
        voice.tell(line, post, duties, LATE)
    return sum(len(duties) for duties in (*climbed.values(), *late.values()))


def _is_silent(duty: Duty, at: datetime) -> bool:
    return duty.state in UNANSWERED and duty.climbs_at is not None and duty.climbs_at <= at


def _is_late(duty: Duty, at: datetime) -> bool:
    return duty.due_at is not None and duty.due_at <= at and duty.late_told_at is None


def _counted(at: datetime, terms: _Terms) -> Counter[tuple[str, str]]:
    """Count, before anything is written, of how many each post is told, and why."""
    rows = list(_due(at))
    silent = [one for one in rows if _is_silent(one, at)]
    told: Counter[tuple[str, str]] = Counter()
    for duty in silent:
        duty.rung, _ = _next(duty, at, terms)
        told[terms.steps(duty)[duty.rung], SILENCE] += 1
    for post, duties in _late_of(rows, silent, at, terms).items():
        told[post, LATE] += len(duties)
    return told


def _next(duty: Duty, at: datetime, terms: _Terms) -> tuple[int, datetime]:
    rung = _rung(duty, at, terms)
    return min(max(duty.rung, rung.number), len(terms.steps(duty)) - 1), rung.next_at


def _climb(line: Line, rows: list[Duty], terms: _Terms) -> Told:
    told: Told = {}
    history: list[DutyStep] = []
    moved: dict[tuple[int, datetime], list[int]] = defaultdict(list)
    for duty in rows:
        duty.rung, duty.climbs_at = _next(duty, line.at, terms)
        post = terms.steps(duty)[duty.rung]
        history.append(alerting.noted(line, duty, "climbed", post))
        line.about(duty.ref)
        line.due(f"climb:{duty.ref}", duty.climbs_at, "duties.climb", (duty.ref,))
        heard = alerting.heard_by(duty)
        line.emit(DutyClimbed(ref=duty.ref, clock=duty.clock, post=duty.post, heard_by=heard))
        moved[duty.rung, duty.climbs_at].append(duty.pk)
        told.setdefault(post, []).append(duty)
    for (rung, climbs_at), keys in moved.items():
        Duty.objects.filter(pk__in=keys).update(rung=rung, climbs_at=climbs_at)
    DutyStep.objects.bulk_create(history, batch_size=BATCH)
    return told


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


def _tell_late(line: Line, rows: list[Duty], climbed: list[Duty], terms: _Terms) -> Told:
    Duty.objects.filter(pk__in=[one.pk for one in rows]).update(late_told_at=line.at)
    history = [alerting.noted(line, duty, "late", duty.post) for duty in rows]
    DutyStep.objects.bulk_create(history, batch_size=BATCH)
    line.about(*(duty.ref for duty in rows))
    return _late_of(rows, climbed, line.at, terms)


def _late_of(rows: list[Duty], climbed: list[Duty], at: datetime, terms: _Terms) -> Told:
    """Give who hears of what is late: its post and the one above, unless they were told just now."""
    just, told = {duty.pk for duty in climbed}, Told()
    for duty in (one for one in rows if _is_late(one, at)):
        steps = terms.steps(duty)
        upper = steps[min(duty.rung + 1, len(steps) - 1)]
        for post in dict.fromkeys((duty.post, upper)):
            if duty.pk not in just or post == duty.post:
                told.setdefault(post, []).append(duty)
    return told
