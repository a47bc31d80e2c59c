"""Reads of missing episodes, each asked by a viewer. What is sealed from them is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from firstlight.access.selectors import may, sight, title_of
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.checking import found_checks
from firstlight.missing.differences import Unrecorded, unrecorded
from firstlight.missing.figures import Figures, figures
from firstlight.missing.listing import board, page, rows_for, seen_of
from firstlight.missing.models import Episode
from firstlight.missing.planned import rows_of
from firstlight.missing.rules.steps import OPEN, buttons
from firstlight.missing.shapes import (
    BoardCounts,
    BoardPage,
    BoardRow,
    Child,
    EpisodeView,
    Line,
    ReportRow,
)
from firstlight.missing.siding import side_by_side
from firstlight.missing.together import together
from firstlight.missing.who import episodes_of
from firstlight.people.selectors import appearances_in, persons_at, stands_as, who
from firstlight.picture.rules.values import Nearness
from firstlight.picture.selectors import Restricted, concerned, record

__all__ = [
    "BoardCounts", "BoardPage", "BoardRow", "Child", "EpisodeView", "Figures", "Line", "ReportRow", "Unrecorded",
    "board", "episode", "episodes_about", "figures", "lines_wanted", "of_record", "open_for", "page", "unrecorded",
]  # fmt: skip

# Open episodes of others offered on a page, the newest: each is a look (LOCAL).
OFFERED = 40
_NEAR = (Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT)


def _one(ref: str, viewer: Viewer) -> tuple[Episode, str]:
    row = Episode.objects.filter(ref=ref).first()
    if row is not None and row.joined_to:
        row = Episode.objects.filter(ref=row.joined_to).first()
    found = seen_of(viewer, [row]) if row and may(viewer, "missing.see", ref) else []
    if not found:
        raise NotThere
    return found[0]


def episode(ref: str, viewer: Viewer, at: datetime) -> EpisodeView:
    """Give one episode whole; one that was joined leads to the one it is shown in.

    NotThere where it is not there, or not this viewer's.
    """
    row, person = _one(ref, viewer)
    (shown,) = rows_for([(row, person)], viewer, at)
    if shown.restricted:
        raise Restricted(person)
    open_now = seen_of(viewer, Episode.objects.filter(state__in=OPEN).order_by("told_at", "pk"))
    others = [one for one, _ in open_now]
    same = side_by_side(others, viewer, of=row.ref).get(row.ref, {}) if row.state in OPEN else {}
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
    return tuple(rows_for(seen_of(viewer, episodes_of(person)), viewer, at))


def of_record(ref: str, viewer: Viewer, at: datetime) -> tuple[BoardRow, ...]:
    """Give the episodes a record told of."""
    if not may(viewer, "missing.see", ref):
        return ()
    rows = Episode.objects.filter(reports__record=ref).distinct()
    return tuple(rows_for(seen_of(viewer, rows), viewer, at))
