"""A record that is disposed of leaves the store; its tombstone stays and knows it again."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q

from firstlight.audit.services import Line
from firstlight.kernel.values.gone import Gone
from firstlight.kernel.values.refusal import NotThere
from firstlight.records.models import Record, Version, Waiting
from firstlight.records.rules.reading import Fault

GONE = "disposed"


def sealed_ref(source: str, source_ref: str) -> str:
    """Give what stands for a source's own reference after disposal: it tells nothing by itself."""
    text = f"disposed:{source}:{source_ref}".encode()
    return f"{GONE}:{hmac.new(settings.JOURNAL_KEY, text, hashlib.sha256).hexdigest()}"


def disposed_among(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Record]:
    """Give the tombstones of records that a source sends again, by its code and reference."""
    if not Record.objects.filter(disposed_seq__isnull=False).exists():
        return {}
    sealed = {sealed_ref(*pair): pair for pair in pairs}
    rows = Record.objects.filter(source_ref__in=list(sealed), disposed_seq__isnull=False)
    return {sealed[row.source_ref]: row for row in rows}


def sent_again(tombstone: Record) -> Fault:
    """Say that a record was disposed of: nothing of it is kept, and its source has to be told."""
    on = tombstone.disposed_on
    return Fault(
        "source_ref",
        f"this record was disposed of on {on.day} {on:%B %Y}" if on else "was disposed of",
        f"dispose of it at the source too: decision {tombstone.tombstone.get('disposal', '')}",
    )


def forget(line: Line, gone: Gone) -> dict[str, int]:
    """Erase a record's versions and what waits of it; the tombstone is all that stays.

    Call inside `act`, after `bury`. NotThere where the record is gone already.
    """
    row = Record.objects.filter(ref=gone.record).first()
    if row is None:
        raise NotThere
    count, _ = Version.objects.filter(record=row).delete()
    waits = _forget_waiting(gone)
    line.about(gone.record)
    return {"versions": count, "waiting": waits}


def _forget_waiting(gone: Gone) -> int:
    same = Q(source=gone.source, source_ref=gone.source_ref)
    named = Q()
    for phrase in gone.own.phrases:
        named |= Q(text__icontains=phrase)
    rows = list(Waiting.objects.filter(same | named if named else same))
    for row in rows:
        if row.source == gone.source and row.source_ref == gone.source_ref:
            row.text, row.faults, row.state = "", [], GONE
            row.source_ref = sealed_ref(gone.source, gone.source_ref)
        else:
            row.text, row.faults = gone.text(row.text), gone.value(row.faults)
        row.content_hash = ""
        row.save()
    return len(rows)


def bury(line: Line, gone: Gone, tombstone: Mapping[str, Any]) -> None:
    """Put the tombstone: reference, kind, when, who, which authority; nothing the record said."""
    changed = Record.objects.filter(ref=gone.record, disposed_seq__isnull=True).update(
        disposed_seq=line.seq,
        disposed_on=gone.on,
        source_ref=sealed_ref(gone.source, gone.source_ref),
        tombstone=dict(tombstone),
    )
    if not changed:
        raise NotThere
