"""The narrative: sentences by template from records, and what was left out, counted.

A child's past as the victim of somebody who is not there is not briefed. Records whose handling
allows only their owner's line are told by that line. Free text and the child's words are never told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.briefs.rules.danger import is_withheld
from firstlight.briefs.rules.document import Given, PersonLine, Sentence
from firstlight.briefs.rules.words import many
from firstlight.picture.rules.telling import sentence
from firstlight.picture.rules.values import Link, PersonPicture, RecordView

MOST_OF_ONE = 6
MOST = 30
# The gravest kinds first; a kind that is not here is no part of a brief's narrative.
KINDS = (
    "domestic_abuse_incident", "offender_management", "warning_marker", "arrest", "crime",
    "missing_report", "police_protection", "vulnerability_report", "partner_concern",
    "intelligence", "online_referral", "image_sharing", "social_care", "care_placement",
    "incident", "stop_search",
)  # fmt: skip
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_ADVERSE_BY = frozenset({"suspect", "detained", "respondent", "carer", "parent", "found_with"})
_VICTIM = frozenset({"victim", "child"})
# Told of a child by others out of concern; nobody need have done it.
_OF_CONCERN = frozenset({
    "missing_report", "police_protection", "social_care", "care_placement", "warning_marker",
    "partner_concern", "vulnerability_report",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrative:
    """What is told, and how much was left out and why."""

    sentences: tuple[Sentence, ...]
    left_out: tuple[str, ...]


def narrative(
    given: Given, people: tuple[PersonLine, ...], there: frozenset[str], at: datetime
) -> Narrative:
    """Tell each person's records, those named first first; each record once; the rest counted."""
    used = _of_job(given)
    left: Counter[str] = Counter()
    told: list[Sentence] = []
    for line in people:
        picture = given.pictures.get(line.person)
        if picture is None:
            continue
        for found in _of_person(picture, line, there, used, left, at):
            if len(told) < MOST:
                told.append(found)
            else:
                left["more"] += 1
    return Narrative(tuple(told), _left_out(left, given))


def _of_job(given: Given) -> set[str]:
    """Give the records of the job itself, by its number: what happens now is no history."""
    if given.job is None:
        return set()
    number = getattr(given.job.details, "job", "") or given.job.happening
    held = [record for picture in given.pictures.values() for record in picture.records]
    same = {
        record.ref for record in held
        if number and number in {getattr(record.details, "job", ""), record.happening}
    }  # fmt: skip
    return same | {given.job.ref}


def _of_person(
    picture: PersonPicture,
    line: PersonLine,
    there: frozenset[str],
    used: set[str],
    left: Counter[str],
    at: datetime,
) -> Iterator[Sentence]:
    chosen = []
    for record in picture.records:
        if record.ref in used:
            continue
        if record.kind not in _ORDER:
            left["kind"] += record.kind not in _TOLD_ELSEWHERE
            continue
        if line.child and _past_victim(record, picture.ref, there):
            left["past"] += 1
            used.add(record.ref)
            continue
        chosen.append(record)
    chosen.sort(key=lambda r: (_ORDER[r.kind] > 4, -r.moment.timestamp()))
    used.update(record.ref for record in chosen)
    left["more"] += len(chosen[MOST_OF_ONE:])
    for record in chosen[:MOST_OF_ONE]:
        yield _sentence(record, picture, at)
    for record in picture.may_be:
        left["may_be"] += record.ref not in used


def _sentence(record: RecordView, picture: PersonPicture, at: datetime) -> Sentence:
    said = sentence(record, picture.ref, at, born_on=picture.born_on)
    linked = any(a.link is Link.LINKED for a in record.of(picture.ref))
    return Sentence(picture.ref, said.text, said.record, said.date, said.source, may_be=linked)


def _past_victim(record: RecordView, person: str, there: frozenset[str]) -> bool:
    """Tell whether a record is of a child as victim and nobody who did it is there."""
    if record.kind in _OF_CONCERN or not record.roles_of(person) & _VICTIM:
        return False
    by = {
        who
        for one in record.people
        if one.role in _ADVERSE_BY
        for who in ((one.person,) if one.person else one.may_be)
    } - {person}
    return not by & there


# What stands in a line of its own on the brief.
_TOLD_ELSEWHERE = frozenset({
    "order", "bail", "school_enrolment", "grading", "disclosure", "unit_crewing",
})  # fmt: skip


def _left_out(left: Counter[str], given: Given) -> tuple[str, ...]:
    withheld = {r.ref for p in given.pictures.values() for r in p.records if is_withheld(r)}
    rows = (
        (left["more"], "older or lesser record", "older or lesser records"),
        (left["kind"], "record of another kind", "records of other kinds"),
        (left["past"], "record of a child as victim of somebody not there, not briefed",
         "records of children as victims of somebody not there, not briefed"),
        (left["may_be"], "record that may be of somebody here, not decided by any person",
         "records that may be of somebody here, not decided by any person"),
        (len(given.struck), "person struck out on scene", "people struck out on scene"),
        (len(withheld), "intelligence record told by its owner's line alone",
         "intelligence records told by their owner's line alone"),
    )  # fmt: skip
    return tuple(many(n, one, more) for n, one, more in rows if n)
