"""The sources that tell: registered, down, heard again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.models import Source, SourceState
from firstlight.records.rules.kinds import KINDS


def register_source(
    *,
    code: str,
    name: str,
    owner: str,
    kinds: Iterable[str] = (),
    area: str = "",
    not_covered: Iterable[str] = (),
    coverage_since: date | None = None,
    freshness_minutes: int = 60,
    live_from: datetime | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Register a source or change it. Refuses kinds that do not exist, telling them all."""
    if not may(by, "sources.set"):
        raise NotThere
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise Refusal(
            f"There is no kind of record called {', '.join(unknown)}.",
            next_step=f"Use some of: {', '.join(sorted(KINDS))}.",
        )
    with act("records.source_registered", by=by, at=at) as line:
        Source.objects.update_or_create(
            code=code,
            defaults={
                "name": name,
                "owner": owner,
                "kinds": sorted(set(kinds)),
                "area": area,
                "not_covered": list(not_covered),
                "coverage_since": coverage_since,
                "freshness_minutes": freshness_minutes,
                "live_from": live_from,
                "known_seq": line.seq,
            },
        )
        line.say(source=code)


def source_down(*, code: str, since: datetime, by: Viewer, at: datetime) -> None:
    """Note that a source is down; every brief says so until it is heard again."""
    source = Source.objects.filter(pk=code, down_since__isnull=True).first()
    if source is None:
        return
    with act("records.source_down", by=by, at=at) as line:
        Source.objects.filter(pk=code).update(down_since=since)
        SourceState.objects.create(source=source, up=False, since=since, known_seq=line.seq)
        line.say(source=code)


def source_heard(*, code: str, at: datetime, by: Viewer) -> None:
    """Note that a source was heard though it had nothing to tell."""
    with act("records.source_heard", by=by, at=at) as line:
        Source.objects.filter(pk=code).update(last_heard_at=at, down_since=None)
        line.say(source=code)
