"""Text that could not be read as a record: no media byte of it may be kept (invariant 11).

A record that parses has its media cut by its fields. A line that does not parse may hold half an
image, or one whose beginning stands in the line before, so nothing can be known by how it
begins: every long unbroken run of letters and digits goes, whatever it may be.
"""

from __future__ import annotations

import base64
import binascii
import re
import string

from firstlight.records.rules.media import cut_text, media_kind

# Base64 wrapped by mail programs stands in lines of 76 or 64; 40 is safely below both, and no
# word, reference or postcode of a record is as long.
_RUN = re.compile(r"(?:data:[\w/+.;=-]*,)?[A-Za-z0-9+/=_-]{40,}")
_NUMBERS = re.compile(r"(?:-?\d{1,3}\s*,\s*){16,}-?\d{0,3}")
_ESCAPED = re.compile(r"\\u00([2-7][0-9A-Fa-f])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
LONGEST_KEPT = 20_000
# Of a very long line that could not be read only the beginning is looked at.
LONGEST_LOOKED_AT = 200_000
_MAY_GO_ON = string.ascii_letters + string.digits + string.whitespace + "+/=_-,\\"
_LONG_MEDIA = re.compile(rb"(?:data:[\w/+.;=-]{0,80},)?([A-Za-z0-9+/=_\\-]{4096,})")


def decoded(line: bytes) -> str | None:
    """Read bytes as text, or None where they are none: no part of such a line is kept."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def without_long_media(line: bytes) -> bytes:
    """Cut coded media out of a very long line before it is parsed; kind and size stay where it was."""

    def judged(found: re.Match[bytes]) -> bytes:
        coded = found.group(1)
        head = coded[:400].replace(b"\\", b"").replace(b"-", b"+").replace(b"_", b"/")
        kind = media_kind(_head_of(head))
        if kind is None:
            return found.group(0)
        size = max(1, len(coded) * 3 // 4 // 1000)
        return f"[media removed: {kind}, {size} kB, at source]".encode()

    return _LONG_MEDIA.sub(judged, line)


def _head_of(coded: bytes) -> bytes:
    try:
        return base64.b64decode(coded[: len(coded) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return b""


def without_media(text: str) -> str:
    """Give what may be kept of a line that could not be read."""
    if len(text) > LONGEST_LOOKED_AT:
        # What is broken off may be the beginning of a run that would have gone: it goes too.
        text = text[:LONGEST_LOOKED_AT].rstrip(_MAY_GO_ON) + " [the rest was not kept]"
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
