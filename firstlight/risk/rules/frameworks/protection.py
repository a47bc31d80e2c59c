"""Police protection: in force for at most 72 hours (Children Act 1989, section 46)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Finding, no, unknown, yes
from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds.concern import PoliceProtection
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.rule import Settings

HOURS_72 = timedelta(hours=72)


def in_force(situation: Situation, _settings: Settings) -> Finding:
    """Police protection is in force: a constable believed significant harm likely."""
    used = _protections(situation)
    for record, begins, ends in used:
        if begins <= situation.at < ends:
            return yes("Police protection is in force.", record.ref)
    vague = [
        r
        for r, begins, _ in used
        if r.occurred.begins is None and begins > situation.at - HOURS_72 * 2
    ]
    if vague:
        return unknown(
            "Police protection was used; when it began is not told.",
            *spans.refs(vague), asks="When was the power of police protection used?",
        )  # fmt: skip
    return no("No police protection in force is held.", *(r.ref for r, _, _ in used))


def _protections(situation: Situation) -> list[tuple[RecordView, datetime, datetime]]:
    """Give each use of the power with its span: 72 hours at most, never extended."""
    subject = situation.subject
    found = []
    for record, details in spans.told(subject.records, PoliceProtection):
        if near.is_about(record, subject.ref):
            begins = details.begins_at or record.moment
            limit = begins + HOURS_72
            found.append((record, begins, min(details.ends_at or limit, limit)))
    return sorted(found, key=lambda one: (one[1], one[0].order), reverse=True)


def moments(situation: Situation, _settings: Settings) -> Iterator[datetime]:
    """Give when a protection begins, ends, and is twice its length old: until then a use of no told time is asked about."""
    for _, begins, ends in _protections(situation):
        yield from (begins, ends, begins + HOURS_72 * 2)
