"""Codes of outside systems said in words: telephones, numbers, ethnicity.

Ethnicity as a person says it comes as the school census's codes (Department for Education) or as
the police 16+1 and 18+1 codes (Office for National Statistics groups); as an officer saw it, as the
police identity codes IC1 to IC9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONDON = "20"
_UK = re.compile(r"^(?:\+44|0044|0)(\d{9,10})$")
NUMBERS = {
    "nhs": "NHS number",
    "upn": "Unique pupil number",
    "uln": "Unique learner number",
    "pnc": "Police National Computer number",
    "cro": "Criminal Records Office number",
}
ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Asked, not told",
    "NOBT": "Not known: the council had not obtained it",
    "W1": "White British",
    "W2": "White Irish",
    "W3": "Gypsy or Irish Traveller",
    "W9": "Any other White background",
    "M1": "White and Black Caribbean",
    "M2": "White and Black African",
    "M3": "White and Asian",
    "M9": "Any other mixed background",
    "A1": "Indian",
    "A2": "Pakistani",
    "A3": "Bangladeshi",
    "A9": "Any other Asian background",
    "B1": "Black Caribbean",
    "B2": "Black African",
    "B9": "Any other Black background",
    "O1": "Chinese",
    "O9": "Any other ethnic group",
    "NS": "Asked, not stated",
}
SEEN = {
    "IC1": "White, northern European",
    "IC2": "White, southern European",
    "IC3": "Black",
    "IC4": "Asian",
    "IC5": "Chinese, Japanese or south-east Asian",
    "IC6": "Arab or north African",
    "IC9": "Not known",
}


def phone_of(value: str) -> str:
    """Write a United Kingdom telephone as it is read out: 07700 900941; another stays as it is."""
    found = _UK.match("".join(value.split()))
    if found is None:
        return value
    number = found.group(1)
    if number.startswith(_LONDON):
        return f"020 {number[2:6]} {number[6:]}"
    if re.match(r"1(1\d|\d1)", number):
        return f"0{number[:3]} {number[3:6]} {number[6:]}"
    return f"0{number[:4]} {number[4:]}"


def numbers_of(identifiers: Iterable[tuple[str, str]]) -> str:
    """Say each number once, by the name of what issued it."""
    said = (f"{_issuer(scheme)} {value}" for scheme, value in identifiers)
    return "; ".join(dict.fromkeys(said))


def _issuer(scheme: str) -> str:
    kind, _, council = scheme.partition(":")
    if kind.lower() == "la" and council:
        return f"{council.replace('_', ' ').title()} council's child number"
    return NUMBERS.get(scheme.lower(), scheme.upper())


def ethnicity_of(told: str, observed: str) -> str:
    """Say ethnicity as the person said it, else as an officer saw it; empty where neither is told."""
    if told:
        return ETHNICITIES.get(told.upper(), told)
    if observed:
        return f"{SEEN.get(observed.upper(), observed)} (as an officer saw it)"
    return ""
