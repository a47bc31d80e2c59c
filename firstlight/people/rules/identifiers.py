"""Identifiers that may carry a link: only those that pass their own check.

NHS number and UPN are checked by maintained libraries. PNC and CRO take a check
letter from the alphabet Z, A-Y without I, O, S, counted modulo 23 over the
two-digit year and the serial. A council's child id has no check digit; it is
used as it stands, within that council only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from nhs_number.validate import is_valid as is_nhs_number
from stdnum.gb import upn

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
SPARE_NHS = frozenset({"0000000000", "9999999999", "1111111111", "1234567890"})
_PNC = re.compile(r"^(?:(\d{4})|(\d{2}))/?(\d{1,7})([A-HJ-NP-RT-Z])$")
_CRO = re.compile(r"^(\d{1,6})/(\d{2})([A-HJ-NP-RT-Z])$")
_CRO_SHORT = re.compile(r"^SF(\d{2})/(\d{1,6})([A-HJ-NP-RT-Z])$")


def _letter(year: str, serial: str, width: int) -> str:
    return CHECK_LETTERS[int(year + serial.zfill(width)) % 23]


def _nhs(value: str) -> str:
    if value in SPARE_NHS or len(value) != 10 or not value.isdigit():
        return ""
    return value if is_nhs_number(value) else ""


def _upn(value: str) -> str:
    return value if upn.is_valid(value) else ""


def _pnc(value: str) -> str:
    found = _PNC.match(value)
    if not found:
        return ""
    long_year, short_year, serial, letter = found.groups()
    year = (long_year or short_year)[-2:]
    if _letter(year, serial, 7) != letter:
        return ""
    return f"{year}/{serial.zfill(7)}{letter}"


def _cro(value: str) -> str:
    found = _CRO.match(value)
    if found:
        serial, year, letter = found.groups()
        good = _letter(year, serial, 6) == letter
        return f"{int(serial)}/{year}{letter}" if good else ""
    found = _CRO_SHORT.match(value)
    if not found:
        return ""
    year, serial, letter = found.groups()
    return f"SF{year}/{int(serial)}{letter}" if _letter(year, serial, 6) == letter else ""


_CHECKS = {"nhs": _nhs, "upn": _upn, "pnc": _pnc, "cro": _cro}


@lru_cache(maxsize=200_000)
def checked(scheme: str, value: str) -> str:
    """Give the identifier in standard form, or '' when it fails its check."""
    plain = "".join(value.upper().split())
    if scheme in {"nhs", "upn"}:
        plain = plain.replace("-", "")
    check = _CHECKS.get(scheme)
    if check:
        return check(plain)
    return plain if scheme.startswith("la:") and len(scheme) > 3 else ""


def sound(identifiers: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Keep the identifiers that pass their check, in a settled order."""
    kept = []
    for scheme, value in identifiers.items():
        name = scheme.strip()
        name = f"la:{name[3:].strip().upper()}" if name[:3].lower() == "la:" else name.lower()
        for single in value if isinstance(value, (list, tuple)) else (value,):
            good = checked(name, str(single)) if single else ""
            if good:
                kept.append((name, good))
    return tuple(sorted(set(kept)))
