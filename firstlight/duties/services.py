"""Verbs on duties. Opening one is no act about a person: it asks a post to look."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.access.selectors import may
from firstlight.access.services import grant
from firstlight.audit.services import Line, act, cancel_due
from firstlight.delivery.services import settle
from firstlight.duties import alerting
from firstlight.duties.events import (
    DutyAcknowledged,
    DutyClosed,
    DutyEvent,
    DutyOpened,
    DutyRefused,
)
from firstlight.duties.models import Duty, DutyAbout
from firstlight.duties.rostering import set_shift, set_shifts
from firstlight.duties.rota import staffed
from firstlight.duties.rules.clocks import CLOCKS, Clock
from firstlight.duties.rules.deadline import due
from firstlight.duties.rules.ladder import climb_times, first_rung
from firstlight.duties.rules.posts import POSTS, in_area, ladder, title_of
from firstlight.duties.rules.steps import STATES, Verb, can, step
from firstlight.duties.seeing import persons_of, visible
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import rely

__all__ = [
    "accept",
    "accept_many",
    "acknowledge",
    "climb_from",
    "close",
    "close_by_key",
    "open_duty",
    "refuse",
    "set_shift",
    "set_shifts",
]

# A need to know lasts this long after the duty was due, and this long after it was closed.
GRANT_AFTER_DUE = timedelta(days=28)
GRANT_AFTER_CLOSE = timedelta(days=1)


def open_duty(
    *,
    clock: str,
    about: tuple[str, ...],
    people: tuple[str, ...],
    told_at: datetime,
    because: str,
    by: Viewer,
    at: datetime,
    queue: str | None = None,
    post: str | None = None,
    area: str = "",
    level: str = "",
    due_at: datetime | None = None,
    key: str | None = None,
) -> str:
    """Open a duty and tell its post at once; the same key again gives the same duty.

    `about` are records or app references, `people` appearances (or persons) concerned. Time runs
    from `told_at`, when the force was told. `because` names no person. `area` is a town or area
    for posts of which each area has one. Refuses an unknown clock, and one whose time must be
    given without `due_at`. An empty post's duty is told to the force incident manager at once.
    """
    row = CLOCKS.get(clock)
    if row is None:
        raise Refusal(f"There is no clock {clock!r}.", next_step="Choose one of the table.")
    named = key or f"{clock}:{','.join((*about, *people))}:{told_at.isoformat()}"
    with act("duties.duty_opened", by=by, at=at) as line:
        held = Duty.objects.filter(key=named).first()
        if held is not None:
            return held.ref
        duty = _made(line, row, named, told_at, level, due_at)
        duty.post, duty.queue = _post(row, post, area), queue or row.queue
        duty.because, duty.custodians = (
            because[:300],
            list(alerting.custodians_of((*people, *about))),
        )
        duty.rung = first_rung(duty.post, staffed(at).__contains__)
        duty.save()
        _linked(duty, about, people)
        _begin(line, duty, row)
        rely(line, kind="duty", ref=duty.ref, people=persons_of(people).values())
        _need_to_know(duty, by, at)
        return duty.ref


def _made(
    line: Line, row: Clock, key: str, told_at: datetime, level: str, due_at: datetime | None
) -> Duty:
    amount = setting(row.limit.setting) if row.limit.setting else row.limit.of_level(level)
    until = due_at or due(told_at, row.limit, int(amount))
    if until is None:
        raise Refusal(f"{row.title} has no time of its own.", next_step="Give the time it is due.")
    return Duty(
        ref=new_ref("D"), key=key, clock=row.code, level=level, urgency=row.urgency,
        told_at=told_at, opened_at=line.at, since_at=line.at, due_at=until, known_seq=line.seq,
    )  # fmt: skip


def _post(row: Clock, post: str | None, area: str) -> str:
    if post is None:
        return in_area(row.post, area)
    if post not in POSTS:
        raise Refusal(f"There is no post {post!r}.", next_step="Choose one of the table of posts.")
    return post


def _linked(duty: Duty, about: tuple[str, ...], people: tuple[str, ...]) -> None:
    refs = {**dict.fromkeys(about, False), **dict.fromkeys(people, True)}
    DutyAbout.objects.bulk_create(
        DutyAbout(duty=duty, ref=ref, concerns=concerns) for ref, concerns in refs.items()
    )


def _begin(line: Line, duty: Duty, row: Clock) -> None:
    line.about(duty.ref, *duty.links.values_list("ref", flat=True))
    alerting.note(line, duty, "opened", duty.post, said=duty.because)
    alerting.tell(line, ladder(duty.post)[duty.rung], [duty], why="new", urgent=False)
    _emit(line, DutyOpened, duty)
    climb_from(line, duty, row)
    if duty.due_at and duty.due_at > line.at:
        line.due(f"late:{duty.ref}", duty.due_at, "duties.climb", (duty.ref,))


def climb_from(line: Line, duty: Duty, row: Clock) -> None:
    """Ask for the first climb of a duty that waits from `since_at`."""
    minutes = climb_times(
        int(setting(row.acknowledge_setting)), int(setting("duties.ladder_minutes"))
    )
    duty.climbs_at = duty.since_at + timedelta(minutes=minutes(1))
    duty.save(update_fields=["climbs_at"])
    line.due(f"climb:{duty.ref}", duty.climbs_at, "duties.climb", (duty.ref,))


def _need_to_know(duty: Duty, by: Viewer, at: datetime, until: datetime | None = None) -> None:
    """Let the post see the persons concerned, to an end; a sealed matter's custodians already do."""
    if duty.custodians:
        return
    ends = until or max(duty.due_at or at, at) + GRANT_AFTER_DUE
    people = tuple(duty.links.filter(concerns=True).values_list("ref", flat=True))
    for ref in dict.fromkeys((*people, *persons_of(people).values(), duty.ref)):
        grant(
            user=f"post:{duty.post}",
            about=ref,
            because=f"duty:{duty.ref}",
            until=ends,
            by=by,
            at=at,
        )


