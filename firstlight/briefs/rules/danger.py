"""The dangers an officer must hear first: one table, the gravest first.

The order is a default of ours (confidence L); what call staff pass to officers is told by College
of Policing practice on domestic abuse: weapons, firearms first, injuries, suspect there, children.
Each row's radio words name nobody and tell no source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.briefs.rules.document import Danger, Given
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import london, london_date
from firstlight.picture.rules.telling import STATUS
from firstlight.picture.rules.values import Link, PersonPicture, RecordView
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Incident

# What was told longer ago than this is history, and stands in the narrative.
RECENT = timedelta(days=3 * 365)
_DONE_BY = frozenset({"suspect", "respondent", "detained"})


@dataclass(frozen=True, slots=True)
class Row:
    """One danger: its code, words for the screen and for the air, and what makes it so."""

    code: str
    words: str
    radio: str
    marker: tuple[str, ...] = ()
    said: str = ""  # a field of a domestic abuse record that is told as yes
    now: bool = False  # the job itself must say it


ROWS: tuple[Row, ...] = (
    Row("firearm_now", "firearm told by the caller", "firearm told by caller", said="firearm", now=True),
    Row("weapon_now", "weapon told by the caller", "weapon told by caller", said="weapon", now=True),
    Row("injured_now", "somebody injured, as told by the caller", "injury told by caller", said="injured", now=True),
    Row("strangulation_now", "hands or more round the neck, as told now", "strangulation told now", said="strangulation", now=True),
    Row("threat_now", "threat to kill, as told now", "threat to kill told now", said="threat_to_kill", now=True),
    Row("firearms", "firearms marker", "firearms marker", marker=("firearms",)),
    Row("suspect_there", "suspect said to be there", "suspect said to be there", said="suspect_present", now=True),
    Row("strangulation", "non-fatal strangulation", "strangulation before", said="strangulation"),
    Row("weapons", "weapons marker", "weapons marker", marker=("weapons",)),
    Row("threat_to_kill", "threat to kill", "threat to kill before", said="threat_to_kill"),
    Row("firearm_before", "firearm told before", "firearm told before", said="firearm"),
    Row("weapon_before", "weapon used or shown before", "weapon told before", said="weapon"),
    Row("risk_to_children", "poses a risk to children", "risk to children", marker=("risk_to_children", "exploits_children")),
    Row("violent", "violence marker", "violence marker", marker=("violent",)),
    Row("officer_safety", "officer safety marker", "officer safety marker", marker=("officer_safety",)),
    Row("pregnant_now", "somebody there is pregnant, as told now", "pregnancy told now", said="pregnant", now=True),
    Row("pregnant", "somebody there may be pregnant", "may be pregnant", said="pregnant"),
    Row("self_harm", "suicide or self-harm marker", "self-harm marker", marker=("suicidal", "self_harm")),
    Row("drug_line", "drug line or cuckooing marker", "drug line marker", marker=("drug_line", "cuckooed")),
    Row("other_marker", "another warning marker", "another marker", marker=("exploitation_risk", "other")),
)  # fmt: skip

Who = Callable[[str], str]


def is_silent(record: RecordView) -> bool:
    """Tell whether nothing at all may be told of a record: handling C, and its owner gave no line."""
    return is_withheld(record) and not record.statement.sanitised.strip()


def is_withheld(record: RecordView) -> bool:
    """Tell whether nothing but the owner's own line may be told of a record (handling code C)."""
    return record.statement.handling == "C"


def dangers(given: Given, who: Who, at: datetime) -> tuple[Danger, ...]:
    """Give every danger, the gravest first, each code once for each person it is told of."""
    found: dict[tuple[str, str], Danger] = {}
    for row in ROWS:
        for key, danger in _of(row, given, who, at):
            found.setdefault((row.code, key), danger)
    codes = {code for code, _ in found}
    told = {
        "firearm_before": "firearm_now", "weapon_before": "weapon_now", "pregnant": "pregnant_now",
    }  # fmt: skip
    return tuple(d for (code, _), d in found.items() if told.get(code) not in codes)


def _of(row: Row, given: Given, who: Who, at: datetime) -> Iterator[tuple[str, Danger]]:
    if row.now:
        yield from _told_by_job(row, given)
        return
    if row.marker:
        yield from _markers(row, given, who)
    if row.code == "risk_to_children":
        yield from _offenders(row, given, who)
    if row.said:
        yield from _history(row, given, who, at)


