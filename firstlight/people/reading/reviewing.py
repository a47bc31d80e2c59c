"""Pairs that nobody has decided, and what people said of those they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from firstlight.access.selectors import Sight, sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Edge, Judgement
from firstlight.people.reading.standing import Row, rows_at, settle


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair nobody has decided: two appearances and how strongly they point to one person."""

    one: str
    other: str
    weight: float
    persons: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of two appearances, and stands: each by its record and its key there."""

    one: tuple[str, str]
    other: tuple[str, str]
    answer: str
    reason: str
    by: str
    at: datetime


def all_judged() -> Iterator[Said]:
    """Give every judgement that stands, oldest first, of appearances that stand: for an export."""
    rows = Judgement.objects.filter(
        ended_seq__isnull=True, one__ended_seq__isnull=True, other__ended_seq__isnull=True
    ).order_by("pk")
    for row in rows.select_related("one", "other").iterator(2000):
        yield Said(
            (row.one.record_ref, row.one.key), (row.other.record_ref, row.other.key), row.answer,
            row.reason, row.by, row.at,
        )  # fmt: skip


def to_review(*, viewer: Viewer, limit: int = 50, skip: int = 0) -> list[Asked]:
    """Give undecided pairs, the likeliest first, one for each pair of persons."""
    seen = sight(viewer)
    rows = Edge.objects.filter(Q(zone="ask") | Q(refused=True)).order_by("-weight", "pk")
    found: dict[tuple[str, str], Asked] = {}
    for begin in range(0, 5000, 200):
        part = list(rows.values_list("left_id", "right_id", "weight")[begin : begin + 200])
        if not part or len(found) >= limit + skip:
            break
        _pairs_of(part, seen, found)
    return list(found.values())[skip : skip + limit]


def _pairs_of(
    part: list[tuple[int, int, float]], seen: Sight, found: dict[tuple[str, str], Asked]
) -> None:
    mentions = {m for left, right, _ in part for m in (left, right)}
    held = rows_at(None, mentions, "mention")
    settle(held, seen, None)
    first: dict[int, Row] = {}
    for row in held:
        if row.person:
            first.setdefault(row.mention, row)
    said = _judged(mentions)
    for left, right, weight in part:
        one, other = first.get(left), first.get(right)
        if one is None or other is None or one.person is None or other.person is None:
            continue
        if one.person == other.person or (left, right) in said:
            continue
        pair = (min(one.person, other.person), max(one.person, other.person))
        found.setdefault(pair, Asked(one.ref, other.ref, weight, pair))


def _judged(mentions: set[int]) -> set[tuple[int, int]]:
    said: set[tuple[int, int]] = set()
    rows = Judgement.objects.filter(
        Q(one__mention_id__in=mentions) | Q(other__mention_id__in=mentions),
        ended_seq__isnull=True,
        answer__in=["same", "different"],  # "unsure" stays in the queue for another reader
    )
    for one, other in rows.values_list("one__mention_id", "other__mention_id"):
        said.update(((one, other), (other, one)))
    return said


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A standing judgement about somebody's appearances."""

    ref: str
    one: str
    other: str
    answer: str
    reason: str
    by: str
    at: datetime


def judgements_on(appearances: Iterable[str]) -> list[JudgementView]:
    """Give the standing judgements that touch these appearances, newest first."""
    refs = list(appearances)
    rows = Judgement.objects.filter(
        Q(one__ref__in=refs) | Q(other__ref__in=refs), ended_seq__isnull=True
    ).select_related("one", "other")
    return [
        JudgementView(r.ref, r.one.ref, r.other.ref, r.answer, r.reason, r.by, r.at)
        for r in rows.order_by("-known_seq")
    ]
