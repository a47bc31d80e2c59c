"""The coming rota: for each post and each hour one who acts, or an alarm with its time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.selectors import may
from firstlight.duties.models import RotaShift
from firstlight.duties.rota import shifts
from firstlight.duties.rules.cover import OnPost, Span, filled_hours, gaps, spans
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import LONDON, london

DAYS = 14


@dataclass(frozen=True, slots=True)
class PostCover:
    """A post's coming fortnight. `hours` are real ones, `filled` those in which somebody acts."""

    post: str
    title: str
    spans: tuple[Span, ...]
    hours: float
    filled: float

    @property
    def gaps(self) -> tuple[Span, ...]:
        """Give the times in which nobody acts."""
        return gaps(self.spans)


@dataclass(frozen=True, slots=True)
class ShiftSeen:
    """One row of the rota, to be changed; `key` tells it from the others."""

    key: int
    post: str
    title: str
    user: str
    begins_at: datetime
    ends_at: datetime | None


def needed(post: str) -> str:
    """Give the role whoever acts for a post should have; empty where any may."""
    table = posts()
    return table[post].role if post in table else ""


def fortnight_after(at: datetime) -> datetime:
    """Give the same UK time of day a fortnight on: an hour more or less where the clocks change."""
    day = (london(at) + timedelta(days=DAYS)).date()
    return datetime.combine(day, london(at).time(), LONDON).astimezone(at.tzinfo)


def cover(begins: datetime, ends: datetime, *, post: str = "") -> tuple[PostCover, ...]:
    """Lay out every post of the table, or one, between two moments."""
    held: dict[str, list[OnPost]] = defaultdict(list)
    for row in shifts(begins, ends):
        held[row.post].append(OnPost(row.user, row.begins_at, row.ends_at))
    table, hours = posts(), (ends - begins).total_seconds() / 3600
    laid = {code: spans(held[code], begins, ends) for code in table if post in {"", code}}
    return tuple(
        PostCover(code, table.title_of(code), found, hours, filled_hours(found))
        for code, found in laid.items()
    )


def coming(viewer: Viewer, at: datetime, *, post: str = "") -> tuple[PostCover, ...]:
    """Give the coming fortnight, the posts with the soonest gap first. NotThere to who may not see it."""
    if not may(viewer, "rota.see"):
        raise NotThere
    until = fortnight_after(at)
    found = cover(at, until, post=post)
    return tuple(sorted(found, key=lambda one: one.gaps[0].begins_at if one.gaps else until))


def shifts_of(post: str, viewer: Viewer, at: datetime) -> tuple[ShiftSeen, ...]:
    """Give a post's rows of the rota that have not ended, the soonest first."""
    if not may(viewer, "rota.see"):
        raise NotThere
    rows = RotaShift.objects.filter(post=post).exclude(ends_at__lte=at)
    return tuple(_seen(row) for row in rows.order_by("begins_at", "id"))


def shift(key: int, viewer: Viewer) -> ShiftSeen:
    """Give one row of the rota. NotThere where it is not there, or for who may not see it."""
    row = RotaShift.objects.filter(pk=key).first()
    if row is None or not may(viewer, "rota.see"):
        raise NotThere
    return _seen(row)


def _seen(row: RotaShift) -> ShiftSeen:
    return ShiftSeen(
        row.pk, row.post, posts().title_of(row.post), row.user_ref, row.begins_at, row.ends_at
    )
