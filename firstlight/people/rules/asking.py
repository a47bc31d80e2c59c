"""One search box: what somebody typed, read as what it looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from firstlight.people.rules.standardise import phone_of

_REF = re.compile(r"^[A-Z]-[0-9A-HJKMNP-TV-Z]{10}$")
_DAY = re.compile(r"\b(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
_PHONE = re.compile(r"^\+?[\d ()\-]{7,20}$")
_PLATE = re.compile(
    r"^(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]?|\d{1,4} ?[A-Z]{2,3})$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|lane|ln|avenue|ave|close|court|crescent|drive|way|place|square|"
    r"terrace|gardens|grove|walk|row|hill|mews|house|flat|green|park|rise|view)\b",
    re.IGNORECASE,
)
_SAID_BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.?|b\.)(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What typed words were read as. More than one may be set: a name and a date of birth."""

    reference: str = ""
    given: str = ""
    family: str = ""
    born_on: date | None = None
    phone: str = ""
    vehicle: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def named(self) -> bool:
        """Tell whether there is a name to look for."""
        return bool(self.given or self.family)

    @property
    def placed(self) -> bool:
        """Tell whether there is an address or postcode to look for."""
        return bool(self.address or self.postcode)

    @property
    def nothing(self) -> bool:
        """Tell whether nothing can be looked for."""
        things = self.reference or self.phone or self.vehicle
        return not (self.named or self.placed or things)


def read_words(text: str) -> Words:
    """Read what somebody typed: a reference, telephone, vehicle, address, or a name and a birth date."""
    plain = " ".join(text.split())
    if _REF.match(plain.upper()):
        return Words(reference=plain.upper())
    if _PHONE.match(plain) and sum(c.isdigit() for c in plain) >= 9:
        return Words(phone=phone_of(plain))
    found = _POSTCODE.search(plain)
    if not found and _PLATE.match(plain):
        return Words(vehicle=plain.upper().replace(" ", ""))
    rest, born = _born(plain)
    if found or any(c.isdigit() for c in rest):
        postcode = f"{found[1]} {found[2]}".upper() if found else ""
        return Words(address=_POSTCODE.sub("", rest).strip(" ,"), postcode=postcode, born_on=born)
    given, family = _name(rest)
    address = rest if _STREET.search(rest) else ""
    return Words(given=given, family=family, born_on=born, address=address)


def _born(text: str) -> tuple[str, date | None]:
    found = _DAY.search(text)
    if not found:
        return text, None
    rest = _SAID_BORN.sub("", text[: found.start()] + " " + text[found.end() :]).strip(" ,")
    if found[4]:
        year, month, day = int(found[4]), int(found[5]), int(found[6])
    else:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    try:
        return rest, date(year, month, day)
    except ValueError:
        return rest, None


def _name(text: str) -> tuple[str, str]:
    if "," in text:
        family, _, given = text.partition(",")
        return given.strip(), family.strip()
    given, _, family = text.strip().partition(" ")
    return given, family
