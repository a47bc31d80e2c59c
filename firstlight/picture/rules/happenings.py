"""Group records into happenings: one missing night told four times is one, whatever their order.

Each step is worked out from the records in time order, never in the order they came in, so that
a late arrival gives the same groups as an early one. A person's word comes before every rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from firstlight.picture.rules.facts import Judged
from firstlight.picture.rules.happening_windows import (
    EVENT,
    MISSING,
    RETURN_ROW,
    at_once_pairs,
    event_pairs,
    missing_pairs,
    references,
)
from firstlight.picture.rules.values import Happening, RecordView
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.kinds.missing import MissingReport, Return

# What a source types as a job, a concern or a return may all tell of somebody missing.
_WHEREABOUTS = frozenset({"incident", "partner_concern"})


def family_of(record: RecordView) -> str:
    """Give the family a record can be grouped in; its own kind where it always stands alone."""
    details = record.details
    if isinstance(details, MissingReport) and details.is_return_row:
        return RETURN_ROW
    if record.kind in _WHEREABOUTS and getattr(details, "whereabouts_known", "") in {"yes", "no"}:
        return MISSING
    kind = KINDS.get(record.kind)
    return kind.happening if kind and kind.happening else record.kind


def _explicit(records: Sequence[RecordView]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for record in records:
        if family_of(record) in {EVENT, MISSING, RETURN_ROW}:
            for reference in references(record):
                yield first.setdefault(reference, record.ref), record.ref


class _Groups:
    """Groups that grow by pairs, never bringing together two records a person parted."""

    def __init__(self, refs: Iterable[str], parted: Iterable[frozenset[str]]) -> None:
        self._group = {ref: {ref} for ref in refs}
        self._parted = tuple(parted)

    def join(self, one: str, other: str) -> None:
        if one not in self._group or other not in self._group:
            return
        left, right = self._group[one], self._group[other]
        if left is right:
            return
        both = left | right
        if any(pair <= both for pair in self._parted):
            return
        for ref in both:
            self._group[ref] = both

    def in_order(self, records: Iterable[RecordView]) -> list[list[RecordView]]:
        """Give how these records, told in order of time, are grouped so far."""
        found: dict[int, list[RecordView]] = {}
        for record in records:
            found.setdefault(id(self._group[record.ref]), []).append(record)
        return list(found.values())

    def all(self) -> Iterator[set[str]]:
        yield from {id(group): group for group in self._group.values()}.values()


def _in_order(records: Iterable[RecordView]) -> list[RecordView]:
    return sorted({r.ref: r for r in records}.values(), key=lambda r: r.order)


def _ends(records: Sequence[RecordView]) -> datetime | None:
    """Give the end of a happening: the last that its records tell, and none where none does."""
    ends = [record.occurred.ends for record in records if record.occurred.ends]
    ends += [
        record.moment
        for record in records
        if isinstance(record.details, Return) and record.details.state == "safe_and_seen"
    ]
    return max(ends, default=None)


def _happening(records: Sequence[RecordView], judged: frozenset[str]) -> Happening:
    families = [family_of(record) for record in records]
    family = next((one for one in (MISSING, EVENT) if one in families), families[0])
    return Happening(
        ref="H-" + records[0].ref.partition("-")[2],
        family=family,
        begins=records[0].moment,
        ends=_ends(records),
        records=tuple(records),
        judged=any(record.ref in judged for record in records),
    )


def group(records: Iterable[RecordView], judged: Iterable[Judged] = ()) -> tuple[Happening, ...]:
    """Group one child's records into happenings, newest first.

    A person's word first; then a job or other number that the sources share; then times that lie
    within the windows of `happening_windows`; last what two systems told of one moment. A row of a yearly return joins others and is never
    a live report: alone it is of the family `missing_return_row`. A kind that has no family
    stands alone under its own code. The reference is that of the earliest record.
    """
    ordered = _in_order(records)
    words = sorted(judged, key=lambda one: (one.one, one.other))
    parted = [frozenset({one.one, one.other}) for one in words if not one.same]
    groups = _Groups((record.ref for record in ordered), parted)
    for one in words:
        if one.same:
            groups.join(one.one, one.other)
    for pair in _explicit(ordered):
        groups.join(*pair)
    families = {record.ref: family_of(record) for record in ordered}
    for pair in missing_pairs([r for r in ordered if families[r.ref] in {MISSING, RETURN_ROW}]):
        groups.join(*pair)
    for pair in event_pairs([r for r in ordered if families[r.ref] == EVENT]):
        groups.join(*pair)
    events = groups.in_order(r for r in ordered if families[r.ref] == EVENT)
    for pair in at_once_pairs(events):
        groups.join(*pair)
    touched = frozenset(ref for one in words for ref in (one.one, one.other))
    found = [
        _happening([r for r in ordered if r.ref in refs], touched) if len(refs) > 1 else None
        for refs in groups.all()
    ]
    joined = [one for one in found if one]
    together = {ref for one in joined for ref in one.refs}
    alone = [_happening([r], touched) for r in ordered if r.ref not in together]
    return tuple(
        sorted(joined + alone, key=lambda one: (one.begins, one.records[0].order), reverse=True)
    )
