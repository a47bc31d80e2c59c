"""Counting gaps by source, in the background: what is missing in each source's newest records."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.audit.tasks import Priority
from firstlight.intake.models import Quality
from firstlight.intake.rules.gaps import gaps_of
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import cast_of
from firstlight.records.selectors import newest_from, sources

BY = system_viewer("quality")
NEWEST = 1000
KEPT = 100
EVERY = timedelta(hours=1)
# Counts are worked without what is sealed or restricted, whoever reads them.
ANYBODY = Viewer(ref="anybody", name="Anybody")


def reckon(at: datetime) -> None:
    """Look through each source's newest records, keep what is missing, and look again in an hour."""
    found = {one.code: _of_source(one.code) for one in sources() if one.code != "firstlight"}
    with act("intake.quality_reckoned", by=BY, at=at) as line:
        Quality.objects.all().delete()
        Quality.objects.bulk_create([
            Quality(source=source, code=code, count=len(refs), looked_at=looked, reckoned_at=at,
                    records=refs[:KEPT])
            for source, (looked, gaps) in found.items() for code, refs in gaps.items()
        ])  # fmt: skip
        line.say(sources=len(found))
        line.due("intake.quality", at + EVERY, "intake.quality", priority=Priority.REST)


def _of_source(source: str) -> tuple[int, dict[str, list[str]]]:
    gaps: dict[str, list[str]] = defaultdict(list)
    rows = newest_from(source, NEWEST)
    seen = cast_of([one.id for one in rows], viewer=ANYBODY, lightly=True)
    looked = [one for one in rows if one.id in seen]
    for one in looked:
        on = london_date(one.envelope.occurred.begins or one.recorded_at)
        for code in gaps_of(one.envelope, one.details, on):
            gaps[code].append(one.ref)
    gaps.setdefault("", [])  # so that a source without any gap is told of too
    return len(looked), dict(gaps)


def reckon_again(*, by: Viewer, at: datetime) -> None:
    """Count at once, because somebody asks. Refuses who may not see the sources."""
    if not may(by, "sources.see"):
        raise NotThere
    reckon(at)
