"""Reads of missing episodes, each asked by a viewer. What is sealed from them is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from firstlight.access.selectors import may, sight, title_of
from firstlight.duties import selectors as duties
from firstlight.duties.selectors import DutyRow
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import age_on, london_date
from firstlight.missing.checking import found_checks
from firstlight.missing.differences import Unrecorded, unrecorded
from firstlight.missing.figures import Figures, figures
from firstlight.missing.models import Episode
from firstlight.missing.planned import rows_of
from firstlight.missing.rules.steps import AFTER, OPEN, UNCLOSED, buttons, said_of
from firstlight.missing.shapes import BoardRow, Child, EpisodeView, Line, ReportRow
from firstlight.missing.siding import side_by_side
from firstlight.missing.together import together
from firstlight.missing.who import episodes_of, persons_of
from firstlight.people.selectors import Hit, appearances_in, persons_at, stands_as, who
from firstlight.picture.rules.values import Nearness
from firstlight.picture.selectors import Restricted, concerned, record
from firstlight.risk.selectors import working_levels

__all__ = [
    "BoardRow", "Child", "EpisodeView", "Figures", "Line", "ReportRow", "Unrecorded", "board",
    "episode", "episodes_about", "figures", "lines_wanted", "of_record", "open_for", "unrecorded",
]  # fmt: skip

# Open episodes of others offered on a page, the newest: each is a look (LOCAL).
OFFERED = 40
_NEAR = (Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT)


def _visible(viewer: Viewer, rows: Iterable[Episode]) -> list[tuple[Episode, str]]:
    """Give the episodes a viewer may know of, each with its person."""
    listed = list(rows)
    people = persons_of(listed, viewer)
    return [(row, people[row.ref]) for row in listed if row.ref in people]


def _age(hit: Hit | None, at: datetime) -> int | None:
    if hit is None:
        return None
    return age_on(hit.born_on, london_date(at)) if hit.born_on else hit.age_stated


def _rows(found: Sequence[tuple[Episode, str]], viewer: Viewer, at: datetime) -> list[BoardRow]:
    people = [person for _, person in found]
    hits = who(dict.fromkeys(people), viewer=viewer)
    shut = sight(viewer).restricted
    levels = working_levels(list(dict.fromkeys(people)))
    same = side_by_side([row for row, _ in found if row.state in OPEN], viewer)
    viewer.seen.add(*people)
    made = []
    for row, person in found:
        open_now = duties.about(row.ref, viewer, at, closed=False)
        following = min(open_now, key=_soonest, default=None)
        hit, restricted = hits.get(person), person in shut
        made.append(BoardRow(
            ref=row.ref, person=person, name="Restricted" if restricted else hit.name if hit else "Name not known",
            age=None if restricted else _age(hit, at), adult=row.adult, state=row.state,
            state_said=said_of(row.state),
            level=levels.get(person, {}).get("missing", ""), told_at=row.told_at,
            since=row.lapsed_at or row.told_at, recorded_at=row.recorded_at, area=row.area,
            from_care=row.from_care, home="" if restricted else row.home, words=row.words,
            reports=row.reports.count(), held_by=_holder(open_now),
            next_title=following.title if following else "", next_due=following.due_at if following else None,
            next_ref=following.ref if following else "", late=bool(following and following.late),
            returned_at=row.returned_at, closed_at=row.closed_at, restricted=restricted,
            may_be=tuple(sorted(same.get(row.ref, {}))),
        ))  # fmt: skip
    return made


def _soonest(one: DutyRow) -> tuple[datetime, int]:
    return (one.due_at or one.told_at, one.urgency)


def _holder(rows: Sequence[DutyRow]) -> str:
    """Say which post holds an episode: that of its most urgent duty, with where silence climbed."""
    if not rows:
        return "Nobody: nothing is owed"
    first = min(rows, key=lambda one: (one.urgency, one.opened_at))
    climbed = first.told_title if first.told != first.post and first.state == "waiting" else ""
    return f"{first.post_title}; told: {climbed}" if climbed else first.post_title


_SHOWN = {
    "open": OPEN, "found": AFTER, "unclosed": UNCLOSED, "closed": ("closed",),
    "unacknowledged": ("reported",), "away": ("away",),
}  # fmt: skip


def board(
    viewer: Viewer,
    at: datetime,
    *,
    show: str = "open",
    area: str = "",
    care: str = "",
    limit: int = 200,
) -> tuple[BoardRow, ...]:
    """Give episodes, the highest working level first, then the longest missing.

    `show` is one of open, found, unclosed, closed, unacknowledged, away; `care` "yes" or "no".
    NotThere for whoever may not see missing episodes.
    """
    if not may(viewer, "missing.see"):
        raise NotThere
    rows = Episode.objects.filter(state__in=_SHOWN.get(show, OPEN))
    rows = rows.filter(area=area) if area else rows
    rows = rows.filter(from_care=care == "yes") if care in {"yes", "no"} else rows
    order = "-closed_at" if show == "closed" else "told_at"
    made = _rows(_visible(viewer, rows.order_by(order, "pk")[:limit]), viewer, at)
    return tuple(sorted(made, key=_danger) if show != "closed" else made)


_ORDER = {"high": 0, "": 1, "unknown": 1, "medium": 2, "low": 3, "very_low": 4}


def _danger(row: BoardRow) -> tuple[int, datetime]:
    return (_ORDER.get(row.level, 1), row.told_at)


def _one(ref: str, viewer: Viewer) -> tuple[Episode, str]:
    row = Episode.objects.filter(ref=ref).first()
    if row is not None and row.joined_to:
        row = Episode.objects.filter(ref=row.joined_to).first()
    found = _visible(viewer, [row]) if row and may(viewer, "missing.see", ref) else []
    if not found:
        raise NotThere
    return found[0]


def episode(ref: str, viewer: Viewer, at: datetime) -> EpisodeView:
    """Give one episode whole; one that was joined leads to the one it is shown in.

    NotThere where it is not there, or not this viewer's.
    """
    row, person = _one(ref, viewer)
    (shown,) = _rows([(row, person)], viewer, at)
    if shown.restricted:
        raise Restricted(person)
    open_now = _visible(viewer, Episode.objects.filter(state__in=OPEN).order_by("told_at", "pk"))
    others = [one for one, _ in open_now]
    same = side_by_side(others, viewer).get(row.ref, {}) if row.state in OPEN else {}
    return EpisodeView(
        row=replace(shown, may_be=tuple(sorted(same))), same=same, reports=_reports(row, viewer, at),
        history=_history(row), duties=duties.about(row.ref, viewer, at),
        children=_children(row, person, viewer, at), buttons=buttons(row.state, adult=row.adult),
        tonight=dict(row.tonight), plan=rows_of(row, at, shown.level),
        checks=() if row.adult else found_checks(row, person, viewer, at),
        protections=_protections(row), others=_named(open_now, row, viewer),
        beside=together(row, viewer), next_contact_at=row.next_contact_at,
        acknowledged_by=title_of(row.acknowledged_by) if row.acknowledged_by else "",
    )  # fmt: skip


def _named(
    found: Sequence[tuple[Episode, str]], row: Episode, viewer: Viewer
) -> tuple[tuple[str, str], ...]:
    """Give the newest other open episodes with a name: more than a list can hold is nobody's choice."""
    beside = [(one.ref, person) for one, person in found if one.ref != row.ref]
    beside = beside[-OFFERED:]
    shut, hits = sight(viewer).restricted, who([person for _, person in beside], viewer=viewer)
    viewer.seen.add(*hits)
    return tuple((ref, hits[p].name) for ref, p in beside if p in hits and p not in shut)


