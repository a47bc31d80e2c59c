"""Address strings that are one place: UPRN first, flat level matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from firstlight.audit.services import Line
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.refs import new_ref
from firstlight.people.models import Place
from firstlight.people.rules.addresses import address_key
from firstlight.people.rules.identity import AddressKey

Address = Mapping[str, Any]
FIELDS = ("text", "flat", "building", "number", "street", "locality", "town", "postcode")


def said(address: Address) -> str:
    """Write an address as its source told it, on one line."""
    if address.get("text"):
        return str(address["text"])
    flat = f"Flat {address['flat']}" if address.get("flat") else ""
    street = " ".join(str(address.get(f) or "") for f in ("number", "street")).strip()
    parts = [flat, address.get("building"), street, *(address.get(f) for f in FIELDS[5:])]
    return ", ".join(str(part) for part in parts if part)


def normal_of(key: AddressKey) -> str:
    """Give the one string by which a place is known; '' where nothing places it."""
    if not key.normal:
        return f"uprn:{key.uprn}" if key.uprn else ""
    return f"{key.normal}|{key.postcode}"


def resolved(addresses: Iterable[str]) -> dict[str, str]:
    """Give the one string by which the place of each address, as told in one line, is known."""
    return {text: normal_of(address_key({"text": text}))[:300] for text in addresses if text}


def resolve(line: Line, addresses: Iterable[Address]) -> dict[str, Place]:
    """Find or make the place of each address; keyed by the address as told."""
    wanted: dict[str, tuple[AddressKey, str]] = {}
    for address in addresses:
        text = said(address)
        key = address_key(address)
        if text not in wanted and normal_of(key):
            wanted[text] = (key, normal_of(key))
    normals = {normal for _, normal in wanted.values()}
    held = {place.normal: place for place in Place.objects.filter(normal__in=normals)}
    uprns = {key.uprn for key, _ in wanted.values() if key.uprn}
    by_uprn = {p.uprn: p for p in Place.objects.filter(uprn__in=uprns)} if uprns else {}
    made: dict[str, Place] = {}
    found: dict[str, Place] = {}
    for text, (key, normal) in wanted.items():
        place = (
            (by_uprn.get(key.uprn) if key.uprn else None) or held.get(normal) or made.get(normal)
        )
        if place is None:
            place = Place(
                ref=new_ref("L"),
                uprn=key.uprn,
                normal=normal[:300],
                building=(key.building_normal or normal)[:300],
                postcode=key.postcode,
                text=text[:500],
                known_seq=line.seq,
            )
            made[normal] = place
            if key.uprn:
                by_uprn[key.uprn] = place
        found[text] = place
    add_rows(Place, list(made.values()))
    return found
