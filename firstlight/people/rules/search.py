"""Typo-forgiving search for a person: keys to look up, and an order to show them in.

Phonetic and prefix keys with the rarest trigrams find names with one or two
slips in one ordinary key table; what comes back is put in order here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance.DamerauLevenshtein import normalized_similarity
from rapidfuzz.distance.JaroWinkler import similarity

from firstlight.people.rules.folding import fold_name
from firstlight.people.rules.keys import sound_of
from firstlight.people.rules.nicknames import are_kin, heads_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

TRIGRAMS = 6
# Letters of English names from common to rare: a trigram of rarer letters tells more.
_BY_USE = "EANRILSOTHDMCUYKGBJFPWVZXQ"
_RARITY = {letter: place + 1 for place, letter in enumerate(_BY_USE)}
KIN_WEIGHT = 0.95
SOUND_WEIGHT = 0.85


class SearchQuery(NamedTuple):
    """What the searcher typed, as typed; '' and None are not told."""

    given: str = ""
    family: str = ""
    born_on: date | None = None


class SearchCandidate(NamedTuple):
    """One name found by key: its reference and the name as written."""

    ref: str
    given: str
    family: str
    born_on: date | None = None


def _rarity(trigram: str) -> int:
    return sum(_RARITY.get(letter, 30) for letter in trigram)


@lru_cache(maxsize=50_000)
def _trigrams(name: str) -> tuple[str, ...]:
    padded = f"^{name}$"
    found = {padded[i : i + 3] for i in range(len(padded) - 2)}
    return tuple(sorted(found, key=lambda t: (-_rarity(t), t))[:TRIGRAMS])


def _of(kind: str, name: str) -> list[str]:
    keys = [f"{kind}e:{name}"]
    if not name.isascii():
        return keys
    keys += [f"{kind}s:{sound_of(name)}", f"{kind}p:{name[:3]}"]
    keys += [f"{kind}t:{trigram}" for trigram in _trigrams(name)]
    return keys


def search_keys(given: str, family: str) -> tuple[str, ...]:
    """List the search keys of one name, the same for what is held and what is asked.

    Exact, phonetic, prefix and the rarest trigrams of each name; forms of a
    first name share a key. A name in another script has its exact key alone.
    """
    first, last = fold_name(given), fold_name(family)
    keys: list[str] = []
    if first:
        keys += _of("g", first)
        keys += [f"gn:{head}" for head in heads_of(first)]
    for name in dict.fromkeys((last, *last.split())) if last else ():
        keys += _of("f", name)
    return tuple(dict.fromkeys(keys))


def _alike(asked: str, held: str) -> float:
    if not asked or not held:
        return 0.0
    if asked == held:
        return 1.0
    best = max(similarity(asked, held), normalized_similarity(asked, held))
    if sound_of(asked) == sound_of(held):
        best = max(best, SOUND_WEIGHT)
    return best


def _first(asked: str, held: str) -> float:
    return max(KIN_WEIGHT, _alike(asked, held)) if are_kin(asked, held) else _alike(asked, held)


def _surname(asked: str, held: str) -> float:
    parts = held.split() if " " in held else ()
    return max([_alike(asked, held), *(0.97 * _alike(asked, part) for part in parts)])


def likeness(query: SearchQuery, candidate: SearchCandidate) -> float:
    """Say how like a held name is to what was asked, from 0 to 1, names either way round."""
    given, family = fold_name(query.given), fold_name(query.family)
    first, last = fold_name(candidate.given), fold_name(candidate.family)
    told = [n for n in (given, family) if n]
    if not told:
        return 0.0
    straight = (_first(given, first) if given else 0.0) + (
        _surname(family, last) if family else 0.0
    )
    turned = (_alike(given, last) if given else 0.0) + (_alike(family, first) if family else 0.0)
    like = max(straight, 0.96 * turned) / len(told)
    if query.born_on and candidate.born_on:
        like = 0.85 * like + (0.15 if query.born_on == candidate.born_on else 0.0)
    return like


def rerank(query: SearchQuery, candidates: Iterable[SearchCandidate]) -> list[SearchCandidate]:
    """Put what the keys found in order, the likest first, ties by reference."""
    return sorted(candidates, key=lambda c: (-likeness(query, c), c.ref))
