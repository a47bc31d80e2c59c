"""How alike two identities are, field by field, as small numbered levels.

Both engines use these levels: here in Python for the live door, and as SQL in
`people.linkage` for DuckDB. Names are compared on ASCII alone, where the two
give the same Jaro-Winkler and Damerau-Levenshtein; dates by their parts.
Level 0 always means that one side is missing. Levels of first name and date of
birth follow the measured family guard (two scores, one of them for one home).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance.DamerauLevenshtein import distance
from rapidfuzz.distance.JaroWinkler import similarity

from firstlight.people.rules.nicknames import are_kin

if TYPE_CHECKING:
    from datetime import date

    from firstlight.people.rules.identity import Identity

MISSING, EQUAL, OTHER = 0, 1, 8
# First names
KIN, INITIAL, TYPO, SWAPPED, CLOSE, LIKE, ALSO, MIDDLE_DIFFERS = 2, 3, 4, 5, 6, 7, 10, 11
# Surnames: the same letters otherwise spaced; a part of a double name in common
SPACED, PART = 2, 3
# Dates of birth
NEW_YEAR, SAME_DAY, TURNED, ONE_DIGIT, YEAR_ONLY, ONE_PART, SAME_YEAR, YEAR_OUT, AS_FAR = (
    1, 2, 3, 4, 5, 6, 7, 9, 10,
)  # fmt: skip
# Sex
SEX_SAME, SEX_DIFFERS = 1, 2
# Addresses
DWELLING, BUILDING, PLACE, POSTCODE, SECTOR = 1, 2, 3, 4, 5

_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def single(name: str) -> str:
    """Write doubled letters once and drop spaces: Phillip is Philip."""
    return _DOUBLED.sub(r"\1", name.replace(" ", ""))


@lru_cache(maxsize=50_000)
def script_of(name: str) -> str:
    """Name the script of a folded name, by its first letter."""
    if name.isascii():
        return "LATIN"
    return unicodedata.name(name[0], "OTHER").split(" ", 1)[0]


def _middles_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    short = {n[0] for n in one} & {n[0] for n in other if len(n) == 1}
    short |= {n[0] for n in other} & {n[0] for n in one if len(n) == 1}
    return not short and not set(one) & set(other)


def _foreign(one: str, other: str) -> int:
    # Unlike scripts tell nothing about each other: that is not a conflict.
    return OTHER if script_of(one) == script_of(other) else MISSING


def _kin(one: str, other: str) -> bool:
    return are_kin(one, other) or single(one) == single(other)


@lru_cache(maxsize=200_000)
def _letters(one: str, other: str) -> int:
    """Compare two unequal Latin names by their letters."""
    if len(one) >= 4 and len(other) >= 4 and distance(one, other, score_cutoff=1) <= 1:
        return TYPO
    alike = similarity(one, other)
    if alike >= 0.92:
        return CLOSE
    return LIKE if alike >= 0.8 else OTHER


def given_level(a: Identity, b: Identity) -> int:
    """Compare two first names, the surnames and further names beside them minded."""
    one, other = a.given, b.given
    if one == other and one:
        return MIDDLE_DIFFERS if a.others and _middles_differ(a.others, b.others) else EQUAL
    if len(one) < 2 or len(other) < 2 or not (one.isascii() and other.isascii()):
        return first_names(one, other)
    if one == b.family and other == a.family:
        return KIN if _kin(one, other) else SWAPPED
    if one in b.others or other in a.others:
        return KIN if _kin(one, other) else ALSO
    return _latin(one, other)


@lru_cache(maxsize=200_000)
def _latin(one: str, other: str) -> int:
    """Compare two unequal Latin first names of more than a letter."""
    return KIN if _kin(one, other) else _letters(one, other)


def first_names(one: str, other: str) -> int:
    """Compare two first names by themselves, whatever else is known."""
    if not one or not other:
        return MISSING
    if one == other:
        return EQUAL
    if not (one.isascii() and other.isascii()):
        return _foreign(one, other)
    if len(one) > 1 and len(other) > 1:
        return _latin(one, other)
    return INITIAL if one[0] == other[0] else OTHER


def family_level(a: Identity, b: Identity) -> int:
    """Compare two surnames."""
    one, other = a.family, b.family
    if not one or not other:
        return MISSING
    if one == other:
        return EQUAL
    if not (one.isascii() and other.isascii()):
        return _foreign(one, other)
    found = _surnames(one, other)
    if found in {SPACED, PART}:
        return found
    return SWAPPED if one == b.given and other == a.given else found


@lru_cache(maxsize=200_000)
def _surnames(one: str, other: str) -> int:
    if single(one) == single(other):
        return SPACED
    if (" " in one or " " in other) and not set(one.split()).isdisjoint(other.split()):
        return PART
    return _letters(one, other)


def _one_digit(one: str, other: str) -> bool:
    return distance(one, other, score_cutoff=1) <= 1


def _loose(one: date, other: date, *precisions: str) -> int:
    if "estimated" in precisions:
        years = abs(one.year - other.year)
        return AS_FAR if years <= 2 else MISSING if years <= 10 else OTHER
    if one.year != other.year:
        return OTHER
    return AS_FAR if "year" in precisions or one.month == other.month else SAME_YEAR


def born_level(a: Identity, b: Identity) -> int:
    """Compare two dates of birth by their parts, as far as each is known."""
    one, other = a.born_on, b.born_on
    if one is None or other is None:
        return MISSING
    if a.born_precision != "day" or b.born_precision != "day":
        return _loose(one, other, a.born_precision, b.born_precision)
    if one == other:
        return NEW_YEAR if one.month == one.day == 1 else SAME_DAY
    return _unequal(one, other)


def _unequal(one: date, other: date) -> int:
    year, month, day = one.year == other.year, one.month == other.month, one.day == other.day
    if year and one.month == other.day and one.day == other.month:
        return TURNED
    if year + month + day == 2:
        return _nearly(one, other, year=year, month=month)
    if not year:
        return OTHER
    return YEAR_ONLY if one.month == one.day == 1 or other.month == other.day == 1 else SAME_YEAR


def _nearly(one: date, other: date, *, year: bool, month: bool) -> int:
    if not year:
        if abs(one.year - other.year) == 1:
            return YEAR_OUT
        near = _one_digit(f"{one.year:04}", f"{other.year:04}")
    elif not month:
        near = _one_digit(f"{one.month:02}", f"{other.month:02}")
    else:
        near = _one_digit(f"{one.day:02}", f"{other.day:02}")
    if near:
        return ONE_DIGIT
    first_of_year = one.month == one.day == 1 or other.month == other.day == 1
    return YEAR_ONLY if year and first_of_year else ONE_PART


def sex_level(a: Identity, b: Identity) -> int:
    """Compare the sex as recorded."""
    if not a.sex or not b.sex:
        return MISSING
    return SEX_SAME if a.sex == b.sex else SEX_DIFFERS


def phone_level(a: Identity, b: Identity) -> int:
    """Compare telephones; a retired one tells nothing."""
    one, other = a.phones, b.phones
    if not one or not other or a.retired_phone or b.retired_phone:
        return MISSING
    return EQUAL if one == other or not set(one).isdisjoint(other) else OTHER


def email_level(a: Identity, b: Identity) -> int:
    """Compare e-mail addresses."""
    one, other = a.emails, b.emails
    if not one or not other:
        return MISSING
    return EQUAL if one == other or not set(one).isdisjoint(other) else OTHER


def address_level(a: Identity, b: Identity) -> int:
    """Compare homes, the flat counting, then the building, then the postcode."""
    here, there = a.postcode, b.postcode
    if not here or not there:
        return MISSING
    if here != there:
        return SECTOR if here[:-2] == there[:-2] else OTHER
    one, other = a.address, b.address
    if not one or not other:
        return POSTCODE
    if one == other:
        return DWELLING
    flat, _, building = one.partition("|")
    flat_there, _, building_there = other.partition("|")
    if building != building_there:
        return POSTCODE
    return PLACE if flat and flat_there else BUILDING
