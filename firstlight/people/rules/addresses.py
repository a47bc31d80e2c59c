"""Addresses in standard form, the flat kept apart from the building.

Given by fields or as free text. Only a dwelling gets a normal form: a street or
a town alone is never a home that people could share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from firstlight.people.rules.folding import fold
from firstlight.people.rules.identity import AddressKey

STREETS = {
    "RD": "ROAD", "ST": "STREET", "STR": "STREET", "AVE": "AVENUE", "AV": "AVENUE",
    "CRES": "CRESCENT", "CT": "COURT", "CRT": "COURT", "LN": "LANE", "DR": "DRIVE",
    "CL": "CLOSE", "GDNS": "GARDENS", "GRN": "GREEN", "GRV": "GROVE", "PL": "PLACE",
    "SQ": "SQUARE", "TER": "TERRACE", "TERR": "TERRACE", "PK": "PARK", "WY": "WAY",
    "HSE": "HOUSE", "BLDG": "BUILDING", "BLDGS": "BUILDINGS", "MT": "MOUNT",
}  # fmt: skip
BUILDINGS = frozenset(
    [
        "HOUSE",
        "COURT",
        "COTTAGE",
        "FARM",
        "LODGE",
        "HALL",
        "TOWER",
        "POINT",
        "MANSIONS",
        "BARN",
        "VILLA",
        "HEIGHTS",
        "BUILDING",
        "BUILDINGS",
        "BUNGALOW",
        "RECTORY",
        "VICARAGE",
        "MILL",
        "GRANGE",
        "HOSTEL",
        "HOTEL",
    ]
)
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b")
_FLAT = re.compile(
    r"\b(?:FLAT|FLT|APARTMENT|APT|APPT|UNIT|ROOM|RM|STUDIO)\s*(?:NO\s*)?(\d+[A-Z]?|[A-Z])\b"
)
_SLASHED = re.compile(r"^(\d+[A-Z]?)/(\d+[A-Z]?)\s+(\D.*)$")
_NUMBER = re.compile(r"^(\d+\s?[A-Z]?(?:-\d+[A-Z]?)?)\s+(\D.*)$")
_MARKS = re.compile(r"[^\w\s/-]+")
_NOWHERE = re.compile(r"\b(NFA|NO FIXED ABODE|NO FIXED ADDRESS|UNKNOWN|NOT KNOWN|HOMELESS)\b")
EMPTY = AddressKey()


def postcode_of(text: str) -> str:
    """Find a postcode in a folded text: no space, '' when there is none."""
    found = POSTCODE.search(text)
    return found.group(1) + found.group(2) if found else ""


def _words(text: str) -> str:
    words = _MARKS.sub(" ", text.replace("'", "")).replace("-", " ").split()
    return " ".join(STREETS.get(w, w) if i else w for i, w in enumerate(words))


def _bare(flat: str) -> str:
    found = _FLAT.search(flat)
    return found.group(1) if found else flat.replace(" ", "")


def _key(uprn: str, flat: str, premises: str, street: str, postcode: str) -> AddressKey:
    building = f"{premises} {street}".strip() if premises else ""
    normal = f"{flat}|{building}" if building else ""
    return AddressKey(uprn, flat, premises, street, postcode, normal, building)


@lru_cache(maxsize=100_000)
def _from_text(text: str) -> AddressKey:
    folded = fold(text)
    postcode = postcode_of(folded)
    folded = POSTCODE.sub(" ", folded).strip(" ,.")
    if not folded or _NOWHERE.search(folded):
        return AddressKey(postcode=postcode)
    found = _FLAT.search(folded)
    flat = found.group(1) if found else ""
    segments = [s.strip() for s in re.split(r"[,;\n]+", _FLAT.sub(" , ", folded)) if s.strip()]
    return _from_segments(segments, flat, postcode)


def _from_segments(segments: list[str], flat: str, postcode: str) -> AddressKey:
    for place, segment in enumerate(segments):
        slashed = _SLASHED.match(segment)
        if slashed:
            return _key("", slashed[1], slashed[2], _words(slashed[3]), postcode)
        numbered = _NUMBER.match(segment)
        if numbered:
            number = numbered[1].replace(" ", "")
            return _key("", flat, number, _words(numbered[2]), postcode)
        if segment.isdigit() and place + 1 < len(segments):
            return _key("", flat, segment, _words(segments[place + 1]), postcode)
    named = [_words(s) for s in segments]
    if named and named[0].split()[-1:] and named[0].split()[-1] in BUILDINGS:
        return _key("", flat, named[0], named[1] if len(named) > 1 else "", postcode)
    return AddressKey(postcode=postcode, street=named[0] if named else "")


@lru_cache(maxsize=100_000)
def _from_fields(
    uprn: str, flat: str, building: str, number: str, street: str, postcode: str
) -> AddressKey:
    bare = _bare(fold(flat))
    block, road, house = _words(fold(building)), _words(fold(street)), fold(number).replace(" ", "")
    inside = _FLAT.search(block)
    if inside and not bare:
        bare, block = inside.group(1), _words(_FLAT.sub(" ", block))
    if house and not road:
        road, block = block, ""
    if not house and not block:
        slashed = _from_segments([fold(street)], bare, postcode)
        return _key(uprn, slashed.flat, slashed.premises, slashed.street or road, postcode)
    return _key(uprn, bare, house or block, road, postcode)


def _said(address: Mapping[str, Any], name: str) -> str:
    value = address.get(name)
    return str(value).strip() if value else ""


def address_key(address: Mapping[str, Any]) -> AddressKey:
    """Work out the standard form of one address, from its fields or free text.

    Fields: uprn, flat, building, number, street, locality, town, postcode, text.
    The text counts only when no field tells the dwelling. Never raises: what
    cannot be read is left missing.
    """
    said = {k: _said(address, k) for k in ("flat", "building", "number", "street")}
    uprn = _said(address, "uprn")
    uprn = uprn.lstrip("0") if uprn.isdigit() and len(uprn) <= 12 else ""
    postcode = postcode_of(fold(_said(address, "postcode")))
    if any(said.values()):
        key = _from_fields(
            uprn, said["flat"], said["building"], said["number"], said["street"], postcode
        )
        if key.normal or not _said(address, "text"):
            return key
    text = _said(address, "text")
    if not text:
        return AddressKey(uprn=uprn, postcode=postcode) if uprn or postcode else EMPTY
    key = _from_text(text)
    return _key(uprn, key.flat, key.premises, key.street, postcode or key.postcode)
