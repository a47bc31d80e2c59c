"""No image, ever: media is cut out in memory before anything is written.

Kind, size and where it was remain. Text that only resembles base64 stays.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

_LONG = re.compile(r"(?:data:[\w/+.-]+;base64,)?([A-Za-z0-9+/\r\n_-]{64,}={0,2})")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){64,}")
_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG", 0, "image/png"),
    (b"GIF8", 0, "image/gif"),
    (b"BM", 0, "image/bmp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b"WEBP", 8, "image/webp"),
    (b"AVI ", 8, "video/avi"),
    (b"ftyp", 4, "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, "video/webm"),
    (b"%PDF", 0, "application/pdf"),
    (b"PK\x03\x04", 0, "application/zip"),
    (b"<svg", 0, "image/svg+xml"),
)


@dataclass(frozen=True, slots=True)
class Removed:
    """One media item that was cut out: where it was, what it was, how large (bytes)."""

    where: str
    kind: str
    size: int

    def said(self) -> str:
        """Tell the removal as the page does: `narrative, image/jpeg, 48 kB, at source`."""
        return f"{self.where}, {self.kind}, {max(1, round(self.size / 1000))} kB, at source"


def media_kind(content: bytes) -> str | None:
    """Name the kind of media these bytes begin, or None."""
    for magic, offset, kind in _MAGIC:
        if content[offset : offset + len(magic)] == magic:
            return kind
    return None


def _decoded(text: str) -> bytes:
    plain = re.sub(r"\s", "", text).replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain[: len(plain) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return b""


def cut_text(text: str, where: str) -> tuple[str, list[Removed]]:
    """Cut media out of one text; give the text that remains and what was removed."""
    # No run below goes on over a space: ordinary prose is passed without looking at every letter.
    if len(text) < 64 or max(map(len, text.split(" "))) < 64:
        return text, []
    removed: list[Removed] = []

    def judged(content: bytes, whole: str) -> str:
        kind = media_kind(content)
        if kind is None:
            return whole
        removed.append(Removed(where, kind, len(content)))
        return "[media removed]"

    text = _LONG.sub(lambda m: judged(_decoded(m.group(1)), m.group(0)), text)
    text = _HEX.sub(lambda m: judged(bytes.fromhex(m.group(0)), m.group(0)), text)
    return text, removed


def cut(value: Any, where: str = "") -> tuple[Any, list[Removed]]:
    """Cut media out of any JSON value, at any depth."""
    if isinstance(value, str):
        return cut_text(value, where or "text")
    removed: list[Removed] = []
    if isinstance(value, dict):
        mapped: dict[str, Any] = {}
        for key, inner in value.items():
            mapped[key], cut_here = cut(inner, f"{where}.{key}" if where else str(key))
            removed += cut_here
        return mapped, removed
    if isinstance(value, list):
        listed: list[Any] = []
        for place, inner in enumerate(value, start=1):
            kept, cut_here = cut(inner, f"{where}[{place}]")
            listed.append(kept)
            removed += cut_here
        return listed, removed
    return value, removed
