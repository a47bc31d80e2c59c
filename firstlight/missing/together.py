"""Children missing at the same time from one home or in one report, or found in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.checking import RETURNED
from firstlight.missing.models import Episode
from firstlight.missing.who import persons_of
from firstlight.people.selectors import who
from firstlight.records.selectors import record

# Gone within this long of each other, from one home, may be gone together (LOCAL).
NEAR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another person's episode that may be of one matter with this one, and why."""

    episode: str
    person: str
    name: str
    because: str


def together(row: Episode, viewer: Viewer) -> tuple[Beside, ...]:
    """Give episodes of others that began near this one from one home or report, or ended in one place."""
    begins, ends = row.told_at - NEAR, (row.returned_at or row.told_at) + NEAR
    near = Episode.objects.exclude(pk=row.pk).exclude(state="joined").exclude(anchor=row.anchor)
    found = list(near.filter(told_at__gte=begins, told_at__lte=max(ends, row.told_at + NEAR))[:200])
    people = persons_of([row, *found], viewer)
    own, mine, here = people.get(row.ref), _records(row), _places(row)
    reasons = {
        one.ref: why
        for one in found
        if people.get(one.ref, own) != own and (why := _why(row, one, mine, here))
    }
    hits = who([people[ref] for ref in reasons], viewer=viewer)
    viewer.seen.add(*hits)
    return tuple(
        Beside(ref, people[ref], hits[people[ref]].name, why)
        for ref, why in reasons.items()
        if people[ref] in hits
    )


def _why(row: Episode, other: Episode, mine: set[str], here: set[str]) -> str:
    if mine & _records(other):
        return "told of in the same report"
    if (
        row.home
        and row.home.casefold() == other.home.casefold()
        and abs(row.told_at - other.told_at) <= NEAR
    ):
        return "gone from the same home within hours"
    if here & _places(other):
        return "found or seen in the same place"
    return ""


def _records(row: Episode) -> set[str]:
    return set(row.reports.values_list("record", flat=True))


def _places(row: Episode) -> set[str]:
    """Give the places of an episode's sightings and returns, as written, folded."""
    refs = row.history.filter(verb__in=RETURNED).exclude(record="").values_list("record", flat=True)
    held = [one for ref in refs if (one := record(ref)) is not None]
    return {
        place.address.text.casefold().strip()
        for one in held
        for place in one.envelope.places
        if place.address.text and place.role in {"found", "sighted"}
    }
