"""The identity of one mention, as the who-is-who rules see it.

Names as written are kept with the record; what stands here is the standardised
form, which serves comparison only and is never shown as a person's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Identity:
    """What one mention says of who somebody is, in standard form.

    Names are folded to upper-case ASCII, or to normalised capitals of their own
    script where they are not in Latin letters; '' is missing. `born_precision`
    is day, month, year or estimated. `identifiers` holds only (scheme, value)
    pairs that passed their check. `retired_phone` is set by the caller when the
    telephone's key is retired: it is then neither weight nor a household.
    """

    given: str = ""
    family: str = ""
    others: tuple[str, ...] = ()
    born_on: date | None = None
    born_precision: str = "day"
    sex: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcode: str = ""
    address: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    retired_phone: bool = False

    @property
    def nameless(self) -> bool:
        """Say whether neither a first name nor a surname is known."""
        return not self.given and not self.family


@dataclass(frozen=True, slots=True)
class AddressKey:
    """One place in standard form; the flat level matters.

    `normal` names the dwelling ("2|14 LARCH COURT"), `building_normal` the
    building without the flat ("14 LARCH COURT"); '' is missing.
    """

    uprn: str = ""
    flat: str = ""
    premises: str = ""
    street: str = ""
    postcode: str = ""
    normal: str = ""
    building_normal: str = ""


class Part(NamedTuple):
    """One comparison's share of a match weight, in bits, and how to say it."""

    name: str
    level: int
    weight: float
    said: str


class Levels(NamedTuple):
    """The comparison levels of a pair that later rules ask about again."""

    given: int
    family: int
    born: int
    sex: int


class Score(NamedTuple):
    """The match weight of a pair: log2 of the odds that it is one person.

    The weights of `parts` sum to `weight`. `household` says that the two share
    a home, or may, so that the second score was consulted.
    """

    weight: float
    parts: tuple[Part, ...]
    household: bool
    levels: Levels
