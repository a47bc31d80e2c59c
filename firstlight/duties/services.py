"""Verbs on duties. Opening one is no act about a person: it asks a post to look."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import Line, act, cancel_due
from firstlight.delivery.services import settle
from firstlight.duties import alerting, closing
from firstlight.duties.events import (
    DutyAcknowledged,
    DutyClosed,
    DutyRefused,
)
from firstlight.duties.models import Duty
from firstlight.duties.opening import GRANT_AFTER_CLOSE, climb_from, emit, need_to_know, open_duty
from firstlight.duties.rostering import end_shift, read_list, set_shift, set_shifts, swap_shift
from firstlight.duties.rota import staffed
from firstlight.duties.rules.accepting import singly
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.ladder import first_rung
from firstlight.duties.rules.steps import STATES, Verb, can, step
from firstlight.duties.seeing import visible
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

__all__ = [
    "accept",
    "accept_many",
    "acknowledge",
    "climb_from",
    "close",
    "close_by_key",
    "close_like",
    "end_shift",
    "open_duty",
    "read_list",
    "refuse",
    "set_shift",
    "set_shifts",
    "swap_shift",
]


def _mine(ref: str, verb: Verb, by: Viewer) -> Duty:
    """Find a duty this viewer may act on, locked by the line that is open."""
    duty = visible(by).filter(ref=ref).first()
    if duty is None or not may(by, "duties.act", ref):
        raise NotThere
    if not by.is_system:
        _holds(duty, by)
    if can(verb, duty.state):
        return duty
    raise Refusal(
        f"This duty cannot be done that to now: it is {STATES[duty.state].lower()}.",
        next_step="Open it again to see who has it.",
        code="stale",
    )


def _holds(duty: Duty, by: Viewer) -> None:
    if duty.custodians:
        if not {f"user:{by.ref}", *(f"post:{post}" for post in by.posts)} & set(duty.custodians):
            raise NotThere
        return
    table = posts()
    if by.posts & {*table.ladder(duty.asked), *table.ladder(duty.post)}:
        return
    raise Refusal(
        f"This duty is held by {table.title_of(duty.post)}, a post you do not hold now.",
        next_step="Ask whoever holds the post or a post above it, or have the rota put right.",
        code="not_your_post",
    )


def acknowledge(ref: str, by: Viewer, at: datetime) -> None:
    """Say that the post has it. Refuses who holds neither the post nor one above it."""
    _take(ref, "acknowledge", by, at)


def accept(ref: str, by: Viewer, at: datetime) -> None:
    """Accept a duty handed over. Refuses who holds neither the post nor one above it."""
    _take(ref, "accept", by, at)


def accept_many(refs: tuple[str, ...], by: Viewer, at: datetime) -> int:
    """Accept several duties handed over, all or none; give how many.

    Refuses, all told together, those of a high level, of life and limb, and late: each of them is
    read and accepted on its own.
    """
    faults = tuple(
        (one.ref, f"{CLOCKS[one.clock].title}.")
        for one in visible(by).filter(ref__in=refs).order_by("urgency", "due_at", "id")
        if singly(one.urgency, one.level, one.due_at, at)
    )
    if len(refs) > 1 and faults:
        raise Refusal(
            "What is high or late is accepted on its own.",
            next_step="Open and accept each of these, then the rest together:",
            faults=faults,
        )
    with act("duties.accepted_together", by=by, at=at):
        for ref in refs:
            _take(ref, "accept", by, at)
    return len(refs)


def _take(ref: str, verb: Verb, by: Viewer, at: datetime) -> None:
    with act(f"duties.{step(verb).verb}", by=by, at=at) as line:
        duty = _mine(ref, verb, by)
        holder = _holder(duty, by)
        duty.state, duty.climbs_at = step(verb).after, None
        duty.acknowledged_by, duty.acknowledged_at = by.ref, at
        duty.since_at, held = at, duty.post
        duty.post, duty.offered_to = holder, ""
        duty.save()
        if duty.post != held:
            need_to_know(duty, by, at)
        _quiet(line, duty)
        alerting.note(line, duty, step(verb).after, duty.post)
        line.about(duty.ref)
        emit(line, DutyAcknowledged, duty)


def _holder(duty: Duty, by: Viewer) -> str:
    """Give the post that holds it from now: the taker's own, where a post above took it."""
    if duty.custodians or by.is_system:
        return duty.post
    ladder = posts().ladder
    ways = (*ladder(duty.asked), *ladder(duty.post))
    return next(post for post in ways if post in by.posts)


