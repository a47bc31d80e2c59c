"""Fetch records of a kind with everybody they name, as one viewer may know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.kernel.values.viewer import Viewer
from firstlight.people import selectors as people
from firstlight.people.selectors import Cast
from firstlight.records import selectors as records
from firstlight.records.selectors import VersionView

MOST = 5000


@dataclass(frozen=True, slots=True)
class Told:
    """A record, who is in it as this viewer may know them, and the places it names."""

    view: VersionView
    cast: tuple[Cast, ...]
    roles: dict[str, str]
    places: tuple[str, ...]

    @property
    def at(self) -> datetime:
        """Give when the force was told, else when it was written down."""
        return self.view.told_at or self.view.recorded_at

    def people(self, *roles: str) -> tuple[str, ...]:
        """Give the persons it names, in some roles or any."""
        return tuple(dict.fromkeys(
            c.person for c in self.cast if c.person and (not roles or self.roles.get(c.key) in roles)
        ))  # fmt: skip


def told(kinds: Iterable[str], viewer: Viewer, *, since: datetime | None = None) -> list[Told]:
    """Give records of these kinds, newest first; one this viewer may not know of is left out."""
    return _told(records.newest(kinds=kinds, since=since, limit=MOST), viewer)


def about(persons: Iterable[str], viewer: Viewer) -> list[Told]:
    """Give every record that names these persons, as this viewer may know it."""
    return _told(records.versions(people.versions_of(persons, viewer=viewer)), viewer)


def _told(held: list[VersionView], viewer: Viewer) -> list[Told]:
    cast = people.cast_of([view.id for view in held], viewer=viewer)
    uses = people.place_uses(cast)
    return [
        Told(
            view, tuple(cast[view.id]), {p.key: p.role for p in view.envelope.people},
            tuple(ref for _, ref in uses.get(view.id, ())),
        )
        for view in held
        if view.id in cast
    ]  # fmt: skip
