"""What went before: earlier domestic abuse, the last grade, MARAC, another partner, a codeword.

What call staff pass on is told by College of Policing practice on domestic abuse. Counted of adults
who are there alone: a child's past as the victim of somebody else is nobody's to brief.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from firstlight.briefs.rules.danger import RECENT, is_withheld
from firstlight.briefs.rules.document import Given, TopLine
from firstlight.briefs.rules.words import many
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import london
from firstlight.picture.rules.values import Link, PersonPicture, RecordView
from firstlight.records.rules.kinds.domestic import DomesticAbuse

_YEAR = timedelta(days=365)
_DONE_BY = frozenset({"suspect", "respondent", "detained"})
_PART_IN = _DONE_BY | {"victim", "subject"}
_NEAR = frozenset({"household", "related", "contact"})


def history(given: Given, at: datetime) -> tuple[TopLine, ...]:
    """Give what went before between the adults of a brief, each line with its records."""
    grown = tuple(_adults(given, at))
    held = _abuse(grown, given, at)
    return (
        *_earlier(held, at),
        *_graded(held),
        *_heard(held, at),
        *_serial(grown, given, at),
        *_codeword(held),
    )


def short(given: Given, at: datetime) -> str:
    """Say in few words how much went before, or nothing."""
    held = _abuse(tuple(_adults(given, at)), given, at)
    if not held:
        return ""
    marac = "; MARAC within 12 months" if _marac(held, at) else ""
    return f"Before: {many(_events(held), 'domestic incident')} told, last {_day(held[0].moment)}{marac}."


def _adults(given: Given, at: datetime) -> Iterator[PersonPicture]:
    for one in given.concerned:
        picture = given.pictures.get(one.person)
        near = one.nearness.value in _NEAR and one.link is not Link.MAY_BE
        if (
            picture
            and near
            and one.person not in given.struck
            and picture.is_child(at) is Answer.NO
        ):
            yield picture


def _abuse(adults: Iterable[PersonPicture], given: Given, at: datetime) -> tuple[RecordView, ...]:
    """Give the records of domestic abuse that adults here had part in, of the last years, newest first."""
    job = given.job.ref if given.job else ""
    number = getattr(given.job.details, "job", "") if given.job else ""
    found = {
        record.ref: record
        for picture in adults
        for record in picture.records
        if isinstance(record.details, DomesticAbuse)
        and record.ref != job
        and not (number and number in {record.details.job, record.happening})
        and at - RECENT <= record.moment <= at
        and record.roles_of(picture.ref) & _PART_IN
        and not is_withheld(record)
    }
    return tuple(sorted(found.values(), key=lambda r: (-r.moment.timestamp(), r.ref)))


def _events(held: Iterable[RecordView]) -> int:
    """Count events: records with the same cross-reference are one."""
    return len({getattr(r.details, "job", "") or r.happening or r.ref for r in held})


def _day(moment: datetime) -> str:
    return london(moment).strftime("%-d %b %Y")


def _line(text: str, held: Iterable[RecordView]) -> TopLine:
    return TopLine("history", text, tuple(record.ref for record in held))


def _earlier(held: tuple[RecordView, ...], at: datetime) -> Iterator[TopLine]:
    if not held:
        yield _line(
            "Earlier domestic abuse: none told that you may see. None told is not none.", ()
        )
        return
    year = [r for r in held if r.moment >= at - _YEAR]
    said = many(_events(held), "domestic abuse incident")
    yield _line(
        f"{said} told in three years, {_events(year)} of them in 12 months; the last {_day(held[0].moment)}.",
        held,
    )


def _graded(held: tuple[RecordView, ...]) -> Iterator[TopLine]:
    for record in held:
        details = record.details
        if isinstance(details, DomesticAbuse) and (details.grade or details.secondary_grade):
            tool = f" by {details.tool.replace('_', ' ')}" if details.tool else ""
            second = f"; second grade {details.secondary_grade}" if details.secondary_grade else ""
            first = f"{details.grade}{tool}" if details.grade else "not told at first"
            yield _line(f"Last graded {first}{second}, {_day(record.moment)}.", (record,))
            return


def _marac(held: Iterable[RecordView], at: datetime) -> list[RecordView]:
    since = (at - _YEAR).date()
    return [
        r for r in held
        if isinstance(r.details, DomesticAbuse)
        and r.details.marac_heard_on is not None
        and since <= r.details.marac_heard_on <= at.date()
    ]  # fmt: skip


def _heard(held: tuple[RecordView, ...], at: datetime) -> Iterator[TopLine]:
    rows = _marac(held, at)
    if rows:
        on = max(
            r.details.marac_heard_on
            for r in rows
            if isinstance(r.details, DomesticAbuse) and r.details.marac_heard_on
        )
        yield _line(f"Heard at MARAC on {on:%-d %b %Y}, within 12 months.", rows)


def _serial(adults: tuple[PersonPicture, ...], given: Given, at: datetime) -> Iterator[TopLine]:
    """Tell that somebody here abused another partner too; whom is nobody's to know here."""
    here = {picture.ref for picture in adults}
    for picture in adults:
        rows = [
            record for record in _abuse((picture,), given, at)
            if record.roles_of(picture.ref) & _DONE_BY
            and any(a.role == "victim" and a.person and a.person not in here
                    and (a.age_stated is None or a.age_stated > 15) for a in record.people)
        ]  # fmt: skip
        if rows:
            yield _line(f"{picture.name}: abuse of somebody else is told too.", rows)


def _codeword(held: tuple[RecordView, ...]) -> Iterator[TopLine]:
    rows = [r for r in held if isinstance(r.details, DomesticAbuse) and r.details.codeword]
    if rows:
        yield _line("A codeword is agreed: ask the control room for it, never over the air.", rows)
