"""How the briefs of jobs reached their crews: sent, delivered, opened; for counts, by no name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.briefs.models import Brief, BriefReader, KeptBrief
from firstlight.delivery.selectors import delivered_to_people


@dataclass(frozen=True, slots=True)
class JobReached:
    """The first moment at which a brief of a job was sent, delivered and opened; None where it was not."""

    pushed_at: datetime | None
    delivered_at: datetime | None
    opened_at: datetime | None
    readers: int


def reached(jobs: Iterable[str]) -> dict[str, JobReached]:
    """Give how the briefs of jobs reached their crews; a job without a brief is not there."""
    rows = list(Brief.objects.filter(job__in=list(jobs), made_for="").order_by("pk"))
    delivered = delivered_to_people([f"/briefs/{row.ref}" for row in rows])
    kept = KeptBrief.objects.filter(brief__in=[row.pk for row in rows])
    on_phone = dict(kept.order_by("-kept_at").values_list("brief__ref", "kept_at"))
    read = BriefReader.objects.filter(brief__in=[row.pk for row in rows])
    readers: dict[int, int] = {}
    for pk in read.values_list("brief_id", flat=True):
        readers[pk] = readers.get(pk, 0) + 1
    found: dict[str, JobReached] = {}
    for row in rows:
        came = _first(delivered.get(f"/briefs/{row.ref}"), on_phone.get(row.ref), row.opened_at)
        held = found.get(row.job, JobReached(None, None, None, 0))
        found[row.job] = JobReached(
            _first(held.pushed_at, row.pushed_at),
            _first(held.delivered_at, came),
            _first(held.opened_at, row.opened_at),
            held.readers + readers.get(row.pk, 0),
        )
    return found


def _first(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)
