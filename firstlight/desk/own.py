"""Who an officer's declared interests are among the people and places held; told to nobody."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import interests
from firstlight.access.services import keep_own
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import place_of, search

SYSTEM = system_viewer("own-story")


def match_own(user: str, at: datetime) -> None:
    """Find them afresh, at each declaration and at each sign-in.

    They are a person of that name and day of birth, or of that name where no day was given; and an
    address at flat level.
    """
    own: set[str] = set()
    for one in interests(user):
        if one.name:
            hits = search(name=one.name, born_on=one.born_on, viewer=SYSTEM)
            own |= {hit.person for hit in hits if _is(hit.name, one.name)
                    and one.born_on in {None, hit.born_on}}  # fmt: skip
        found = place_of(one.address) if one.address else None
        own |= {found} if found else set()
    keep_own(user=user, refs=own, by=SYSTEM, at=at)


def _is(held: str, said: str) -> bool:
    return held.casefold().split() == said.casefold().split()
