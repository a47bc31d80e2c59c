"""Who is looking, for what purpose, and what they were shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Seen:
    """References newly shown while one page was made; written to the journal before it is sent."""

    refs: dict[str, None] = field(default_factory=dict)

    def add(self, *refs: str) -> None:
        """Note that these people, places or records were shown."""
        self.refs.update(dict.fromkeys(refs))


@dataclass(frozen=True, slots=True)
class Viewer:
    """The one who looks. There is no default viewer; the system's own work has a named one.

    `roles` and `posts` are codes; `own_refs` are the persons and places of the viewer's own
    household, family and workplace (the reader may be in the story).
    """

    ref: str
    name: str
    rank: str = ""
    roles: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    own_refs: frozenset[str] = frozenset()
    organisation: str = ""
    purpose: str = ""
    is_system: bool = False
    scopes: frozenset[str] | None = None  # of a system's key; None for a person
    asks_at: datetime | None = None  # read at the door: a grant ends with its time
    seen: Seen = field(default_factory=Seen, compare=False)
    # What was worked out about this viewer, by the state of the journal it was worked out at.
    known: dict[str, object] = field(default_factory=dict, compare=False, repr=False)


def system_viewer(name: str) -> Viewer:
    """Name the system's own work as a viewer, for instance `system_viewer("risk")`."""
    return Viewer(ref=f"system:{name}", name=f"Firstlight ({name})", is_system=True)
