"""Which duties a viewer may know of: the persons a duty is about are worked out when it is read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from firstlight.access.selectors import sight
from firstlight.duties.models import Duty
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import cast_of, persons_at, stands_as, versions_of


def persons_of(refs: Iterable[str]) -> dict[str, str]:
    """Give, for appearances and persons, the person each is taken for now."""
    wanted = tuple(refs)
    found = persons_at([ref for ref in wanted if ref.startswith("M-")])
    return found | {ref: stands_as(ref) for ref in wanted if ref.startswith("P-")}


def appearances_of(persons: Iterable[str]) -> set[str]:
    """Give the appearances that are taken for these persons now."""
    wanted = set(persons)
    by = system_viewer("duties")
    cast = cast_of(versions_of(wanted, viewer=by), viewer=by)
    return {one.ref for rows in cast.values() for one in rows if one.person in wanted}


def hidden_from(viewer: Viewer) -> frozenset[str]:
    """Give the references a duty must not be about for this viewer to know of it.

    What is sealed from them, and their own household, family and workplace.
    """
    if viewer.is_system:
        return frozenset()
    hidden = sight(viewer).sealed | viewer.own_refs
    persons = frozenset(ref for ref in hidden if ref.startswith("P-"))
    return hidden | (appearances_of(persons) if persons else set())


def visible(viewer: Viewer) -> QuerySet[Duty]:
    """Give the duties a viewer may know of, filtered in the database."""
    hidden, rows = hidden_from(viewer), Duty.objects.all()
    kept = [one.code for one in CLOCKS.values() if one.only]
    if not viewer.is_system:
        others = [code for code in kept if CLOCKS[code].only not in viewer.roles]
        mine = Duty.objects.filter(clock__in=kept, links__ref=viewer.ref)
        rows = rows.exclude(clock__in=others).exclude(pk__in=mine.values("pk"))
    return rows.exclude(links__ref__in=hidden) if hidden else rows
