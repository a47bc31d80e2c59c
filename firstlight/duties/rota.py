"""Reads of the rota: who acts for a post, and which posts somebody holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from firstlight.duties.models import RotaShift
from firstlight.force.selectors import posts


@dataclass(frozen=True, slots=True)
class Shift:
    """One row of the rota."""

    post: str
    user: str
    begins_at: datetime
    ends_at: datetime | None


def _at(at: datetime) -> QuerySet[RotaShift]:
    ongoing = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    return RotaShift.objects.filter(ongoing, begins_at__lte=at)


def posts_held(user_ref: str, at: datetime) -> frozenset[str]:
    """Give the posts somebody holds at a moment; a shift's last minute is before its end."""
    return frozenset(_at(at).filter(user_ref=user_ref).values_list("post", flat=True))


def everybody_on_duty(at: datetime) -> dict[str, frozenset[str]]:
    """Give each person on duty with the posts they hold."""
    held: dict[str, set[str]] = {}
    for user, post in _at(at).values_list("user_ref", "post"):
        held.setdefault(user, set()).add(post)
    return {user: frozenset(posts) for user, posts in held.items()}


def holders(post: str, at: datetime) -> tuple[str, ...]:
    """Give everybody who holds a post at a moment, the longest there first."""
    rows = _at(at).filter(post=post).order_by("begins_at", "id")
    return tuple(dict.fromkeys(rows.values_list("user_ref", flat=True)))


def on_duty(post: str, at: datetime) -> str | None:
    """Give who acts for a post at a moment: the one who came on last; None where it is empty."""
    found = holders(post, at)
    return found[-1] if found else None


def staffed(at: datetime) -> frozenset[str]:
    """Give the posts that have somebody on duty."""
    return frozenset(_at(at).values_list("post", flat=True))


def empty_posts(at: datetime) -> tuple[str, ...]:
    """Give the posts of the table nobody holds at a moment."""
    held = staffed(at)
    return tuple(post for post in posts() if post not in held)


def shifts(begins: datetime, ends: datetime) -> tuple[Shift, ...]:
    """Give the rows of the rota that touch a time, by post and beginning."""
    rows = RotaShift.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=begins), begins_at__lt=ends
    ).order_by("post", "begins_at", "id")
    return tuple(Shift(row.post, row.user_ref, row.begins_at, row.ends_at) for row in rows)


def holds_any() -> bool:
    """Tell whether the force keeps a rota here at all."""
    return RotaShift.objects.exists()


def continues(post: str, at: datetime) -> bool:
    """Tell whether somebody who held a post just before a moment still holds it."""
    before = RotaShift.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gte=at), post=post, begins_at__lt=at
    )
    return bool(set(before.values_list("user_ref", flat=True)) & set(holders(post, at)))


def shifts_between(
    begins: datetime, ends: datetime
) -> dict[str, list[tuple[datetime, datetime | None]]]:
    """Give each person's shifts that touch a span, as from and to."""
    ongoing = Q(ends_at__isnull=True) | Q(ends_at__gt=begins)
    rows = RotaShift.objects.filter(ongoing, begins_at__lte=ends)
    found: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for user, start, end in rows.values_list("user_ref", "begins_at", "ends_at"):
        found.setdefault(user, []).append((start, end))
    return found