def _protections(row: Episode) -> tuple[str, ...]:
    told = row.history.filter(verb__in=("protection", "protection_ended")).values_list(
        "verb", "record"
    )
    begun = [ref for verb, ref in told if verb == "protection"]
    over = {ref for verb, ref in told if verb == "protection_ended"}
    return tuple(ref for ref in begun if ref not in over)


def _reports(row: Episode, viewer: Viewer, at: datetime) -> tuple[ReportRow, ...]:
    found = []
    for one in row.reports.order_by("told_at", "pk"):
        try:
            view = record(one.record, viewer=viewer, at=at)
        except NotThere:
            continue
        name = next((a.name for a in view.people if a.ref == one.appearance), "")
        found.append(ReportRow(
            view.ref, view.kind, view.source_name, view.title, view.narrative, one.because,
            one.told_at, one.recorded_at, name,
        ))  # fmt: skip
    return tuple(found)


def _history(row: Episode) -> tuple[Line, ...]:
    joined = Episode.objects.filter(joined_to=row.ref)
    rows = [*row.history.all(), *(one for gone in joined for one in gone.history.all())]
    rows.sort(key=lambda one: (one.at, one.pk))
    return tuple(
        Line(one.verb, one.said, one.link, one.record, title_of(one.by), one.at) for one in rows
    )


