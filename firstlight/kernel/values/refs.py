"""References: stable, random, said aloud over a radio without confusion, and never a name."""

from __future__ import annotations

import re
import secrets

# Crockford's alphabet: no I, L, O or U, so that a spoken reference cannot be misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
PATTERN = re.compile(r"^[A-Z]{1,3}-[0-9A-HJKMNP-TV-Z]{10}$")


def new_ref(prefix: str) -> str:
    """Make a new reference such as `P-7K3M9XQ2RD`; 50 random bits."""
    bits = secrets.randbits(5 * LENGTH)
    return f"{prefix}-" + "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))


def is_ref(text: str) -> bool:
    """Tell whether the text has the form of a reference."""
    return bool(PATTERN.match(text))
