"""What a person or system said of somebody that stands until it ends: markers, grades, danger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.picture.rules.values import GradeView, Link, MarkerView, RecordView
from firstlight.records.rules.kinds.custody import OffenderManagement
from firstlight.records.rules.kinds.judged import Grading
from firstlight.records.rules.kinds.orders import WarningMarker

_MARKED = frozenset({"subject", "suspect", "respondent", "detained"})
_DANGER = frozenset({"risk_to_children", "exploits_children"})


def _stands(details: WarningMarker, at: datetime) -> bool:
    begun = details.begins_at is None or details.begins_at <= at
    return begun and (details.ends_at is None or details.ends_at > at)


def marked(record: RecordView) -> tuple[str, ...]:
    """Give whom a record is about: its subjects, or the only person it names."""
    sure = [one for one in record.people if one.person and one.link is not Link.MAY_BE]
    about = [str(one.person) for one in sure if one.role in _MARKED]
    if not about and len(record.people) == 1:
        about = [str(one.person) for one in sure]
    return tuple(dict.fromkeys(about))


def marker_view(
    record: RecordView, at: datetime, *, person: str | None = None, place: str | None = None
) -> MarkerView | None:
    """Read a record as a marker on this person or place, if it is one."""
    details = record.details
    if not isinstance(details, WarningMarker):
        return None
    return MarkerView(
        record.ref, details.marker, details.reason, details.owner, person, place,
        details.ends_at, _stands(details, at),
    )  # fmt: skip


def markers_on_person(
    records: Iterable[RecordView], person: str, at: datetime
) -> tuple[MarkerView, ...]:
    """Give the markers on a person, those that stand first."""
    found = [
        view
        for record in records
        if (view := marker_view(record, at, person=person)) and person in marked(record)
    ]
    return tuple(sorted(found, key=lambda view: not view.in_force))


def markers_on_place(
    records: Iterable[RecordView], place: str, at: datetime
) -> tuple[MarkerView, ...]:
    """Give the markers on a place itself: those whose record marks no person."""
    found = [
        view
        for record in records
        if (view := marker_view(record, at, place=place))
        and any(where == place for _, where, _ in record.places)
        and not marked(record)
    ]
    return tuple(sorted(found, key=lambda view: not view.in_force))


def grades_of(records: Iterable[RecordView], person: str) -> tuple[GradeView, ...]:
    """Give the grades people set for a person, newest first."""
    found = []
    for record in records:
        details = record.details
        if isinstance(details, Grading) and person in marked(record):
            found.append(
                GradeView(
                    record.ref, details.framework, details.level, record.author, record.recorded_at,
                    details.provisional, details.agreed_by, details.rationale, record.known_seq,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.at, one.position), reverse=True))


def _tells_danger(record: RecordView, at: datetime) -> bool:
    details = record.details
    if isinstance(details, OffenderManagement):
        known = details.poses_risk_to_children
        return known == "yes" or (details.registered_sex_offender == "yes" and known != "no")
    return isinstance(details, WarningMarker) and details.marker in _DANGER and _stands(details, at)


def danger_of(records: Iterable[RecordView], person: str, at: datetime) -> tuple[str, ...]:
    """Give the records that say a person poses a risk to children, newest first.

    A registered sex offender counts unless the same record says there is no such risk.
    """
    return tuple(r.ref for r in records if _tells_danger(r, at) and person in marked(r))
