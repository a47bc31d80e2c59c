"""Fetch record versions with nobody settled: what a look-back replays in the order it was learnt."""

from __future__ import annotations

from collections.abc import Iterable

from firstlight.access.selectors import Sight
from firstlight.people import selectors as people
from firstlight.picture.fetching import place_facts
from firstlight.picture.rules.facts import PlaceFacts
from firstlight.picture.rules.told import Told
from firstlight.picture.viewing import record_view
from firstlight.records import selectors as records

# Floors run on what is sealed too: a page leaves it out for whoever may not know.
_ALL = Sight(frozenset(), frozenset(), all_seen=True)


def told(ids: Iterable[int]) -> list[Told]:
    """Give versions as they were written down, oldest first; those disposed of are gone."""
    wanted = list(ids)
    named = people.named_in(wanted)
    uses, names, stood = people.place_uses(wanted), records.source_names(), records.stood(wanted)
    found = []
    for version in records.versions(wanted):
        cast = [
            people.Cast(one.ref, version.id, one.key, one.mention, None, "linked", one.place)
            for one in named.get(version.id, ())
        ]
        view = record_view(version, cast, uses.get(version.id, []), names, _ALL)
        code_of = {one.ref: one.code for one in named.get(version.id, ())}
        codes = tuple(code_of[one.ref] for one in view.people)
        found.append(Told(version.recorded_at, view, codes, version.id in stood))
    return sorted(found, key=lambda one: (one.at, one.view.known_seq, one.view.ref))


def places_of(held: Iterable[Told]) -> dict[str, PlaceFacts]:
    """Give the places these versions tell of, as they are known today."""
    refs: set[str] = set()
    for one in held:
        refs |= {place for _, place, _ in one.view.places if place}
        refs |= {each.place for each in one.view.people if each.place}
    return place_facts(refs, _ALL)
