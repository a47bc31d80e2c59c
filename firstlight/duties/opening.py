"""Opening a duty: once a key, told at once, and climbing from then on."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.access.services import grant
from firstlight.audit.services import Line, act, cancel_due
from firstlight.delivery.services import settle
from firstlight.duties import alerting
from firstlight.duties.events import (
    DutyEvent,
    DutyOpened,
)
from firstlight.duties.models import Duty, DutyAbout
from firstlight.duties.rota import staffed
from firstlight.duties.rules.clocks import CLOCKS, Clock
from firstlight.duties.rules.deadline import due
from firstlight.duties.rules.ladder import climb_times, first_rung
from firstlight.duties.seeing import persons_of
from firstlight.force.selectors import posts, setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import home_told
from firstlight.people.services import rely

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
    instead_of: str = "",
) -> str:
    """Open a duty and tell its post at once; the same key again gives the same duty.

    `about` are records or app references, `people` appearances (or persons) concerned. Time runs
    from `told_at`, when the force was told. `because` names no person. `area` is for posts of which
    each area has one; without it, the one where they were last told to live.
    Refuses an unknown clock, and one without a time of its own where `due_at` is not given. An
    empty post's duty goes to the force incident manager. `instead_of`, a duty nobody has taken that
    asks for the same, becomes this one: one stands, whichever was asked for first.
    """
    row = CLOCKS.get(clock)
    if row is None:
        raise Refusal(f"There is no clock {clock!r}.", next_step="Choose one of the table.")
    named = key or f"{clock}:{','.join((*about, *people))}:{told_at.isoformat()}"
    with act("duties.duty_opened", by=by, at=at) as line:
        if held := Duty.objects.filter(key=named).first():
            return held.ref
        duty = _made(line, row, named, told_at, level, due_at)
        _becomes(line, instead_of, duty)
        duty.post, duty.queue = _post(row, post, area, people), queue or _queue(row)
        duty.because = because[:300]
        duty.custodians = list(alerting.custodians_of((*people, *about)))
        duty.rung = first_rung(posts().ladder(duty.post), staffed(at).__contains__)
        duty.save()
        _linked(duty, about, people)
        _begin(line, duty, row)
        rely(line, kind="duty", ref=duty.ref, people=persons_of(people).values())
        need_to_know(duty, by, at)
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


def _becomes(line: Line, ref: str, duty: Duty) -> None:
    """Have a duty that waits go on as another: its reference and history stay."""
    held = Duty.objects.filter(ref=ref, state="waiting").first() if ref else None
    if held is None:
        return
    duty.pk, duty.ref, duty.opened_at, duty.known_seq = (
        held.pk, held.ref, held.opened_at, held.known_seq,
    )  # fmt: skip
    cancel_due(f"climb:{ref}")
    cancel_due(f"late:{ref}")
    settle(line, about=ref)
    alerting.note(line, held, "became", held.post, said=f"It was: {CLOCKS[held.clock].title}.")


def _post(row: Clock, post: str | None, area: str, people: tuple[str, ...]) -> str:
    table = posts()
    if post is None:
        kind = table.clocks.get(row.code, (row.post,))[0]
        if not area and kind not in table:
            area = table.town_in(home_told(persons_of(people).values()))
        return table.in_area(kind, area)
    if post not in table:
        raise Refusal(f"There is no post {post!r}.", next_step="Choose one of the table of posts.")
    return post


def _queue(row: Clock) -> str:
    return posts().clocks.get(row.code, ("", row.queue))[1]


def _linked(duty: Duty, about: tuple[str, ...], people: tuple[str, ...]) -> None:
    refs = {**dict.fromkeys(about, False), **dict.fromkeys(people, True)}
    DutyAbout.objects.bulk_create(
        (DutyAbout(duty=duty, ref=ref, concerns=concerns) for ref, concerns in refs.items()),
        ignore_conflicts=True,
    )


def _begin(line: Line, duty: Duty, row: Clock) -> None:
    line.about(duty.ref, *duty.links.values_list("ref", flat=True))
    alerting.note(line, duty, "opened", duty.post, said=duty.because)
    alerting.tell(line, posts().ladder(duty.post)[duty.rung], [duty], why="new", urgent=False)
    emit(line, DutyOpened, duty)
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


def need_to_know(duty: Duty, by: Viewer, at: datetime, until: datetime | None = None) -> None:
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


def emit(line: Line, event: type[DutyEvent], duty: Duty) -> None:
    """Tell that something happened to a duty, to whoever may know that it exists."""
    line.emit(
        event(ref=duty.ref, clock=duty.clock, post=duty.post, heard_by=alerting.heard_by(duty))
    )