def _children(row: Episode, person: str, viewer: Viewer, at: datetime) -> tuple[Child, ...]:
    """Give the children concerned by class: in the household now, related, in regular contact."""
    near = _also_there(row, person, viewer)
    for report in row.reports.all():
        try:
            found = concerned(report.record, viewer=viewer, at=at)
        except NotThere:
            continue
        for one in found:
            if one.person != person and one.counts_as_child and one.nearness in _NEAR:
                near.setdefault(one.person, (one.nearness.value, one.because))
    hits = who(near, viewer=viewer)
    lines = {}
    people = persons_at([line.anchor for line in row.lines.all()])
    for line in row.lines.order_by("pk"):
        lines[people.get(line.anchor, "")] = line
    viewer.seen.add(*near)
    return tuple(
        Child(
            ref, hits[ref].name, nearness, because,
            lines[ref].outcome if ref in lines else "",
            title_of(lines[ref].by) if ref in lines else "",
        )
        for ref, (nearness, because) in near.items()
        if ref in hits
    )  # fmt: skip


def _also_there(row: Episode, person: str, viewer: Viewer) -> dict[str, tuple[str, str]]:
    """Give the children who were there when this one was found: each needs a line."""
    refs = row.history.filter(verb="also_there").values_list("record", flat=True)
    people = [a.person for ref in refs for a in appearances_in(ref, viewer=viewer)]
    return {one: ("also there", "There when this child was found.") for one in people
            if one and one != person}  # fmt: skip


def lines_wanted(ref: str, viewer: Viewer, at: datetime) -> tuple[Child, ...]:
    """Give the children concerned in an episode whom nobody has given a line."""
    row, person = _one(ref, viewer)
    return tuple(one for one in _children(row, person, viewer, at) if not one.outcome)


def open_for(person: str) -> str:
    """Give a person's open episode, empty where there is none: for the system's own work."""
    rows = [row for row in episodes_of(stands_as(person)) if row.state in OPEN]
    return min(rows, key=lambda row: (row.told_at, row.pk)).ref if rows else ""


def episodes_about(person: str, viewer: Viewer, at: datetime) -> tuple[BoardRow, ...]:
    """Give a person's episodes as a viewer may know them, newest first."""
    if not may(viewer, "missing.see", person):
        return ()
    return tuple(_rows(_visible(viewer, episodes_of(person)), viewer, at))


def of_record(ref: str, viewer: Viewer, at: datetime) -> tuple[BoardRow, ...]:
    """Give the episodes a record told of."""
    if not may(viewer, "missing.see", ref):
        return ()
    rows = Episode.objects.filter(reports__record=ref).distinct()
    return tuple(_rows(_visible(viewer, rows), viewer, at))
