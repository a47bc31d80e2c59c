"""The windows within which records of one child are taken to tell of one thing.

LOCAL: the hours are a choice of this system, shown with the happening, and a person can part or
join what they bring together. A vague time joins what it covers and never bridges two events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.values import Link, RecordView
from firstlight.records.rules.kinds.custody import Arrest
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Crime, Incident
from firstlight.records.rules.kinds.missing import MissingReport, Return

MISSING = "missing"
EVENT = "event"
RETURN_ROW = "missing_return_row"

# family -> how far apart two records of it may lie and still be one happening.
WINDOWS = {MISSING: timedelta(hours=12), EVENT: timedelta(hours=6)}
# A safe return within a day of a report covers what was reported between; a later one does not,
# since the return of another night may never have been written down.
UNTIL_RETURN = timedelta(hours=24)
# What two systems tell of one child within half an hour, with nothing that sets the two apart.
AT_ONCE = timedelta(minutes=30)

Pair = tuple[str, str]


def references(record: RecordView) -> Iterator[str]:
    """Give the references by which a source itself says that records belong together."""
    details = record.details
    if record.happening:
        yield f"job:{record.happening.strip().upper()}"
    if isinstance(details, Incident | DomesticAbuse) and details.job:
        yield f"job:{details.job.strip().upper()}"
    elif isinstance(details, Crime) and details.crime_number:
        yield f"crime:{details.crime_number.strip().upper()}"
    elif isinstance(details, Arrest) and details.custody_number:
        yield f"custody:{details.custody_number.strip().upper()}"


def _is_exact(record: RecordView) -> bool:
    return record.occurred.begins is None or record.occurred.precision == "minute"


def _is_day(record: RecordView) -> bool:
    return record.occurred.begins is not None and record.occurred.precision == "day"


def _tells_return(record: RecordView) -> bool:
    return record.kind in {"return", "sighting"}


def _back(records: Sequence[RecordView]) -> list[datetime]:
    """Give the moments at which the child was safe and seen, nothing less."""
    return [
        record.moment
        for record in records
        if isinstance(record.details, Return) and record.details.state == "safe_and_seen"
    ]


def _is_row(record: RecordView) -> bool:
    return isinstance(record.details, MissingReport) and record.details.is_return_row


def missing_pairs(records: Sequence[RecordView]) -> Iterator[Pair]:
    """Give the pairs that tell of one absence; `records` in time order, of one child.

    Reports within 12 hours of each other, or before a safe return that came within a day, with
    no safe return between; then sightings and returns with the last report before them; then
    reports and rows known only to the day.
    """
    window = WINDOWS[MISSING]
    back = _back(records)
    reports = [r for r in records if not _tells_return(r) and not _is_row(r) and _is_exact(r)]
    for earlier, later in pairwise(reports):
        apart = any(earlier.moment < moment <= later.moment for moment in back)
        covered = any(later.moment < end <= earlier.moment + UNTIL_RETURN for end in back)
        if not apart and (covered or later.moment - earlier.moment <= window):
            yield earlier.ref, later.ref
    yield from _returned(records, reports, back)
    yield from _vague(records, reports)


def _returned(
    records: Sequence[RecordView], reports: Sequence[RecordView], back: Sequence[datetime]
) -> Iterator[Pair]:
    window = WINDOWS[MISSING]
    for record in (r for r in records if _tells_return(r)):
        before = [one for one in reports if one.moment <= record.moment]
        if not before:
            continue
        report = before[-1]
        ended = [moment for moment in back if report.moment <= moment < record.moment]
        if not ended or record.moment - ended[0] <= window:
            yield report.ref, record.ref


def _vague(records: Sequence[RecordView], reports: Sequence[RecordView]) -> Iterator[Pair]:
    """Tie what is known only to the day to the first report of that day, else to each other."""
    first_of_day: dict[object, str] = {}
    for one in reports:
        first_of_day.setdefault(london_date(one.moment), one.ref)
    rows = [r for r in records if _is_row(r)]
    vague = [r for r in records if not _tells_return(r) and not _is_row(r) and _is_day(r)]
    for record in [*vague, *rows]:
        day = london_date(record.moment)
        yield first_of_day.setdefault(day, record.ref), record.ref


def _places(record: RecordView) -> frozenset[str]:
    return frozenset(place for _, place, _ in record.places if place)


def event_pairs(records: Sequence[RecordView]) -> Iterator[Pair]:
    """Give the pairs that tell of one event: the same place, within 6 hours; in time order."""
    exact = [r for r in records if _is_exact(r)]
    for number, earlier in enumerate(exact):
        for later in exact[number + 1 :]:
            if later.moment - earlier.moment > WINDOWS[EVENT]:
                break
            if _places(earlier) & _places(later):
                yield earlier.ref, later.ref
    for record in (r for r in records if _is_day(r)):
        day, places = london_date(record.moment), _places(record)
        same = (r for r in exact if london_date(r.moment) == day and places & _places(r))
        first = next(same, None)
        if first is not None:
            yield first.ref, record.ref


def at_once_pairs(groups: Sequence[Sequence[RecordView]]) -> Iterator[Pair]:
    """Give the pairs that tie an event told alone to what another system told of the same moment.

    A job without an address and a crime without a job number are one event where both began
    within half an hour, no system told of both, their numbers do not differ, and they name no two
    places, or else at least two of the same people. Each lone record joins one event at most, the nearest by when that began,
    and never brings two together: what is told more never makes the count smaller. `groups` are
    what place and reference have tied already, each in time order.
    """
    events = [list(group) for group in groups if len(group) > 1 and _is_exact(group[0])]
    alone = sorted((g[0] for g in groups if len(g) == 1 and _is_minute(g[0])), key=_order)
    for record in alone:
        near = [one for one in events if _one_event(record, one)]
        if near:
            nearest = min(
                near, key=lambda one: (abs(one[0].moment - record.moment), _order(one[0]))
            )
            yield nearest[0].ref, record.ref
            nearest.append(record)
        else:
            events.append([record])


def _order(record: RecordView) -> tuple[object, ...]:
    return record.order


def _is_minute(record: RecordView) -> bool:
    return record.occurred.begins is not None and record.occurred.precision == "minute"


def _one_event(record: RecordView, event: Sequence[RecordView]) -> bool:
    return abs(event[0].moment - record.moment) <= AT_ONCE and all(
        (one.kind, one.source) != (record.kind, record.source) and _not_apart(one, record)
        for one in event
    )


def _not_apart(one: RecordView, other: RecordView) -> bool:
    """Tell whether nothing sets two records apart: no two numbers of one kind; no two places, or the same people."""
    numbers = [dict(told.split(":", 1) for told in references(record)) for record in (one, other)]
    if any(numbers[1].get(kind, number) != number for kind, number in numbers[0].items()):
        return False
    return not (_places(one) and _places(other)) or len(_persons(one) & _persons(other)) > 1


def _persons(record: RecordView) -> frozenset[str]:
    return frozenset(a.person for a in record.people if a.person and a.link is not Link.MAY_BE)
