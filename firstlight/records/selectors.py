"""Reads of records, sources and what waits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from firstlight.kernel.asking import answer_of, rows_of
from firstlight.records.models import Source, Version
from firstlight.records.quarantine import (
    Chosen,
    WaitingView,
    all_that_waited,
    states_of,
    waited_one,
    waiting,
    waiting_by,
    waiting_one,
    waiting_page,
)
from firstlight.records.rules.sources import SourceLine, SourceView, line_for
from firstlight.records.tombstones import (
    Contents,
    Corrected,
    Kept,
    Tombstone,
    any_disposed,
    buried,
    by_sealed_reference,
    contents_of,
    corrected_since,
    disposed,
    disposed_after,
    kept_after,
    newest_of,
    tombstones,
    words_of,
)
from firstlight.records.versions import COLUMNS, VersionView, closed_among, told, view

__all__ = [
    "Chosen",
    "Contents",
    "Corrected",
    "Kept",
    "Tombstone",
    "VersionView",
    "WaitingView",
    "all_that_waited",
    "any_disposed",
    "any_live",
    "buried",
    "by_sealed_reference",
    "closed_among",
    "contents_of",
    "corrected_since",
    "counts",
    "disposed",
    "disposed_after",
    "history",
    "kept_after",
    "newest",
    "newest_from",
    "newest_of",
    "of_kind",
    "parsed",
    "record",
    "record_of_source",
    "registrations",
    "source_lines",
    "source_names",
    "sources",
    "standing_at",
    "standing_ids",
    "states_of",
    "stood",
    "texts_of",
    "tombstones",
    "updated_since",
    "versions",
    "waited_one",
    "waiting",
    "waiting_by",
    "waiting_one",
    "waiting_page",
    "words_of",
    "written_by",
]


def standing_at(n: int | None) -> Q:
    """Choose versions that were current at a position; the newest without one."""
    if n is None:
        return Q(current_from__isnull=False, current_to__isnull=True)
    return Q(current_from__lte=n) & (Q(current_to__isnull=True) | Q(current_to__gt=n))


def _alive() -> QuerySet[Version]:
    return Version.objects.select_related("record").filter(record__disposed_seq__isnull=True)


def versions(ids: Iterable[int]) -> list[VersionView]:
    """Give versions by their ids; disposed ones are gone."""
    wanted = list(ids)
    found: list[VersionView] = []
    for begin in range(0, len(wanted), 2000):
        rows = Version.objects.filter(
            record__disposed_seq__isnull=True, pk__in=wanted[begin : begin + 2000]
        )
        found += [told(row) for row in rows.values_list(*COLUMNS)]
    return found


def of_kind(kind: str, ids: Iterable[int]) -> set[int]:
    """Give those of these versions whose record is of a kind."""
    rows = rows_of(
        "SELECT v.id FROM records_version v JOIN records_record r ON r.id = v.record_id "
        "WHERE v.id IN ? AND r.kind = %s",
        ids,
        kind,
    )
    return {pk for (pk,) in rows}


def record(ref: str, n: int | None = None) -> VersionView | None:
    """Give the version of a record that was current at a position."""
    row = _alive().filter(standing_at(n), record__ref=ref).first()
    return view(row) if row else None


def record_of_source(source: str, source_ref: str) -> VersionView | None:
    """Give the current version of a source's record by the source's own reference."""
    row = _alive().filter(
        standing_at(None), record__source_id=source, record__source_ref=source_ref
    )
    first = row.first()
    return view(first) if first else None


def history(ref: str) -> list[VersionView]:
    """Give every version of a record, oldest first."""
    return [view(row) for row in _alive().filter(record__ref=ref).order_by("number")]


def standing_ids(refs: Iterable[str], n: int | None = None) -> list[int]:
    """Give the ids of the versions of these records that were current at a position."""
    rows = Version.objects.filter(standing_at(n), record__ref__in=list(refs))
    return list(rows.values_list("pk", flat=True))


def written_by(moment: datetime, refs: Iterable[str]) -> list[int]:
    """Give, for each record, the version the force had written down by a moment."""
    rows = Version.objects.filter(record__ref__in=list(refs), recorded_at__lte=moment)
    chosen: dict[int, Version] = {}
    for row in rows.defer("content").order_by("number"):
        held = chosen.get(row.record_id)
        if held is None or row.current_from is not None:
            chosen[row.record_id] = row
    return [row.pk for row in chosen.values()]


def stood(ids: Iterable[int]) -> set[int]:
    """Give those of these versions that ever were the current one of their record."""
    wanted, found = list(ids), set[int]()
    for begin in range(0, len(wanted), 2000):
        rows = Version.objects.filter(
            pk__in=wanted[begin : begin + 2000], current_from__isnull=False
        )
        found |= set(rows.values_list("pk", flat=True))
    return found


def newest(
    *,
    kinds: Iterable[str] = (),
    since: datetime | None = None,
    limit: int | None = 100,
    before: int | None = None,
) -> list[VersionView]:
    """Give current versions newest first by when they were written down; all, where `limit` is None."""
    rows = _alive().filter(standing_at(None))
    if kinds:
        rows = rows.filter(record__kind__in=list(kinds))
    if since:
        rows = rows.filter(recorded_at__gte=since)
    if before:
        rows = rows.filter(known_seq__lt=before)
    return [view(row) for row in rows.order_by("-recorded_at", "-id")[:limit]]


def newest_from(source: str, limit: int) -> list[VersionView]:
    """Give a source's current versions, the newest to become known first."""
    rows = _alive().filter(standing_at(None), record__source_id=source)
    return [view(row) for row in rows.order_by("-id")[:limit]]