def _told_by_job(row: Row, given: Given) -> Iterator[tuple[str, Danger]]:
    job = given.job
    if job is None or is_withheld(job):
        return
    details = job.details
    value = getattr(details, row.said, "unknown")
    if row.said == "weapon" and isinstance(details, Incident):
        value = details.weapons
    if row.said == "injured":
        value = "yes" if any(one.injured == "yes" for one in job.people) else "unknown"
    if value == "yes":
        yield "", Danger(row.code, row.words, row.radio, (job.ref,))


def _concerned(given: Given) -> Iterator[tuple[PersonPicture, bool]]:
    for one in given.concerned:
        picture = given.pictures.get(one.person)
        near = one.nearness.value in {"household", "related", "contact"}
        if picture is not None and near and one.person not in given.struck:
            yield picture, one.link is Link.MAY_BE


def _withheld(given: Given) -> frozenset[str]:
    held = [r for p in given.pictures.values() for r in p.records]
    held += list(given.place.records) if given.place else []
    return frozenset(record.ref for record in held if is_withheld(record)) | given.silent


def _markers(row: Row, given: Given, who: Who) -> Iterator[tuple[str, Danger]]:
    hidden = _withheld(given)
    for marker in given.place.markers if given.place else ():
        stands = marker.in_force and marker.marker in row.marker and marker.record not in hidden
        if stands and marker.person is None:
            words = f"{row.words} on the address"
            yield "", Danger(row.code, words, row.radio, (marker.record,))
    for picture, may_be in _concerned(given):
        for marker in picture.markers:
            if marker.in_force and marker.marker in row.marker and marker.record not in hidden:
                yield picture.ref, _about(row, who(picture.ref), (marker.record,), may_be=may_be)


def _about(row: Row, name: str, records: tuple[str, ...], *, may_be: bool) -> Danger:
    words = f"{row.words}: {'may be ' if may_be else ''}{name}"
    return Danger(row.code, words, row.radio, records, may_be)


def _offenders(row: Row, given: Given, who: Who) -> Iterator[tuple[str, Danger]]:
    hidden = _withheld(given)
    for picture, may_be in _concerned(given):
        if records := tuple(ref for ref in picture.offender if ref not in hidden):
            yield picture.ref, _about(row, who(picture.ref), records, may_be=may_be)


def _history(row: Row, given: Given, who: Who, at: datetime) -> Iterator[tuple[str, Danger]]:
    """Give the newest that records of the last years tell: by somebody concerned, else to an adult."""
    for roles in ({"victim"},) if row.code == "pregnant" else (_DONE_BY, {"victim"}):
        found = list(_told_of(row, roles, given, who, at))
        if found:
            yield from found
            return


def _told_of(
    row: Row, roles: frozenset[str] | set[str], given: Given, who: Who, at: datetime
) -> Iterator[tuple[str, Danger]]:
    job = given.job.ref if given.job else ""
    for picture, may_be in _concerned(given):
        if "victim" in roles and picture.is_child(at) is not Answer.NO:
            continue  # a child's past as victim is not told to a unit as a danger
        for record in picture.records:
            if record.ref == job or is_withheld(record) or record.moment < at - RECENT:
                continue
            if _says(row, record) and record.roles_of(picture.ref) & roles:
                yield picture.ref, _past(row, record, who(picture.ref), roles, may_be=may_be)
                break


def _says(row: Row, record: RecordView) -> bool:
    details = record.details
    return isinstance(details, DomesticAbuse) and getattr(details, row.said) == "yes"


def _past(
    row: Row, record: RecordView, name: str, roles: frozenset[str] | set[str], *, may_be: bool
) -> Danger:
    on = london(record.moment).strftime("%-d %b %Y")
    whom = f"{'may be ' if may_be else ''}{name}"
    if row.code == "pregnant":
        return Danger(row.code, f"pregnancy told {on}: {whom}", row.radio, (record.ref,), may_be)
    to = "by" if roles == _DONE_BY else "to"
    words = f"{row.words} {on}, {_outcome(record)}, {to} {whom}"
    return Danger(row.code, words, row.radio, (record.ref,), may_be)


def _outcome(record: RecordView) -> str:
    return STATUS.get(record.outcome or "", "outcome not told")


def days_until(moment: datetime, at: datetime) -> int:
    """Give the whole UK days from today until a moment's day."""
    return (london_date(moment) - london_date(at)).days