def _quiet(line: Line, duty: Duty) -> None:
    cancel_due(f"climb:{duty.ref}")
    settle(line, about=duty.ref)


def refuse(ref: str, reason: str, onward: str, by: Viewer, at: datetime) -> None:
    """Offer a duty to another post, which holds it once it accepts; until then this one does.

    Refuses without a reason and an onward owner, both faults told together.
    """
    faults = []
    if not reason.strip():
        faults.append(("reason", "Say why this post does not take it."))
    if onward not in posts():
        faults.append(("onward", "Choose the post that takes it on."))
    with act("duties.refused", by=by, at=at) as line:
        duty = _mine(ref, "refuse", by)
        if onward == duty.asked:
            faults.append(("onward", "Choose another post than the one that is asked."))
        if faults:
            raise Refusal(
                "A duty is passed on only with a reason and an onward owner.",
                next_step="Complete both.", faults=tuple(faults),
            )  # fmt: skip
        _moved(line, duty, reason.strip(), onward)
        need_to_know(duty, by, at)


def _moved(line: Line, duty: Duty, reason: str, onward: str) -> None:
    _quiet(line, duty)
    alerting.note(
        line, duty, "refused", duty.asked, said=f"to {posts().title_of(onward)}: {reason}"
    )
    duty.state = step("refuse").after
    duty.offered_to = "" if onward == duty.post else onward
    duty.since_at, duty.acknowledged_by, duty.acknowledged_at = line.at, "", None
    duty.rung = first_rung(posts().ladder(onward), staffed(line.at).__contains__)
    duty.save()
    line.about(duty.ref)
    line.say(reason=reason)
    alerting.tell(
        line, posts().ladder(onward)[duty.rung], [duty], why="passed on to you", urgent=True
    )
    climb_from(line, duty, CLOCKS[duty.clock])
    emit(line, DutyRefused, duty)


def close(
    ref: str,
    outcome: str,
    evidence: tuple[str, ...],
    by: Viewer,
    at: datetime,
    *,
    unrecorded: bool = False,
) -> None:
    """Close a duty with what came of it and what shows it.

    Of a person it refuses a duty that only its own deed ends, and, all together: no outcome, no
    evidence where it is not said that nothing is recorded, evidence that is no record of theirs.
    The system's own work closes what was done, with or without evidence.
    """
    with act("duties.closed", by=by, at=at) as line:
        duty = _mine(ref, "close", by)
        if not by.is_system:
            closing.by_hand(duty.clock, outcome, evidence, unrecorded=unrecorded, by=by)
            line.say(unrecorded=unrecorded)
        duty.state, duty.climbs_at, duty.outcome = step("close").after, None, outcome.strip()[:300]
        duty.evidence, duty.closed_by, duty.closed_at = list(evidence), by.ref, at
        duty.save()
        _quiet(line, duty)
        cancel_due(f"late:{duty.ref}")
        alerting.note(line, duty, "closed", duty.post, said=outcome.strip())
        line.about(duty.ref, *evidence)
        emit(line, DutyClosed, duty)
        need_to_know(duty, by, at, until=at + GRANT_AFTER_CLOSE)


def close_like(
    begins: str, outcome: str, evidence: tuple[str, ...], by: Viewer, at: datetime
) -> None:
    """Close every open duty whose key begins so, as the system's own work may."""
    for duty in Duty.objects.filter(key__startswith=begins).exclude(state="closed"):
        close(duty.ref, outcome, evidence, by, at)


def close_by_key(
    key: str, outcome: str, evidence: tuple[str, ...], by: Viewer, at: datetime
) -> bool:
    """Close the open duty of a key, where there is one, as the system's own work may; give whether."""
    duty = Duty.objects.filter(key=key).exclude(state="closed").first()
    if duty is None:
        return False
    close(duty.ref, outcome, evidence, by, at)
    return True
