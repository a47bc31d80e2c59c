"""Counts of open duties: over all of them, of some posts, and against the people on duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from firstlight.access.selectors import may
from firstlight.duties.listing import Counts, Demand
from firstlight.duties.models import Duty
from firstlight.duties.rota import everybody_on_duty, staffed
from firstlight.duties.rules.clocks import NOW
from firstlight.duties.seeing import visible
from firstlight.force.selectors import posts as table_of_posts
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer


def open_duties(viewer: Viewer) -> QuerySet[Duty]:
    """Give what is not closed, of what a viewer may know of."""
    return visible(viewer).exclude(state="closed")


SHOWN = ("now", "late", "unacknowledged", "unaccepted", "unowned")


def shown(name: str, at: datetime) -> Q:
    """Say which duties a list of this name holds."""
    conditions: dict[str, Q] = {
        "now": Q(urgency=NOW),
        "late": Q(due_at__lt=at),
        "unacknowledged": Q(state="waiting"),
        "unaccepted": Q(state="unaccepted"),
        "unowned": ~Q(post__in=staffed(at)),
    }
    return conditions[name]


def counted(rows: QuerySet[Duty], at: datetime) -> Counts:
    """Count duties by how they stand."""
    asked: dict[str, Any] = {
        name: Count("pk", filter=shown(name, at), distinct=True) for name in SHOWN
    }
    return Counts(**rows.aggregate(open=Count("pk", distinct=True), **asked))


def demand(viewer: Viewer, at: datetime) -> tuple[Demand, ...]:
    """Give each post's open duties against the people on duty for it, most life and limb first.

    A post with neither is left out. NotThere for whoever may not see the board.
    """
    if not may(viewer, "duties.board"):
        raise NotThere
    asked: dict[str, Any] = {
        name: Count("pk", filter=shown(name, at), distinct=True) for name in SHOWN
    }
    rows: Any = (
        open_duties(viewer).values("post").annotate(open=Count("pk", distinct=True), **asked)
    )
    told = {row["post"]: Counts(*(row[name] for name in ("open", *SHOWN))) for row in rows}
    people = Counter(post for held in everybody_on_duty(at).values() for post in held)
    table = table_of_posts()
    found = [
        Demand(post, table.title_of(post), people[post], told.get(post, Counts()))
        for post in sorted({*told, *people})
    ]
    found.sort(key=lambda one: (-one.counts.now, -one.counts.late, -one.counts.open, one.title))
    return tuple(found)


def counts(viewer: Viewer, at: datetime, *, posts: Iterable[str] | None = None) -> Counts:
    """Count open duties, of all posts or of some."""
    rows = open_duties(viewer)
    return counted(rows if posts is None else rows.filter(post__in=tuple(posts)), at)
