"""Codes that change every 30 seconds (RFC 6238), and paper codes used once; pure."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP = 30
PAPER = 10  # paper codes made at once
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # what is not misread on paper


def new_key() -> str:
    """Make an app's key, in the letters apps ask for."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def spaced(key: str) -> str:
    """Write a key in groups of four, to be typed by hand."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def address_of(key: str, *, account: str, issuer: str) -> str:
    """Give the address a phone's app reads out of a picture."""
    asked = urlencode({"secret": key, "issuer": issuer, "digits": 6, "period": STEP})
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{asked}"


def code_at(key: str, at: datetime) -> str:
    """Give the code an app shows at a moment."""
    made = TOTP(base64.b32decode(key), 6, SHA1(), STEP, enforce_key_length=False)  # noqa: S303 -- RFC 6238 as every app does it
    return made.generate(int(at.timestamp())).decode()


def step_of(key: str, code: str, at: datetime, *, after: int = 0) -> int:
    """Give the step a code belongs to: this one or one beside it, and never one used; 0 for none."""
    typed, now = "".join(code.split()), int(at.timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        shown = code_at(key, datetime.fromtimestamp(step * STEP, at.tzinfo))
        if step > after and secrets.compare_digest(
            shown, typed.encode("ascii", "replace").decode()
        ):
            return step
    return 0


def paper_codes() -> list[str]:
    """Make paper codes, each of two groups of five."""
    return ["-".join(_letters(5) for _ in range(2)) for _ in range(PAPER)]


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def tidy(code: str) -> str:
    """Read a paper code as it may be typed."""
    return "".join(one for one in code.upper() if one in ALPHABET)
