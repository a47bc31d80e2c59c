"""The match weight of a pair, with every part of it told.

Fellegi-Sunter: the prior and one weight for each field, less where a name is
common. Where the two share a home, or may, a second score asks "the same person
or another of this home?" and the lower odds of the two count, since surname,
address and telephone of one family are not independent evidence.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from firstlight.people.rules import levels as lv
from firstlight.people.rules import sayings
from firstlight.people.rules.identity import Levels, Part, Score

if TYPE_CHECKING:
    from firstlight.people.rules.identity import Identity
    from firstlight.people.rules.model import Model

SIMILAR_SURNAME = frozenset({lv.EQUAL, lv.SPACED, lv.PART, lv.TYPO, lv.CLOSE})
SAME_BIRTH = frozenset({lv.NEW_YEAR, lv.SAME_DAY})
SAME_WRITTEN = frozenset({lv.EQUAL, lv.MIDDLE_DIFFERS})
SWAP_WEIGHT = 7.0
SWAP_FROM = -2.0


def rarity(column: str, value: str, model: Model) -> Part:
    """Weigh how much an equal name tells, by how common it is."""
    share = model.frequencies.of(column, value)
    return Part(f"{column}_share", 1, log2(model.u_equal[column] / share), sayings.RARE[column])


def _home(a: Identity, b: Identity, found: Levels, phone: int, email: int, address: int) -> bool:
    if phone == 1 or email == 1 or address == lv.DWELLING:
        return True
    if found.family in SIMILAR_SURNAME and a.postcode and a.postcode == b.postcode:
        return True
    return found.family == lv.EQUAL and found.born in SAME_BIRTH


def shares_household(a: Identity, b: Identity) -> bool:
    """Say whether two mentions share a home, or may (family guard, R3: H2)."""
    found = Levels(0, lv.family_level(a, b), lv.born_level(a, b), 0)
    return _home(a, b, found, lv.phone_level(a, b), lv.email_level(a, b), lv.address_level(a, b))


def home_weight(found: Levels, model: Model) -> float:
    """Weigh "the same person" against "another of this home" (family guard, R4)."""
    home = model.home
    return (
        model.home_prior
        + home["given"].get(found.given, 0.0)
        + home["born"].get(found.born, 0.0)
        + home["sex"].get(found.sex, 0.0)
    )


def _lower_odds(one: float, other: float) -> float:
    low, high = (one, other) if one < other else (other, one)
    return low - log2(1.0 + 2.0 ** (low - high))


def score(a: Identity, b: Identity, model: Model) -> Score:
    """Weigh whether two mentions are one person.

    The weight is log2 of the odds; the parts sum to it. Symmetric in its two
    identities. Zones and rules that look beyond the pair are in `zones`.
    """
    given, family, born = lv.given_level(a, b), lv.family_level(a, b), lv.born_level(a, b)
    sex, phone, email = lv.sex_level(a, b), lv.phone_level(a, b), lv.email_level(a, b)
    address = lv.address_level(a, b)
    said = model.parts
    parts = [model.prior, said["given"][given]]
    if given in SAME_WRITTEN:
        parts.append(rarity("given", a.given, model))
    parts.append(said["family"][family])
    if family == lv.EQUAL:
        parts.append(rarity("family", a.family, model))
    parts += (
        said["born"][born], said["sex"][sex], said["phone"][phone],
        said["email"][email], said["address"][address],
    )  # fmt: skip
    weight = sum([p.weight for p in parts])
    found = Levels(given, family, born, sex)
    home = _home(a, b, found, phone, email, address)
    raw = weight
    if home:
        weight = _lower_odds(raw, home_weight(found, model))
        parts.append(Part("household", 1, weight - raw, sayings.HOUSEHOLD))
    if _swapped(found) and raw > SWAP_FROM and weight < SWAP_WEIGHT:
        parts.append(Part("swap", 1, SWAP_WEIGHT - weight, sayings.SWAP))
        weight = SWAP_WEIGHT
    return Score(weight, tuple(parts), home, found)


def _swapped(found: Levels) -> bool:
    return found.given == lv.SWAPPED and found.born == lv.SAME_DAY and found.family != lv.EQUAL
