"""Missing episodes: which records are reports, which are still open.

Whereabouts not established is missing, whatever it was called. "Away, whereabouts known" needs
how it is known, that somebody spoke to them, and a next contact time; it becomes missing by
itself when that passes. A row of a yearly return is never a live report and never reassures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.records.rules.kinds.concern import PartnerConcern
from firstlight.records.rules.kinds.incidents import Incident
from firstlight.records.rules.kinds.missing import MissingReport, Return
from firstlight.risk.rules.reading.near import is_about
from firstlight.risk.rules.reading.once import once
from firstlight.risk.rules.reading.spans import happening_of, latest, refs, told

# A job and a missing record this close together tell of one episode.
ONE_EPISODE = timedelta(hours=24)
_KINDS = frozenset({"missing_report", "incident", "partner_concern"})


@dataclass(frozen=True, slots=True)
class Episode:
    """One time a person's whereabouts were not established, and the records that say so."""

    begins: datetime
    reports: tuple[RecordView, ...]
    is_open: bool


@once
def _returns(picture: PersonPicture) -> tuple[RecordView, ...]:
    """Give the returns that end a search: safe and seen, nothing less."""
    return tuple(
        record
        for record, details in told(picture.records, Return)
        if details.state == "safe_and_seen" and is_about(record, picture.ref)
    )


def is_known_away(record: RecordView, picture: PersonPicture, at: datetime) -> bool:
    """Tell whether the record fully says where the person is, and its contact time stands."""
    details = record.details
    if not isinstance(details, MissingReport | Incident) or details.whereabouts_known != "yes":
        return False
    due = details.next_contact_at
    if due is None:
        return isinstance(details, Incident)
    how = details.how_known if isinstance(details, MissingReport) else "job"
    told_well = bool(how) and details.spoken_to == "yes"
    kept = any(record.moment <= back.moment <= due for back in _returns(picture))
    return told_well and (at < due or kept)


def is_report(record: RecordView, picture: PersonPicture, at: datetime) -> bool:
    """Tell whether a record is a live report that this person's whereabouts are not known."""
    details = record.details
    if isinstance(details, MissingReport):
        live = not details.is_return_row and not is_known_away(record, picture, at)
    elif isinstance(details, Incident):
        overdue = details.whereabouts_known == "yes" and not is_known_away(record, picture, at)
        live = details.whereabouts_known == "no" or overdue
    elif isinstance(details, PartnerConcern):
        live = details.whereabouts_known == "no"
    else:
        return False
    return live and is_about(record, picture.ref)


def return_rows(picture: PersonPicture) -> tuple[RecordView, ...]:
    """Give the rows of yearly returns that tell of an absence."""
    rows = told(picture.records, MissingReport)
    return tuple(record for record, details in rows if details.is_return_row)


def _is_open(
    begins: datetime, reports: Iterable[RecordView], ends: Iterable[RecordView], at: datetime
) -> bool:
    if any(begins <= back.moment for back in ends):
        return False
    said = (r.details.returned_on for r in reports if isinstance(r.details, MissingReport))
    return not any(day is not None and day <= london_date(at) for day in said)


def _begins(group: Iterable[RecordView]) -> datetime:
    return min(record.moment for record in group)


def _grouped(
    picture: PersonPicture, at: datetime, since: datetime | None
) -> tuple[list[list[RecordView]], list[list[RecordView]]]:
    """Group reports by happening, those with a missing record and the rest, oldest first."""
    reports = [
        record
        for record in picture.records
        if record.kind in _KINDS
        and (since is None or latest(record) > since)
        and is_report(record, picture, at)
    ]
    of_happening = happening_of(picture, reports)
    groups: dict[str, list[RecordView]] = {}
    for record in reports:
        groups.setdefault(of_happening.get(record.ref, record.ref), []).append(record)
    main: list[list[RecordView]] = []
    jobs: list[list[RecordView]] = []
    for key in sorted(groups, key=lambda key: (_begins(groups[key]), key)):
        group = groups[key]
        is_main = any(record.kind == "missing_report" for record in group)
        (main if is_main else jobs).append(group)
    return main, jobs


@once
def episodes(
    picture: PersonPicture, at: datetime, window: timedelta | None = None
) -> tuple[Episode, ...]:
    """Give a person's missing episodes reported within a window, newest first.

    A job or concern and a missing record within a day are paired one to one, so that one night
    told twice is one episode and a further report never makes the count smaller.
    """
    main, jobs = _grouped(picture, at, at - window if window else None)
    free = list(range(len(main)))
    for job in jobs:
        near = next((n for n in free if abs(_begins(main[n]) - _begins(job)) <= ONE_EPISODE), None)
        if near is None:
            main.append(job)
        else:
            free.remove(near)
            main[near] = [*main[near], *job]
    ends = _returns(picture)
    found = [Episode(_begins(g), tuple(g), _is_open(_begins(g), g, ends, at)) for g in main]
    return tuple(sorted(found, key=lambda one: (one.begins, one.reports[0].order), reverse=True))


@once
def open_episodes(picture: PersonPicture, at: datetime) -> tuple[Episode, ...]:
    """Give the episodes that no safe-and-seen return has ended."""
    return tuple(one for one in episodes(picture, at) if one.is_open)


@once
def contact_times(picture: PersonPicture) -> tuple[datetime, ...]:
    """Give the next contact times after which `away, whereabouts known` becomes missing."""
    due = [details.next_contact_at for _, details in told(picture.records, MissingReport)]
    due += [details.next_contact_at for _, details in told(picture.records, Incident)]
    return tuple(moment for moment in due if moment is not None)


def reports(found: Iterable[Episode]) -> tuple[str, ...]:
    """Give the references of some episodes' reports, newest first."""
    return refs(record for one in found for record in one.reports)
