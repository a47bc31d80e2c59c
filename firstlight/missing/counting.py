"""Episodes as figures need them: told in a time, each with its last grade; nobody is named."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode, Happened
from firstlight.missing.rules.counting import Fact
from firstlight.missing.who import persons_of
from firstlight.records.selectors import record


def facts(since: datetime, until: datetime, viewer: Viewer) -> tuple[Fact, ...]:
    """Give the episodes the force was told of from `since` until `until`. NotThere without permission.

    All episodes count, also those this viewer may not open: a figure names nobody.
    """
    if not may(viewer, "leaders.see"):
        raise NotThere
    wanted = Episode.objects.exclude(state="joined").filter(told_at__gte=since, told_at__lt=until)
    rows = list(wanted.prefetch_related("reports"))
    people, levels, again = persons_of(rows), _levels(rows), _reviewed(rows)
    return tuple(
        Fact(
            people.get(row.ref, ""), row.home, row.area, row.from_care, levels.get(row.pk, ""),
            len(row.reports.all()), row.told_at, row.recorded_at, row.first_action_at, row.graded_at,
            again.get(row.pk), row.returned_at, row.interviewed_at, row.offered_at,
        )
        for row in rows
    )  # fmt: skip


def _levels(rows: list[Episode]) -> dict[int, str]:
    found: dict[int, str] = {}
    graded = Happened.objects.filter(episode__in=rows, verb="grade").exclude(record="")
    for episode, ref in graded.order_by("at", "pk").values_list("episode_id", "record"):
        held = record(ref)
        found[episode] = str(getattr(held.details, "level", "")) if held else ""
    return found


def _reviewed(rows: list[Episode]) -> dict[int, datetime]:
    """Give when each was graded for the second time."""
    grades: dict[int, list[datetime]] = {}
    told = Happened.objects.filter(episode__in=rows, verb="grade").order_by("at", "pk")
    for episode, at in told.values_list("episode_id", "at"):
        grades.setdefault(episode, []).append(at)
    return {episode: moments[1] for episode, moments in grades.items() if len(moments) > 1}


def mended(since: datetime, until: datetime) -> int:
    """How many reports were found by a comparison or a reader, and not when they came in: since mended.

    A report that joined an episode later than an hour after it was taken in was not recorded at once.
    """
    told = Episode.objects.exclude(state="joined").filter(told_at__gte=since, told_at__lt=until)
    return sum((row.opened_at - row.recorded_at).total_seconds() > 3600 for row in told)
