"""Tell a record in one sentence, by template, and a picture as plain JSON values.

Nothing is generated: a sentence is made of a kind's template, the person's roles and dates. It
carries no name. Intelligence with handling code C is told by its owner's own line or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from pydantic import BaseModel

from firstlight.kernel.values.when import Occurred, age_on, london, london_date
from firstlight.picture.rules.telling_kinds import KIND_TEMPLATES
from firstlight.picture.rules.telling_rows import Template, day
from firstlight.picture.rules.values import AppearanceView, Happening, Link, RecordView
from firstlight.records.rules.kinds.care import CarePlacement, SocialCare
from firstlight.records.rules.kinds.missing import MissingReport

STATUS = {
    "reported": "reported only",
    "charged": "charged",
    "convicted": "convicted",
    "cautioned": "cautioned",
    "no_further_action": "no further action",
    "not_proved": "not proved",
    "acquitted": "acquitted",
}
# Of these the outcome matters, so its absence is said.
_HAS_OUTCOME = frozenset({"crime", "arrest", "domestic_abuse_incident"})
_RETURN_LETTERS = {"M": "told as missing", "A": "told as away without permission"}
# What a record whose handling forbids it never gives away beside its text.
_CONTENT = ("people", "relations", "relation_ends", "places", "phones", "vehicles")
_NATURE = {"opinion": "an opinion", "allegation": "an allegation", "intelligence": "intelligence"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence about one person from one record, with where it comes from."""

    text: str
    record: str
    date: date
    source: str


def is_undated(occurred: Occurred) -> bool:
    """Tell whether the day something happened is not known at all."""
    return occurred.begins is None or occurred.precision == "unknown"


def when_said(occurred: Occurred, otherwise: datetime) -> str:
    """Write when something happened, only as exactly as it is known, in UK time."""
    if occurred.begins is None or is_undated(occurred):
        return f"on a day not known, told {day(london_date(otherwise))}"
    if occurred.precision == "month":
        return london(occurred.begins).strftime("%B %Y")
    return day(london_date(occurred.begins))


def _is_withheld(record: RecordView) -> bool:
    """Tell whether handling conditions allow nothing but the owner's own line."""
    return record.statement.handling == "C"


def _withheld(record: RecordView) -> str:
    line = record.statement.sanitised.strip()
    owner = record.statement.owner or "not told; ask the intelligence unit"
    return line or f"Intelligence held: ask its owner, {owner}"


def _told(record: RecordView) -> str:
    """Say when the record was reported or written down, and by which department."""
    verb, moment = (
        ("reported", record.told_at) if record.told_at else ("recorded", record.recorded_at)
    )
    by = f" by {record.department.replace('_', ' ')}" if record.department else ""
    happened = record.occurred.begins
    of = ""
    if happened and london_date(happened) != london_date(moment):
        said = when_said(record.occurred, moment)
        of = f" {said}" if is_undated(record.occurred) else f" of {said}"
    return f"{of}, {verb} {day(london_date(moment))}{by}"


def _as_of(record: RecordView) -> str:
    """Say as of when a return or partner's file says it; never as now."""
    details = record.details
    stated = details.as_of if isinstance(details, CarePlacement | SocialCare) else None
    if stated:
        return f", as of {day(stated)}"
    said = when_said(record.occurred, record.recorded_at)
    return f", {said}" if is_undated(record.occurred) else f", as of {said}"


def _ages(one: AppearanceView, record: RecordView, at: datetime, born_on: date | None) -> str:
    then, now = london_date(record.moment), london_date(at)
    if one.unborn and (born_on is None or born_on > then):
        return "not yet born then"
    born = born_on or one.born_on
    if born is None:
        return f"said to be aged {one.age_stated} then" if one.age_stated is not None else ""
    if age_on(born, then) == age_on(born, now):
        return f"aged {age_on(born, now)}"
    return f"aged {age_on(born, then)} then, {age_on(born, now)} now"


def _roles(record: RecordView, person: str) -> tuple[str, AppearanceView | None]:
    sure = record.of(person)
    if sure:
        roles = dict.fromkeys(one.role.replace("_", " ") for one in sure)
        return " and ".join(roles), sure[0]
    maybe = [
        one
        for one in record.people
        if person in one.may_be or (one.person == person and one.link is Link.MAY_BE)
    ]
    if maybe:
        roles = dict.fromkeys(one.role.replace("_", " ") for one in maybe)
        return "may be the " + " or ".join(roles), maybe[0]
    return "", None


def _clauses(record: RecordView, template: Template) -> list[str]:
    clauses = list(template.clauses(record.details))
    if nature := _NATURE.get(record.statement.nature):
        if record.kind != "intelligence":
            clauses.append(nature)
        graded = (record.statement.source_grade or "") + (record.statement.assessment or "")
        if graded:
            clauses.append(f"graded {graded}")
    if record.outcome:
        clauses.append(STATUS.get(record.outcome, record.outcome.replace("_", " ")))
    elif record.kind in _HAS_OUTCOME:
        clauses.append("outcome not told")
    return clauses


def _return_row(record: RecordView, details: MissingReport) -> str:
    letter = _RETURN_LETTERS.get(details.letter, "absence told")
    return f"Yearly return{_as_of(record)}: {letter}; not known since"


def sentence(
    record: RecordView, person_ref: str, at: datetime, *, born_on: date | None = None
) -> Sentence:
    """Tell what a record says of a person in one sentence, at the moment `at` (UTC).

    `born_on` is the person's birth date as the picture holds it, for the age then and now;
    without it the record's own is used. Holds no name and no free text of the record.
    """
    on = london_date(record.moment)
    if _is_withheld(record):
        return Sentence(_withheld(record), record.ref, on, "Intelligence")
    details = record.details
    template = KIND_TEMPLATES.get(record.kind, Template(record.kind.replace("_", " ").capitalize()))
    roles, one = _roles(record, person_ref)
    about = [part for part in (roles, _ages(one, record, at, born_on) if one else "") if part]
    if isinstance(details, MissingReport) and details.is_return_row:
        text = "; ".join([_return_row(record, details), *about])
    else:
        dated = record.kind in {"care_placement", "social_care", "school_enrolment"}
        head = template.lead + (_as_of(record) if dated else _told(record))
        body = "; ".join(
            [", ".join(about), *_clauses(record, template)] if about else _clauses(record, template)
        )
        text = f"{head}: {body}" if body else head
    return Sentence(text, record.ref, on, record.source_name)


def to_json(value: Any) -> Any:
    """Turn a picture, or any part of one, into plain JSON values: times in ISO form, UTC kept.

    A happening gives its records by reference. A record with handling code C gives its owner's
    own line and none of its content.
    """
    if isinstance(value, Happening):
        return _fields(value) | {"records": list(value.refs)}
    if isinstance(value, RecordView) and _is_withheld(value):
        hidden: dict[str, Any] = {key: [] for key in _CONTENT}
        hidden |= {
            "title": "",
            "narrative": _withheld(value),
            "details": {},
            "source_name": "Intelligence",
        }
        hidden["statement"] = {"handling": "C", "owner": value.statement.owner}
        return _fields(value) | hidden
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [to_json(one) for one in value]
    return _plain(value)


def _fields(value: Any) -> dict[str, Any]:
    return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
