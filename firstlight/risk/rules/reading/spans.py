"""Windows of time: what still counts, and when it stops counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from firstlight.picture.rules.values import PersonPicture, RecordView, Situation
from firstlight.records.rules.kinds.kind import Details
from firstlight.risk.rules.reading.once import once
from firstlight.risk.rules.rule import Moments, Settings

DAYS_30 = timedelta(days=30)
DAYS_90 = timedelta(days=90)
# Twelve months holds a leap day, so that no fact is dropped a day early.
YEAR = timedelta(days=366)
_SLACK = {"day": timedelta(days=1), "month": timedelta(days=31)}

D = TypeVar("D", bound=Details)


def latest(record: RecordView) -> datetime:
    """Give the last moment at which it can have happened: a vague date never drops a fact."""
    occurred = record.occurred
    if occurred.begins is None:
        return record.moment
    return occurred.ends or occurred.begins + _SLACK.get(occurred.precision, timedelta())


def is_within(record: RecordView, at: datetime, window: timedelta) -> bool:
    """Tell whether the record still lies in a window that ends now."""
    return latest(record) > at - window


@once
def _typed(records: tuple[RecordView, ...]) -> dict[type, list[RecordView]]:
    """Sort a person's records by what their details are, read once for all rules."""
    found: dict[type, list[RecordView]] = {}
    for record in records:
        found.setdefault(type(record.details), []).append(record)
    return found


def told(records: Iterable[RecordView], details: type[D]) -> Iterator[tuple[RecordView, D]]:
    """Give the records of one kind with their typed details."""
    inside = _typed(records).get(details, ()) if isinstance(records, tuple) else records
    for record in inside:
        found = record.details
        if isinstance(found, details):
            yield record, found


def everybody(situation: Situation) -> tuple[PersonPicture, ...]:
    """Give the subject and all whose records the rules may read."""
    others = (one for ref, one in situation.people.items() if ref != situation.subject.ref)
    return (situation.subject, *others)


@once
def last_moments(situation: Situation) -> dict[str, list[datetime]]:
    """Give the last moments of everybody's records by kind."""
    found: dict[str, list[datetime]] = {}
    for one in everybody(situation):
        for record in one.records:
            found.setdefault(record.kind, []).append(latest(record))
    return found


@once
def _next(situation: Situation, window: timedelta, kind: str) -> tuple[datetime, ...]:
    """Give when the next record of a kind leaves a window, if any is in it."""
    at = situation.at
    ahead = [m + window for m in last_moments(situation).get(kind, ()) if m + window > at]
    return (min(ahead),) if ahead else ()


def lapses(window: timedelta, *kinds: str) -> Moments:
    """Make a rule's moments: the next record of each of these kinds leaves the window."""

    def moments(situation: Situation, _settings: Settings) -> list[datetime]:
        return [moment for kind in kinds for moment in _next(situation, window, kind)]

    return moments


def happening_of(picture: PersonPicture, records: Iterable[RecordView]) -> dict[str, str]:
    """Give each of these records its happening's reference; one in no happening is left out."""
    wanted = {record.ref for record in records}
    return {
        record.ref: one.ref
        for one in picture.happenings
        for record in one.records
        if record.ref in wanted
    }


def refs(records: Iterable[RecordView]) -> tuple[str, ...]:
    """Give the references, newest record first, whatever order they came in."""
    found = {record.ref: record for record in records}
    if len(found) < 2:
        return tuple(found)
    ordered = sorted(found.values(), key=lambda one: one.order, reverse=True)
    return tuple(record.ref for record in ordered)