def _emit(line: Line, event: type[DutyEvent], duty: Duty) -> None:
    line.emit(
        event(ref=duty.ref, clock=duty.clock, post=duty.post, heard_by=alerting.heard_by(duty))
    )


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
    if by.posts & {*ladder(duty.asked), *ladder(duty.post)}:
        return
    raise Refusal(
        f"This duty is held by {title_of(duty.post)}, a post you do not hold now.",
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
    """Accept several duties handed over, all or none; give how many."""
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
            _need_to_know(duty, by, at)
        _quiet(line, duty)
        alerting.note(line, duty, step(verb).after, duty.post)
        line.about(duty.ref)
        _emit(line, DutyAcknowledged, duty)


def _holder(duty: Duty, by: Viewer) -> str:
    """Give the post that holds it from now: the taker's own, where a post above took it."""
    if duty.custodians or by.is_system:
        return duty.post
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
    if onward not in POSTS:
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
        _need_to_know(duty, by, at)


def _moved(line: Line, duty: Duty, reason: str, onward: str) -> None:
    _quiet(line, duty)
    alerting.note(line, duty, "refused", duty.asked, said=f"to {title_of(onward)}: {reason}")
    duty.state = step("refuse").after
    duty.offered_to = "" if onward == duty.post else onward
    duty.since_at, duty.acknowledged_by, duty.acknowledged_at = line.at, "", None
    duty.rung = first_rung(onward, staffed(line.at).__contains__)
    duty.save()
    line.about(duty.ref)
    line.say(reason=reason)
    alerting.tell(line, ladder(onward)[duty.rung], [duty], why="passed on to you", urgent=True)
    climb_from(line, duty, CLOCKS[duty.clock])
    _emit(line, DutyRefused, duty)


def close(ref: str, outcome: str, evidence: tuple[str, ...], by: Viewer, at: datetime) -> None:
    """Close a duty with what came of it. Refuses without an outcome; evidence may be empty."""
    if not outcome.strip():
        raise Refusal(
            "A duty is closed with what came of it.",
            next_step="Write the outcome.", faults=(("outcome", "Say what was done and found."),),
        )  # fmt: skip
    with act("duties.closed", by=by, at=at) as line:
        duty = _mine(ref, "close", by)
        duty.state, duty.climbs_at, duty.outcome = step("close").after, None, outcome.strip()[:300]
        duty.evidence, duty.closed_by, duty.closed_at = list(evidence), by.ref, at
        duty.save()
        _quiet(line, duty)
        cancel_due(f"late:{duty.ref}")
        alerting.note(line, duty, "closed", duty.post, said=outcome.strip())
        line.about(duty.ref, *evidence)
        _emit(line, DutyClosed, duty)
        _need_to_know(duty, by, at, until=at + GRANT_AFTER_CLOSE)


def close_by_key(
    key: str, outcome: str, evidence: tuple[str, ...], by: Viewer, at: datetime
) -> bool:
    """Close the open duty of a key, where there is one, as the system's own work may; give whether."""
    duty = Duty.objects.filter(key=key).exclude(state="closed").first()
    if duty is None:
        return False
    close(duty.ref, outcome, evidence, by, at)
    return True
