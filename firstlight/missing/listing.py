"""Episodes as lists: a page of the board, the most dangerous first, and its counts over all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, QuerySet

from firstlight.access.selectors import may, sight
from firstlight.duties import selectors as duties
from firstlight.duties.selectors import DutyRow
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import age_on, london_date
from firstlight.missing.models import Episode, Report
from firstlight.missing.rules.steps import AFTER, OPEN, UNCLOSED, said_of
from firstlight.missing.shapes import BoardCounts, BoardPage, BoardRow
from firstlight.missing.siding import side_by_side
from firstlight.missing.who import persons_of
from firstlight.people.selectors import Hit, who
from firstlight.risk.selectors import working_levels

Found = list[tuple[Episode, str]]
# Beyond so many open at once the board holds none against another, and says so; the page of an
# episode holds it against all still (an ordinary night has a few dozen).
ALL_PAIRS = 100
_SHOWN = {
    "open": OPEN, "found": AFTER, "unclosed": UNCLOSED, "closed": ("closed",),
    "unacknowledged": ("reported",), "away": ("away",), "late": OPEN,
}  # fmt: skip
_ORDER = {"high": 0, "": 1, "unknown": 1, "medium": 2, "low": 3, "very_low": 4}


def board(
    viewer: Viewer,
    at: datetime,
    *,
    show: str = "open",
    area: str = "",
    care: str = "",
    limit: int | None = None,
) -> tuple[BoardRow, ...]:
    """Give episodes, the highest working level first, then the longest missing.

    `show` is one of open, found, unclosed, closed, unacknowledged, away, late; `care` "yes" or
    "no". NotThere for whoever may not see missing episodes.
    """
    return page(viewer, at, show=show, area=area, care=care, limit=limit).rows


def page(
    viewer: Viewer,
    at: datetime,
    *,
    show: str = "open",
    area: str = "",
    care: str = "",
    skip: int = 0,
    limit: int | None = None,
) -> BoardPage:
    """Give one page of the board, of how many, and the counts over all of them.

    As `board`. The order is that of all: whoever is most in danger is on the first page.
    """
    if not may(viewer, "missing.see"):
        raise NotThere
    rows = _chosen(show, area, care)
    found = seen_of(viewer, rows.order_by("-closed_at" if show == "closed" else "told_at", "pk"))
    late = duties.late_among([row.ref for row, _ in found], viewer, at)
    found = [one for one in found if show != "late" or one[0].ref in late]
    levels = _levels(found)
    if show != "closed":
        found.sort(key=lambda one: (_ORDER.get(levels[one[1]], 1), one[0].told_at))
    shown = found[skip:] if limit is None else found[skip : skip + limit]
    beside = found if len(found) <= ALL_PAIRS else []
    made = rows_for(shown, viewer, at, beside=beside, levels=levels)
    return BoardPage(tuple(made), len(found), _counts(found, late), len(found) <= ALL_PAIRS)


def _chosen(show: str, area: str, care: str) -> QuerySet[Episode]:
    rows = Episode.objects.filter(state__in=_SHOWN.get(show, OPEN))
    rows = rows.filter(area=area) if area else rows
    return rows.filter(from_care=care == "yes") if care in {"yes", "no"} else rows


def _counts(found: Found, late: set[str]) -> BoardCounts:
    return BoardCounts(
        sum(row.state != "away" for row, _ in found),
        sum(row.state == "reported" for row, _ in found),
        sum(row.from_care for row, _ in found),
        len(late),
    )


def _levels(found: Found) -> dict[str, str]:
    people = list(dict.fromkeys(person for _, person in found))
    return {one: held.get("missing", "") for one, held in working_levels(people).items()}


def seen_of(viewer: Viewer, rows: Iterable[Episode]) -> Found:
    """Give the episodes a viewer may know of, each with its person."""
    listed = list(rows)
    people = persons_of(listed, viewer)
    return [(row, people[row.ref]) for row in listed if row.ref in people]


def rows_for(
    found: Sequence[tuple[Episode, str]],
    viewer: Viewer,
    at: datetime,
    *,
    beside: Sequence[tuple[Episode, str]] | None = None,
    levels: dict[str, str] | None = None,
) -> list[BoardRow]:
    """Give episodes as rows; `beside` are those they may be the same child as, else these alone."""
    listed = list(found)
    people = list(dict.fromkeys(person for _, person in listed))
    hits, shut = who(people, viewer=viewer), sight(viewer).restricted
    held = _levels(listed) if levels is None else levels
    others = [row for row, _ in (listed if beside is None else beside) if row.state in OPEN]
    same = side_by_side(others, viewer) if others else {}
    owed = duties.about_many([row.ref for row, _ in listed], viewer, at)
    told = _reports([row.pk for row, _ in listed])
    viewer.seen.add(*people)
    return [
        _row(
            row, person, at, hits.get(person), owed.get(row.ref, ()), level=held.get(person, ""),
            reports=told.get(row.pk, 0), restricted=person in shut, may_be=tuple(sorted(same.get(row.ref, {}))),
        )
        for row, person in listed
    ]  # fmt: skip


def _reports(keys: list[int]) -> dict[int, int]:
    rows = Report.objects.filter(episode__in=keys).values("episode").annotate(n=Count("pk"))
    return dict(rows.values_list("episode", "n"))


def _row(
    row: Episode,
    person: str,
    at: datetime,
    hit: Hit | None,
    owed: Sequence[DutyRow],
    *,
    level: str,
    reports: int,
    restricted: bool,
    may_be: tuple[str, ...],
) -> BoardRow:
    following = min(owed, key=_soonest, default=None)
    name = hit.name if hit else "Name not known"
    return BoardRow(
        ref=row.ref, person=person, name="Restricted" if restricted else name,
        age=None if restricted else _age(hit, at), adult=row.adult, state=row.state,
        state_said=said_of(row.state), level=level, told_at=row.told_at,
        since=row.lapsed_at or row.told_at, recorded_at=row.recorded_at, area=row.area,
        from_care=row.from_care, home="" if restricted else row.home, words=row.words,
        reports=reports, held_by=_holder(owed), next_title=following.title if following else "",
        next_due=following.due_at if following else None, next_ref=following.ref if following else "",
        late=bool(following and following.late), returned_at=row.returned_at,
        closed_at=row.closed_at, restricted=restricted, may_be=may_be,
    )  # fmt: skip


def _age(hit: Hit | None, at: datetime) -> int | None:
    if hit is None:
        return None
    return age_on(hit.born_on, london_date(at)) if hit.born_on else hit.age_stated


def _soonest(one: DutyRow) -> tuple[datetime, int]:
    return (one.due_at or one.told_at, one.urgency)


def _holder(rows: Sequence[DutyRow]) -> str:
    """Say which post holds an episode: that of its most urgent duty, with where silence climbed."""
    if not rows:
        return "Nobody: nothing is owed"
    first = min(rows, key=lambda one: (one.urgency, one.opened_at))
    climbed = first.told_title if first.told != first.post and first.state == "waiting" else ""
    return f"{first.post_title}; told: {climbed}" if climbed else first.post_title
