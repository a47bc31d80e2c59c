"""Domestic abuse near a person: incidents, counted once each, and how near each one is.

A child in the home of either party, or related to one, is a victim in their own right
(Domestic Abuse Act 2021 s.3), so a child's count reads the records of those at home too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.picture.rules.values import PersonPicture, RecordView, Situation
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Crime
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.once import once

PARTIES = frozenset({"victim", "suspect", "subject", "protected_party", "respondent"})
KINDS = ("domestic_abuse_incident", "crime")
# Crimes of which it matters to ask whether they were domestic; a blank on a theft asks nothing.
GRAVE = frozenset({"violence", "sexual", "stalking"})
HARMED = frozenset({"victim", "protected_party"})


@dataclass(frozen=True, slots=True)
class Abuse:
    """One domestic abuse happening near the subject; `sure` where it is at home or names them."""

    records: tuple[RecordView, ...]
    sure: bool

    @property
    def begins(self) -> datetime:
        """Give its earliest moment (UTC)."""
        return min(record.moment for record in self.records)

    @property
    def lead(self) -> RecordView:
        """Give the record that tells most: the domestic abuse incident where there is one."""
        return min(self.records, key=lambda r: (KINDS.index(r.kind), r.order))

    def incidents(self) -> Iterator[tuple[RecordView, DomesticAbuse]]:
        """Give its domestic abuse incidents with their details."""
        return spans.told(self.records, DomesticAbuse)


def is_abuse(record: RecordView) -> bool:
    """Tell whether a record is of domestic abuse, by kind or by the crime's own mark."""
    details = record.details
    return isinstance(details, DomesticAbuse) or (
        isinstance(details, Crime) and details.domestic == "yes"
    )


@once
def may_be_abuse(situation: Situation) -> tuple[RecordView, ...]:
    """Give grave crimes against the subject or somebody at home, not told to be domestic or not."""
    return tuple(
        record
        for one, at_home in _readable(situation)
        if at_home
        for record, details in spans.told(one.records, Crime)
        if details.domestic in {"unknown", "not_asked"}
        and details.offence_group in GRAVE
        and spans.is_within(record, situation.at, spans.YEAR)
        and record.roles_of(one.ref) & HARMED
    )


def _readable(situation: Situation) -> Iterator[tuple[PersonPicture, bool]]:
    """Give whose records count: the subject; for a child also those at home and carers elsewhere."""
    yield situation.subject, True
    home = near.household(situation)
    yield from ((one, True) for one in home)
    here = {one.ref for one in home}
    yield from ((one, False) for one in near.carers(situation) if one.ref not in here)


def _counts(record: RecordView, one: PersonPicture, subject: PersonPicture) -> bool:
    if not is_abuse(record):
        return False
    if one.ref == subject.ref:
        return near.is_concerned(record, subject)
    return near.is_child_then(subject, record.moment) and bool(record.roles_of(one.ref) & PARTIES)


def _nearby(situation: Situation) -> dict[str, tuple[RecordView, bool]]:
    """Give each record of abuse once, and whether it is surely near."""
    found: dict[str, tuple[RecordView, bool]] = {}
    since = situation.at - spans.YEAR
    for one, sure in _readable(situation):
        for record in one.records:
            if record.kind not in KINDS or spans.latest(record) <= since:
                continue
            if _counts(record, one, situation.subject):
                held = found.get(record.ref)
                found[record.ref] = (record, sure or (held is not None and held[1]))
    return found


def _keys(situation: Situation, wanted: Iterable[str]) -> dict[str, str]:
    """Give each record the key of its happening, the same whoever's picture tells of it."""
    keys = {ref: ref for ref in wanted}
    for one, _ in _readable(situation):
        # A happening of one record joins nothing.
        for happening in (h for h in one.happenings if len(h.records) > 1):
            inside = [ref for ref in happening.refs if ref in keys]
            if len(inside) > 1:
                joined = {keys[ref] for ref in inside}
                least = min(joined)
                keys = {ref: least if key in joined else key for ref, key in keys.items()}
    return keys


@once
def abuse(situation: Situation) -> tuple[Abuse, ...]:
    """Give the domestic abuse of the last 12 months near the subject, newest first."""
    found = _nearby(situation)
    groups: dict[str, list[str]] = {}
    for ref, key in _keys(situation, found).items():
        groups.setdefault(key, []).append(ref)
    held = [
        Abuse(tuple(found[ref][0] for ref in sorted(group)), any(found[ref][1] for ref in group))
        for group in groups.values()
    ]
    return tuple(sorted(held, key=lambda one: (one.begins, one.lead.order), reverse=True))
