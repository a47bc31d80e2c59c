"""The chain: each line is sealed over the one before it, so that no line can change unseen."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """One journal line as it is sealed. Times in UTC; references only, never a name."""

    seq: int
    at: datetime
    operation: str
    action: str
    by: str
    refs: str
    details_mac: str


def sealed_text(line: Sealed, before: str) -> str:
    """Write a line and the seal before it as the one text that is sealed."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [
        before,
        line.seq,
        at,
        line.operation,
        line.action,
        line.by,
        line.refs,
        line.details_mac,
    ]
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False)


def seal(line: Sealed, before: str, key: bytes) -> str:
    """Seal a line with HMAC-SHA256 over itself and the seal before it."""
    return hmac.new(key, sealed_text(line, before).encode(), hashlib.sha256).hexdigest()


def details_text(details: Mapping[str, Any]) -> str:
    """Write details the same way every time."""
    return json.dumps(
        details, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    )


def details_seal(details: str, seq: int, key: bytes) -> str:
    """Seal the details apart, so that they can be erased and the chain still verifies."""
    return hmac.new(key, f"{seq}:{details}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying told: how many lines hold, and the first that does not."""

    lines: int
    sound: bool
    broken_at: int | None = None
    why: str = ""


def verify(
    lines: Iterable[tuple[Sealed, str, str | None]], key: bytes, before: str = START
) -> Verdict:
    """Check a run of (line, its seal, its details or None where erased), in order."""
    count = 0
    expected = None
    for line, mac, details in lines:
        if expected is not None and line.seq != expected:
            return Verdict(count, sound=False, broken_at=line.seq, why="a line before it is gone")
        if not hmac.compare_digest(seal(line, before, key), mac):
            return Verdict(count, sound=False, broken_at=line.seq, why="the line was changed")
        if details is not None and not hmac.compare_digest(
            details_seal(details, line.seq, key), line.details_mac
        ):
            return Verdict(count, sound=False, broken_at=line.seq, why="its details were changed")
        before, count, expected = mac, count + 1, line.seq + 1
    return Verdict(count, sound=True)
