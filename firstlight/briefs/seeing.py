"""Who may be shown a stored brief, as things are sealed, restricted and owned today."""

from __future__ import annotations

from collections.abc import Iterable

from firstlight.access.selectors import sight
from firstlight.briefs.models import Brief
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import records_of_links


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
    if _tells_of(row, closed.sealed):
        return False
    return viewer.is_system or not shut_in(row, viewer)


def shut_in(row: Brief, viewer: Viewer) -> list[str]:
    """Give who in a brief is restricted and was not when it was composed, or was opened to another."""
    closed = sight(viewer)
    met = sorted(set(row.people) & closed.restricted)
    if row.made_for in {"", viewer.ref}:
        return [ref for ref in met if closed.shut_since[ref] > row.position]
    return met


def _tells_of(row: Brief, sealed: frozenset[str]) -> bool:
    """Tell whether a brief tells of a record that is sealed, or stands on a link that is."""
    links = [ref for ref in sealed if ref.startswith("M-")]
    records = {ref for ref in sealed if ref.startswith("R-")} | records_of_links(links)
    return any(ref in row.document for ref in records)
