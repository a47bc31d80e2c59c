"""Who an officer's declared interests are among the people and places held; told to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from firstlight.access.selectors import interests, user
from firstlight.access.services import keep_own
from firstlight.desk.rules.own import is_own
from firstlight.duties.services import open_duty
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import (
    Wanted,
    bearing,
    find,
    person_at,
    place_of,
    read_words,
    stands_as,
)
from firstlight.records.selectors import contents_of

SYSTEM = system_viewer("own-story")


def match_own(ref: str, at: datetime) -> None:
    """Find them afresh, at each declaration and at each sign-in, as a search would find them."""
    own: set[str] = set()
    for one in interests(ref):
        for name in one.names:
            words = replace(read_words(name), born_on=one.born_on)
            own |= {person for person, match in find(words, Wanted(), viewer=SYSTEM).people
                    if is_own(match.name, match.born) is not Answer.NO}  # fmt: skip
        found = place_of(one.address) if one.address else None
        own |= {found} if found else set()
    keep_own(user=ref, refs=own, by=SYSTEM, at=at)


def tell_of_asking(by: str, asked: Iterable[str], *, record: str = "", at: datetime) -> None:
    """Tell professional standards, and nobody else, that an officer asked for their own story.

    One duty a day for each matter of theirs, however often they asked.
    """
    account = user(by)
    own = set(account.own_refs) if account else set()
    for target in dict.fromkeys(one for ref in asked for one in _matters(ref) if one in own):
        open_duty(
            clock="OWN_STORY", about=tuple(ref for ref in (by, record) if ref), people=(target,),
            told_at=at, because="An officer asked for what is of their own life, and was not given it.",
            key=f"OWN_STORY:{by}:{target}:{at:%Y%m%d}", by=SYSTEM, at=at,
        )  # fmt: skip


def _matters(ref: str) -> Iterator[str]:
    """Give the people and places a reference is about."""
    if ref.startswith("R-") and (held := contents_of(ref)) is not None:
        found = bearing(ref, held.ids)
        yield from (*found.people, *found.places)
    elif ref.startswith("M-"):
        yield person_at(ref, SYSTEM) or ""
    else:
        yield from (ref, stands_as(ref))
