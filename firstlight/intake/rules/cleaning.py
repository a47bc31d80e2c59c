"""Text that could not be read as a record: no media byte of it may be kept (invariant 11).

A record that parses has its media cut by its fields. A line that does not parse may hold half an
image, or one whose beginning stands in the line before, so nothing can be known by how it
begins: every long unbroken run of letters and digits goes, whatever it may be.
"""

from __future__ import annotations

import re

from firstlight.records.rules.media import cut_text

# Base64 wrapped by mail programs stands in lines of 76 or 64; 40 is safely below both, and no
# word, reference or postcode of a record is as long.
_RUN = re.compile(r"(?:data:[\w/+.;=-]*,)?[A-Za-z0-9+/=_-]{40,}")
_NUMBERS = re.compile(r"(?:-?\d{1,3}\s*,\s*){16,}-?\d{0,3}")
_ESCAPED = re.compile(r"\\u00([2-7][0-9A-Fa-f])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
LONGEST_KEPT = 20_000


def decoded(line: bytes) -> str | None:
    """Read bytes as text, or None where they are none: no part of such a line is kept."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def without_media(text: str) -> str:
    """Give what may be kept of a line that could not be read."""
    plain = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    plain = re.sub(r"\\[nrt]", "", plain.replace("\\/", "/"))
    plain, _ = cut_text(plain, "line")
    plain = _RUN.sub("[long run removed]", plain)
    plain = _NUMBERS.sub("[numbers removed]", plain)
    plain = _CONTROL.sub(" ", plain)
    if len(plain) > LONGEST_KEPT:
        plain = f"{plain[:LONGEST_KEPT]} [the rest was not kept]"
    return plain


def kept_of(line: bytes) -> str:
    """Give what may be kept of a line of bytes; only its size where it is not text."""
    text = decoded(line)
    if text is None:
        return f"[{len(line)} bytes that are not text were not kept]"
    return without_media(text)
