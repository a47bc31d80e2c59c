"""Which addresses are homes, schools, refuges, hospitals and prisons: told by records and by the register.

Unrelated people share them, so that nobody there is anybody's household for it. What is not surely
one stays a dwelling: a child who is wrongly taken out of a household is a child nobody looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.people.rules.addresses import address_key
from firstlight.people.rules.folding import fold
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.parts import Address

# Kinds of organisation of the register in which people stay who are no family.
OF_REGISTER = {
    "care_home": "care_home",
    "school": "school",
    "refuge": "refuge",
    "hospital": "hospital",
    "prison": "prison",
    "hostel": "hostel",
}
# The yearly return of looked-after children (SSDA903), codes of placement: homes, hospitals, custody,
# residential schools, supported lodging. Foster care, adoption and a parent's home are dwellings.
_OF_CODE = {
    "K1": "care_home", "K2": "care_home", "R1": "care_home", "R2": "hospital", "R3": "care_home",
    "R5": "prison", "S1": "school", "H5": "care_home",
}  # fmt: skip
_CODE = re.compile(r"\b([A-Z]\d)\b")
_OF_WORDS = (
    (re.compile(r"CHILDREN'?S HOME|RESIDENTIAL (CARE|HOME|UNIT)|SECURE|SEMI.?INDEPENDENT|SUPPORTED (ACCOMMODATION|LODGING)"), "care_home"),
    (re.compile(r"RESIDENTIAL SCHOOL|BOARDING"), "school"),
    (re.compile(r"HOSPITAL"), "hospital"),
    (re.compile(r"YOUNG OFFENDER|PRISON"), "prison"),
    (re.compile(r"REFUGE"), "refuge"),
    (re.compile(r"HOSTEL"), "hostel"),
)  # fmt: skip
# First letters of an AddressBase classification (Ordnance Survey); the levels below are not needed.
_OF_CLASS = (("RI", "care_home"), ("CE", "school"), ("CM", "hospital"), ("CC03", "prison"))
# A name that ends so, or begins so, is one; "Old" or "Former" before it says that it was.
_ENDS = (
    ("CHILDRENS HOME", "care_home"), ("CARE HOME", "care_home"), ("NURSING HOME", "care_home"),
    ("HOSPITAL", "hospital"), ("HOSPICE", "hospital"), ("PRISON", "prison"), ("REFUGE", "refuge"),
    ("HOSTEL", "hostel"), ("SCHOOL", "school"), ("ACADEMY", "school"),
)  # fmt: skip
_BEGINS = ("HMP ", "HMYOI ", "HMP/YOI ", "YOI ")
_WAS = frozenset({"OLD", "FORMER", "CONVERTED"})


def of_placement(told: str) -> str:
    """Give what kind of place a placement of this type is; '' for foster care and what is not told."""
    said = fold(told)
    code = _CODE.search(said)
    if code and code[1] in _OF_CODE:
        return _OF_CODE[code[1]]
    if "FOSTER" in said or "PARENT" in said:
        return ""
    return next((kind for words, kind in _OF_WORDS if words.search(said)), "")


def of_class(code: str) -> str:
    """Give what kind of institution an address classification says; '' for a dwelling and all others."""
    told = code.strip().upper()
    return next((kind for begins, kind in _OF_CLASS if told.startswith(begins)), "")


def of_name(name: str) -> str:
    """Give what kind of institution a building's own name says; '' where it is a name like any other."""
    said = " ".join(fold(name).replace("'", "").split())
    words = said.removeprefix("THE ").split()
    if len(words) < 2 or said[:1].isdigit() or _WAS & set(words):
        return ""
    if said.startswith(_BEGINS):
        return "prison"
    return next((kind for ending, kind in _ENDS if said.endswith(" " + ending)), "")


def of_address(address: Address, name: str = "") -> str:
    """Give what kind of institution an address itself says it is; a flat of one is a dwelling."""
    by_class = of_class(address.classification)
    if by_class or address_key(address.model_dump()).flat:
        return by_class
    names = [name, address.building, *address.text.split(",")]
    return next((kind for one in names if (kind := of_name(one))), "")


def told_in(envelope: Envelope) -> Iterator[tuple[Address, str]]:
    """Give each address that a record says is an institution, with its kind."""
    care = envelope.kind == "care_placement"
    placed = of_placement(str(envelope.details.get("placement_type") or "")) if care else ""
    for person in envelope.people:
        if person.address is not None:
            here = placed if person.address_is == "placement" else ""
            kind = here or of_address(person.address)
            if kind:
                yield person.address, kind
    for place in envelope.places:
        here = placed if place.role == "placement" else ""
        kind = here or of_address(place.address, place.name)
        if kind:
            yield place.address, kind
