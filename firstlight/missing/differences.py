"""Reported, not recorded: every live report against the episodes; the difference has an owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.areas import area_of_record
from firstlight.missing.models import ReadReport, Report
from firstlight.missing.rules.is_missing import Said, is_missing, verdict
from firstlight.missing.who import SYSTEM, writing_up
from firstlight.picture.selectors import persons, record
from firstlight.records.selectors import VersionView, newest

KINDS = ("missing_report", "incident", "contact", "partner_concern", "vulnerability_report")
LOOKS_BACK = timedelta(days=14)
# A placement may be written down this long before the child is to arrive (LOCAL).
PLANNED_BEFORE = timedelta(days=60)
MOST = 5000


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A report that says, or may say, somebody is missing, and no episode has it.

    `to_read` where only its words say so: a person reads it.
    """

    record: str
    kind: str
    source: str
    because: str
    told_at: datetime
    recorded_at: datetime
    person: str
    area: str
    to_read: bool


def _live(since: datetime, at: datetime) -> Iterator[VersionView]:
    planned = newest(kinds=("care_placement",), since=since - PLANNED_BEFORE, limit=MOST)
    for one in (*newest(kinds=KINDS, since=since, limit=MOST), *planned):
        if one.before_live:
            continue
        texts = (one.envelope.narrative,)
        told = verdict(one.kind, one.details, title=one.envelope.title, texts=texts, at=at)
        if told.state != "not":
            yield one


def unrecorded(
    at: datetime, *, viewer: Viewer = SYSTEM, since: datetime | None = None
) -> tuple[Unrecorded, ...]:
    """Give every live report without an episode, the oldest first; none is what should be.

    `since` is 14 days before without one. A report this viewer may not know of is left out.
    """
    live = list(_live(since or at - LOOKS_BACK, at))
    refs = [one.ref for one in live]
    held = set(Report.objects.filter(record__in=refs).values_list("record", "key"))
    read = set(ReadReport.objects.filter(record__in=refs).values_list("record", flat=True))
    found = []
    for one in live:
        if one.ref not in read:
            found += list(_of(one, held, viewer, at))
    return tuple(sorted(found, key=lambda row: (row.told_at, row.record)))


def _of(
    one: VersionView, held: set[tuple[str, str]], viewer: Viewer, at: datetime
) -> Iterator[Unrecorded]:
    try:
        view = record(one.ref, viewer=viewer, at=at)
    except NotThere:
        return
    left = [
        said
        for said in is_missing(view, at=at)
        if (view.ref, said.key) not in held and not _beside(view.ref, said, held)
    ]
    if not left:  # as nearly all are: no picture is worked out for what stands in an episode
        return
    pictures = persons({said.person for said in left if said.person}, viewer=SYSTEM, at=at)
    ages = {ref: picture.is_child(view.moment) for ref, picture in pictures.items()}
    keys = {said.key for said in left}
    for said in is_missing(view, ages, at):
        if said.key in keys:
            yield Unrecorded(
                view.ref, view.kind, view.source_name, said.finding.because,
                view.told_at or view.recorded_at, view.recorded_at, said.person,
                area_of_record(view), said.state == "to_read" or writing_up(view, said),
            )  # fmt: skip


def _beside(ref: str, said: Said, held: set[tuple[str, str]]) -> bool:
    """Tell whether a report that names nobody was joined by a reader to somebody."""
    return not said.key and any(record_ref == ref for record_ref, _ in held)
