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
class Held:
    """A line as the tables hold it: its seal, its details or None, and what stands beside it.

    `listed` are the references it is found by, or None where its operation lists none; `erased`
    tells whether a later line erased its details.
    """

    line: Sealed
    mac: str
    details: str | None
    listed: frozenset[str] | None = None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying told: how many lines hold, and the first that does not."""

    lines: int
    sound: bool
    broken_at: int | None = None
    why: str = ""
    mac: str = START
    anchors: int = 0


def fault_of(held: Held, before: str, key: bytes) -> str:
    """Say what is wrong with a line, or nothing."""
    line = held.line
    if not hmac.compare_digest(seal(line, before, key), held.mac):
        return "the line was changed"
    if held.details is None:
        if not held.erased and line.details_mac != details_seal("{}", line.seq, key):
            return "its details are gone, and no line says who erased them"
    elif not hmac.compare_digest(details_seal(held.details, line.seq, key), line.details_mac):
        return "its details were changed"
    if held.listed is not None and held.listed != frozenset(json.loads(line.refs)):
        return "what it is found by was changed"
    return ""


def verify(lines: Iterable[Held], key: bytes, marks: Mapping[int, str] | None = None) -> Verdict:
    """Check a journal from its first line, in order, against its seals and against `marks`.

    `marks` are seals that anchors kept elsewhere hold for some positions: a tail that was cut and
    a journal that was written anew with the key show against them alone.
    """
    before, count, marked = START, 0, marks or {}
    for held in lines:
        seq = held.line.seq
        why = "a line before it is gone" if seq != count + 1 else fault_of(held, before, key)
        if not why and marked.get(seq, held.mac) != held.mac:
            why = "an anchor holds another seal for it"
        if why:
            return Verdict(count, sound=False, broken_at=seq, why=why, mac=before)
        before, count = held.mac, count + 1
    if marked and max(marked) > count:
        return Verdict(count, sound=False, broken_at=max(marked), mac=before,
                       why="an anchor holds it and the journal ends before it: the tail was cut")  # fmt: skip
    return Verdict(count, sound=True, mac=before, anchors=len(marked))
