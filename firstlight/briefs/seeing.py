"""Who may be shown a stored brief, as things are sealed, restricted and owned today."""

from __future__ import annotations

from collections.abc import Iterable

from firstlight.access.selectors import sight
from firstlight.briefs.models import Brief
from firstlight.kernel.values.viewer import Viewer


def in_story(row: Brief, own: Iterable[str]) -> bool:
    """Tell whether a reader's own household, family or workplace is in a brief."""
    return bool(set(own) & {*row.people, *row.places, row.about})


def readable(row: Brief, viewer: Viewer) -> bool:
    """Tell whether a viewer may be shown a stored brief."""
    if in_story(row, viewer.own_refs):
        return False
    closed = sight(viewer)
    if {*row.people, *row.places, row.about} & closed.sealed:
        return False
    if row.made_for in {"", viewer.ref} or viewer.is_system:
        return True
    return not set(row.people) & closed.restricted
