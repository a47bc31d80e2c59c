"""Leaders' figures of missing episodes, from episodes and never from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from firstlight.access.selectors import may
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode
from firstlight.missing.rules.steps import OPEN


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a time, worked out from episodes, never from the journal. Gaps are minutes.

    Every share has its denominator beside it: `told` episodes. None where there is nothing to
    reckon from.
    """

    told: int
    from_care: int
    reports: int
    gap_median: float | None
    gap_most: int | None
    acknowledged: int
    acknowledged_in_time: int
    graded: int
    acted: int
    acted_in_time: int
    first_action_median: float | None
    found: int
    still_open: int
    interviewed: int
    by_area: tuple[tuple[str, int], ...]
    care_first_action_median: float | None
    other_first_action_median: float | None


def figures(since: datetime, until: datetime, viewer: Viewer) -> Figures:
    """Give the leaders' figures of episodes the force was told of from `since` until `until`.

    All episodes count, also those this viewer may not open: figures name nobody. NotThere for
    whoever may see neither leaders' pages nor missing episodes.
    """
    if not (may(viewer, "leaders.see") or may(viewer, "missing.see")):
        raise NotThere
    wanted = Episode.objects.exclude(state="joined").filter(told_at__gte=since, told_at__lt=until)
    rows = list(wanted.prefetch_related("reports"))
    gaps = [_minutes(r.told_at, r.recorded_at) for row in rows for r in row.reports.all()]
    acted = {
        row.pk: _minutes(row.told_at, row.first_action_at) for row in rows if row.first_action_at
    }
    acks = [_minutes(row.told_at, row.acknowledged_at) for row in rows if row.acknowledged_at]
    areas = sorted({row.area for row in rows})
    return Figures(
        told=len(rows), from_care=sum(row.from_care for row in rows), reports=len(gaps),
        gap_median=_median(gaps), gap_most=max(gaps, default=None), acknowledged=len(acks),
        acknowledged_in_time=sum(m <= int(setting("missing.acknowledge_minutes")) for m in acks),
        graded=sum(row.graded_at is not None for row in rows), acted=len(acted),
        acted_in_time=sum(m <= int(setting("missing.first_action_minutes")) for m in acted.values()),
        first_action_median=_median(acted.values()),
        found=sum(row.returned_at is not None for row in rows),
        still_open=sum(row.state in OPEN for row in rows),
        interviewed=sum(row.interviewed_at is not None for row in rows),
        by_area=tuple((area, sum(row.area == area for row in rows)) for area in areas),
        care_first_action_median=_median(acted[r.pk] for r in rows if r.pk in acted and r.from_care),
        other_first_action_median=_median(acted[r.pk] for r in rows if r.pk in acted and not r.from_care),
    )  # fmt: skip


def _minutes(begins: datetime, ends: datetime | None) -> int:
    return int((ends - begins).total_seconds() // 60) if ends else 0


def _median(values: Iterable[int]) -> float | None:
    listed = list(values)
    return float(median(listed)) if listed else None
