"""Duties as values for lists and pages: words for codes, persons as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import sight
from firstlight.duties.models import Duty, DutyAbout
from firstlight.duties.rota import (
    staffed,
)
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.steps import STATES, Step
from firstlight.duties.seeing import persons_of
from firstlight.force.rules.posts import Posts
from firstlight.force.selectors import held, posts
from firstlight.kernel.values.viewer import Viewer


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
class Demand:
    """What a post has open, against the people who hold it now."""

    post: str
    title: str
    on_duty: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Board:
    """One page of open duties, the counts over all of that post or queue, and posts that are empty."""

    rows: tuple[DutyRow, ...]
    total: int
    counts: Counts
    empty: tuple[str, ...]


def clock_set_by(code: str) -> str:
    """Give who set a clock's hours; empty where nobody did and somebody must."""
    row = CLOCKS[code]
    if not row.unconfirmed:
        return row.source
    return held(row.limit.setting).set_by if row.limit.setting else ""


def rows_of(duties: Iterable[Duty], viewer: Viewer, at: datetime) -> tuple[DutyRow, ...]:
    """Give duties as a viewer reads them, with the persons concerned now."""
    rows = tuple(duties)
    links: dict[int, list[DutyAbout]] = defaultdict(list)
    for link in DutyAbout.objects.filter(duty__in=rows).order_by("id"):
        links[link.duty_id].append(link)
    persons = persons_of({x.ref for many in links.values() for x in many if x.concerns})
    shut = sight(viewer).restricted
    nobody = {code for code in {row.clock for row in rows} if not clock_set_by(code)}
    on, table = staffed(at), posts()
    return tuple(
        _row(one, links[one.pk], persons, at, shut=shut, unset=one.clock in nobody,
             empty=one.post not in on, table=table)
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
    table: Posts,
) -> DutyRow:
    clock = CLOCKS[one.clock]
    people = dict.fromkeys(persons.get(x.ref, x.ref) for x in links if x.concerns)
    closed_off = bool(shut & {*people, *(x.ref for x in links)})
    rungs, post_title = table.ladder(one.asked), table.title_of
    told = rungs[min(one.rung, len(rungs) - 1)]
    offered = one.offered_to if one.asked == one.offered_to else ""
    return DutyRow(
        ref=one.ref, clock=one.clock, title=clock.title,
        because="Restricted: open with a reason." if closed_off else one.because,
        queue=one.queue, queue_title=table.queue_title(one.queue),
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
