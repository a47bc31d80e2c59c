"""Fetch one shard's history: its records as told, who may be whom, and where."""

from __future__ import annotations

from collections.abc import Iterable

from firstlight.assurance.rules.lookback.history import History, Said
from firstlight.audit.selectors import moment_of
from firstlight.people import selectors as people
from firstlight.picture import selectors as picture


def history(versions: Iterable[int]) -> History:
    """Give everything a replay of these record versions needs."""
    told = picture.told(versions)
    mentions = people.mentions_of({code for one in told for code in one.codes})
    said = [
        Said(answer, at, moment_of(ended) if ended is not None else None)
        for answer, at, ended in people.answers_among(mentions)
    ]
    return History(
        told=tuple(told),
        identities=people.identities_of(mentions),
        persons=people.persons_of_codes(mentions.values()),
        places=picture.places_told(told),
        pairs=tuple(people.pairs_among(mentions)),
        said=tuple(said),
    )
