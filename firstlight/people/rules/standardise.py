"""The one shared standardiser: a mention as told becomes an `Identity`.

Live and bulk call the same function, so that both compare the same letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import phonenumbers

from firstlight.people.rules.addresses import EMPTY, address_key
from firstlight.people.rules.folding import fold, fold_name
from firstlight.people.rules.identifiers import sound
from firstlight.people.rules.identity import Identity

NO_NAME = frozenset(
    [
        "UNKNOWN",
        "UNK",
        "UNKN",
        "UNIDENTIFIED",
        "REFUSED",
        "ANON",
        "ANONYMOUS",
        "TBC",
        "TBA",
        "UNNAMED",
        "XX",
        "XXX",
        "XXXX",
        "NK",
    ]
)
NO_NAME_PHRASES = frozenset(
    {"N K", "N A", "NOT KNOWN", "NOT GIVEN", "NOT STATED", "NOT RECORDED", "NO NAME",
     "NOT PROVIDED", "NOT NAMED", "NONE", "NONE GIVEN", "DETAILS WITHHELD", "WITHHELD", "X"}
)  # fmt: skip
DESCRIPTIONS = frozenset(
    [
        "MALE",
        "FEMALE",
        "BABY",
        "INFANT",
        "CHILD",
        "BOY",
        "GIRL",
        "MAN",
        "WOMAN",
        "YOUTH",
        "PERSON",
        "ADULT",
        "JUVENILE",
        "TEENAGER",
        "UNBORN",
        "NEWBORN",
        "SUSPECT",
        "VICTIM",
        "WITNESS",
        "MOTHER",
        "FATHER",
        "MUM",
        "DAD",
        "TWIN",
        "ONE",
        "TWO",
        "1",
        "2",
    ]
)
TITLES = frozenset(["MR", "MRS", "MS", "MISS", "MASTER", "DR", "MX", "REV", "SIR"])
# Dates that systems write for "not known"; nobody in these records was born on them.
PLACEHOLDERS = frozenset(
    {date(1, 1, 1), date(1753, 1, 1), date(1800, 1, 1), date(1899, 12, 30), date(1899, 12, 31),
     date(1900, 1, 1), date(1901, 1, 1), date(1911, 11, 11), date(2099, 12, 31), date(9999, 12, 31)}
)  # fmt: skip
EPOCH = date(1970, 1, 1)
SEXES = {
    "M": "M", "MALE": "M", "1": "M", "BOY": "M", "MAN": "M",
    "F": "F", "FEMALE": "F", "2": "F", "GIRL": "F", "WOMAN": "F",
}  # fmt: skip
PRECISIONS = frozenset({"day", "month", "year", "estimated"})
_PLAIN_UK = re.compile(r"^(?:\+44|0044|0)([1-9]\d{9})$")
_SPACES = re.compile(r"[\s().-]+")


@lru_cache(maxsize=200_000)
def _name(text: str) -> tuple[str, ...]:
    tokens = fold_name(text).split()
    if not tokens or " ".join(tokens) in NO_NAME_PHRASES or not NO_NAME.isdisjoint(tokens):
        return ()
    while len(tokens) > 1 and tokens[0] in TITLES:
        tokens = tokens[1:]
    return tuple(tokens)


def _names(given: str, family: str) -> tuple[tuple[str, ...], str]:
    firsts, lasts = _name(given), _name(family)
    if firsts and DESCRIPTIONS.issuperset(firsts):
        firsts = ()
    # "Child" and "Boy" are surnames too, but not beside a first name that is none.
    if lasts and not firsts and DESCRIPTIONS.issuperset(lasts):
        lasts = ()
    if len(lasts) > 1 and lasts[0] in {"MC", "MAC", "O"}:
        lasts = (lasts[0] + lasts[1], *lasts[2:])
    return firsts, " ".join(lasts)


def _others(firsts: tuple[str, ...], raw: Mapping[str, Any]) -> tuple[str, ...]:
    found = dict.fromkeys(firsts[1:])
    for field in ("other_names", "aliases"):
        for name in raw.get(field) or ():
            found.update(dict.fromkeys(_name(str(name))))
    if firsts:
        found.pop(firsts[0], None)
    return tuple(found)


def _born(raw: Mapping[str, Any]) -> tuple[date | None, str]:
    told = raw.get("born_on")
    precision = str(raw.get("born_precision") or "")
    try:
        born = (
            told if isinstance(told, date) else date.fromisoformat(str(told)[:10]) if told else None
        )
    except ValueError:
        born = None
    if born in PLACEHOLDERS or (born == EPOCH and not precision):
        born = None
    return born, precision if precision in PRECISIONS else "day"


@lru_cache(maxsize=200_000)
def phone_of(text: str) -> str:
    """Give a telephone number in E.164, or '' when it cannot be one.

    Read as a UK number. Possible is enough: numbers kept for drama are not
    valid ones, and a carrier's new range must not be dropped.
    """
    digits = _SPACES.sub("", text)
    plain = _PLAIN_UK.match(digits)
    if plain:
        return "+44" + plain.group(1)
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _each(values: Iterable[object] | None, read: Any) -> tuple[str, ...]:
    if not values:
        return ()
    return tuple(sorted({found for v in values if v and (found := read(str(v)))}))


def _email(text: str) -> str:
    plain = text.strip().lower()
    return plain if plain.count("@") == 1 and not plain.startswith("@") else ""


def standardise(raw: Mapping[str, Any]) -> Identity:
    """Bring a mention as told into standard form for comparison.

    Reads given, family, other_names, aliases, born_on (ISO), born_precision,
    sex, phones, emails, address and identifiers. What is missing, a placeholder
    or fails its check comes out missing; nothing raises.
    """
    firsts, family = _names(str(raw.get("given") or ""), str(raw.get("family") or ""))
    born, precision = _born(raw)
    address = raw.get("address")
    place = address_key(address) if address else EMPTY
    return Identity(
        given=firsts[0] if firsts else "",
        family=family,
        others=_others(firsts, raw),
        born_on=born,
        born_precision=precision,
        sex=SEXES.get(fold(str(raw.get("sex") or "")), ""),
        phones=_each(raw.get("phones"), phone_of),
        emails=_each(raw.get("emails"), _email),
        postcode=place.postcode,
        address=place.normal,
        identifiers=sound(raw.get("identifiers") or {}),
    )
