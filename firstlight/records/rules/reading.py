"""Read one record: all its faults told together, media cut out first, nothing half taken."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ValidationError

from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import KINDS, Kind
from firstlight.records.rules.media import Removed, cut

# Clocks of two systems differ; a few minutes ahead is not a future date.
EARLIEST, LATEST = 1890, 9000
AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a record, and what to do about it. Carries no person's name."""

    field: str
    problem: str
    mend: str = ""


def fields_at_fault(faults: Iterable[Fault]) -> str:
    """Write the fields at fault, places in lists left out, as quarantine is searched by them."""
    fields = dict.fromkeys(re.sub(r"\.\d+(?=\.|$)", "", one.field)[:60] for one in faults)
    text = "|".join(fields)[:398]
    return f"|{text}|" if text else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A record read: its envelope and kind where it could be, its faults where it could not."""

    envelope: Envelope | None
    kind: Kind | None
    content: Mapping[str, Any]
    faults: tuple[Fault, ...]
    removed: tuple[Removed, ...]

    @property
    def sound(self) -> bool:
        """Tell whether the record can be taken."""
        return not self.faults


def content_hash(content: Mapping[str, Any]) -> str:
    """Fingerprint a record's content, the same for any order of its fields."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _from_pydantic(error: ValidationError, prefix: str = "") -> list[Fault]:
    faults = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        place = ".".join(str(part) for part in fault["loc"])
        faults.append(Fault(f"{prefix}{place}", fault["msg"].lower()))
    return faults


def _days(told: Any, field: str) -> Iterator[tuple[str, date]]:
    """Give every day and moment that a part tells, at any depth, with its field."""
    if isinstance(told, date):
        yield field, told
    elif isinstance(told, BaseModel):
        for name in type(told).model_fields:
            yield from _days(getattr(told, name), f"{field}.{name}" if field else name)
    elif isinstance(told, list):
        for place, one in enumerate(told):
            yield from _days(one, f"{field}.{place}")


def _tellable(told: BaseModel, field: str = "") -> list[Fault]:
    """Find moments without a zone, and days of no year that can be told in every zone.

    A day of birth has checks of its own, against the event.
    """
    held = [one for one in _days(told, field) if not one[0].endswith(".born_on")]
    faults = [
        Fault(name, "has no zone", "write it as 2026-11-22T02:10:00Z or with its offset")
        for name, day in held
        if isinstance(day, datetime) and day.tzinfo is None
    ]
    faults += [
        Fault(name, "is in no year this can be of", "leave it out where it is not known")
        for name, day in held
        if not EARLIEST <= day.year <= LATEST
    ]
    return faults


def _in_time(envelope: Envelope, at: datetime) -> list[Fault]:
    faults = []
    latest = at + AHEAD
    for field, moment in (
        ("told_at", envelope.told_at),
        ("recorded_at", envelope.recorded_at),
        ("occurred.begins", envelope.occurred.begins),
    ):
        if moment is not None and moment > latest:
            faults.append(
                Fault(field, "is in the future", "correct it at the source and send again")
            )
    begins, ends = envelope.occurred.begins, envelope.occurred.ends
    if begins and ends and ends < begins:
        faults.append(Fault("occurred.ends", "is before occurred.begins"))
    told, wrote = envelope.told_at, envelope.recorded_at
    if told and wrote and told > wrote + AHEAD:
        faults.append(
            Fault("told_at", "is after recorded_at: it was written down before it was told")
        )
    return faults


def _births(envelope: Envelope, at: datetime) -> list[Fault]:
    begins = envelope.occurred.begins or envelope.recorded_at or at
    event_day = begins.astimezone(UTC).date()
    faults = []
    for place, person in enumerate(envelope.people):
        field = f"people.{place}.born_on"
        if person.born_on and person.born_on > event_day and not person.unborn:
            faults.append(
                Fault(field, "is after the event", "correct it, or mark the person as unborn")
            )
        if person.born_on and person.born_on.year < EARLIEST:
            faults.append(Fault(field, "is before 1890", "leave it out where it is not known"))
    return faults


def _keys(envelope: Envelope) -> list[Fault]:
    keys = [person.key for person in envelope.people]
    faults = [
        Fault("people", f"key {key!r} is used twice", "give each person of the record its own key")
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    for place, relation in enumerate(envelope.relations):
        faults += [
            Fault(f"relations.{place}", f"names {end!r}, who is not among people")
            for end in (relation.one, relation.other)
            if end not in keys
        ]
    return faults


def read(raw: Mapping[str, Any], at: datetime) -> Reading:
    """Read one record as it came in.

    `at` is the time of reading (UTC). Every fault is told at once; a record with none is
    sound. Media is cut out before anything else sees the content.
    """
    content, removed = cut(dict(raw))
    try:
        envelope = Envelope.model_validate(content)
    except ValidationError as error:
        return Reading(None, None, content, tuple(_from_pydantic(error)), tuple(removed))
    faults = _tellable(envelope)
    if not faults:
        faults = _in_time(envelope, at) + _births(envelope, at)
    faults += _keys(envelope)
    kind = KINDS.get(envelope.kind)
    if kind is None:
        known = ", ".join(sorted(KINDS))
        faults.append(
            Fault("kind", f"{envelope.kind!r} is not a kind of record", f"use one of: {known}")
        )
    else:
        try:
            faults += _tellable(kind.details.model_validate(envelope.details), "details")
        except ValidationError as error:
            faults += _from_pydantic(error, "details.")
    return Reading(envelope, kind, content, tuple(faults), tuple(removed))
