"""Identifiers with their own check characters, so that a system that checks them can.

UPN: DfE's UPN guide (check letter over LA, school, year and serial; weights 2 to 13, modulo 23).
NHS number: modulus 11 over weights 10 to 2; the 999 range is never issued to a patient.
"""

from __future__ import annotations

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
# An authority number out of use since 2019: checkers know it, no school bears it.
AUTHORITY = "837"


def upn(school: int, year: int, serial: int) -> str:
    """Make a unique pupil number that passes its check."""
    digits = f"{AUTHORITY}{school:04d}{year % 100:02d}{serial % 1000:03d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return UPN_LETTERS[total % 23] + digits


def nhs(serial: int) -> str:
    """Make an NHS number of the range that is never issued, the next one that has a check digit."""
    while True:
        digits = f"999{serial % 1_000_000:06d}"
        total = sum(
            int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)
        )
        check = 11 - total % 11
        if check != 10:
            return digits + str(0 if check == 11 else check)
        serial += 500_009


def pnc(year: int, serial: int) -> str:
    """Make a PNC id with its check letter."""
    number = f"{year % 100:02d}{serial:07d}"
    return f"{year}/{serial:07d}{PNC_LETTERS[int(number) % 23]}"