def updated_since(seq: int, *, limit: int = 200) -> list[VersionView]:
    """Give versions that became known after a position, oldest first."""
    rows = _alive().filter(known_seq__gt=seq).order_by("known_seq", "id")
    return [view(row) for row in rows[:limit]]


def any_live(refs: Iterable[str]) -> bool:
    """Tell whether one of these records was written down after its source went live."""
    rows = Version.objects.filter(standing_at(None), record__ref__in=list(refs), before_live=False)
    return rows.exists()


def _source_view(row: Source) -> SourceView:
    return SourceView(
        code=row.code,
        name=row.name,
        owner=row.owner,
        kinds=tuple(row.kinds),
        area=row.area,
        not_covered=tuple(row.not_covered),
        freshness=timedelta(minutes=row.freshness_minutes),
        live_from=row.live_from,
        last_heard_at=row.last_heard_at,
        down_since=row.down_since,
    )


def sources() -> tuple[SourceView, ...]:
    """Give every registered source, by name."""
    return tuple(_source_view(row) for row in Source.objects.order_by("name"))


def registrations() -> list[dict[str, Any]]:
    """Give every source as it was registered, as plain values."""
    fields = ("code", "name", "owner", "kinds", "area", "not_covered", "coverage_since",
              "freshness_minutes", "live_from")  # fmt: skip
    return list(Source.objects.order_by("code").values(*fields))


def texts_of(ids: Iterable[int]) -> dict[int, str]:
    """Give versions' content as it is kept, to the letter; disposed ones are gone."""
    rows = Version.objects.filter(pk__in=list(ids), record__disposed_seq__isnull=True)
    return dict(rows.values_list("pk", "content"))


def source_names() -> dict[str, str]:
    """Give each source's name by its code."""
    return dict(answer_of("SELECT code, name FROM records_source"))


def source_lines(
    found: Mapping[str, int], *, kinds: Iterable[str] = (), at: datetime
) -> tuple[SourceLine, ...]:
    """Say what each outside source came to: `found` counts what the reader may see, by source."""
    asked = frozenset(kinds)
    return tuple(
        line_for(source, found=found.get(source.code, 0), asked=asked, at=at)
        for source in sources()
        if source.code != "firstlight"
    )


def counts() -> dict[str, int]:
    """Count current records by kind."""
    rows = Version.objects.filter(standing_at(None), record__disposed_seq__isnull=True)
    return dict(rows.values_list("record__kind").annotate(n=Count("id")).order_by("record__kind"))


def parsed(text: str) -> dict[str, Any]:
    """Read the text of something that waits, where it can be read."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
