"""Which person an episode is about now, and which episodes a person has: worked out when read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from firstlight.access.selectors import sealed_targets
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.missing.models import Episode
from firstlight.missing.rules.is_missing import Said
from firstlight.missing.rules.steps import UNCLOSED
from firstlight.people.selectors import appearances_of, persons_at
from firstlight.picture.rules.values import RecordView

SYSTEM = system_viewer("missing")
# A report this long after a safe return, that does not itself say whereabouts are not known, may
# be an officer writing up the absence that has ended: a person reads it (LOCAL).
WRITING_UP = timedelta(hours=24)


def persons_of(rows: Iterable[Episode], viewer: Viewer | None = None) -> dict[str, str]:
    """Give the person of each episode, by its reference; who a viewer may not know is left out."""
    listed = list(rows)
    found = persons_at([row.anchor for row in listed], viewer=viewer)
    own = viewer.own_refs if viewer else frozenset()
    return {
        row.ref: found[row.anchor]
        for row in listed
        if row.anchor in found and found[row.anchor] not in own
    }


def person_of(row: Episode) -> str:
    """Give the person an episode is about now; empty where nobody is."""
    return persons_of([row]).get(row.ref, "")


def episodes_of(person: str) -> list[Episode]:
    """Give a person's episodes that were not joined to another, newest first."""
    rows = Episode.objects.filter(anchor__in=appearances_of(person)).exclude(state="joined")
    return list(rows.order_by("-told_at", "-pk"))


def unclosed_of(person: str) -> list[Episode]:
    """Give a person's episodes that are not closed, the oldest first."""
    return sorted(
        (row for row in episodes_of(person) if row.state in UNCLOSED),
        key=lambda row: (row.told_at, row.pk),
    )


def heard_by(person: str) -> tuple[str, ...]:
    """Say who may hear of a person's episode: every officer, or a sealed matter's custodians."""
    custodians = sealed_targets().get(person)
    return tuple(custodians) if custodians else ("all",)


def writing_up(view: RecordView, one: Said) -> bool:
    """Tell whether a report may only write up an absence that has ended: then a person reads it."""
    stated = getattr(view.details, "whereabouts_known", "")
    if not one.person or stated or one.state != "missing":
        return False
    moment = view.told_at or view.recorded_at
    back = [row.returned_at for row in episodes_of(one.person) if row.returned_at]
    return any(end <= moment <= end + WRITING_UP for end in back)
