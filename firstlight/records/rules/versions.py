"""Which version of a record is current, and what becomes of one that comes in.

The source's own version order decides, else its modified time, else arrival. A late older
version is kept and never becomes current; the same version with other content is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Placed = Literal["current", "older", "same", "conflict"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one record, as far as its order goes.

    `arrival` grows with every version taken in (a journal position, say); `content` is the
    fingerprint of `reading.content_hash`. `row` is the caller's own key.
    """

    arrival: int
    content: str
    source_version: int | None = None
    modified_at: datetime | None = None
    recorded_at: datetime | None = None
    record: str = ""
    row: int = 0


def _is_after(one: Version, other: Version) -> bool:
    """Tell whether the source itself says that one comes after the other."""
    if one.source_version is not None and other.source_version is not None:
        return one.source_version > other.source_version
    if one.modified_at is not None and other.modified_at is not None:
        return one.modified_at > other.modified_at
    return False


def _is_same_version(one: Version, other: Version) -> bool:
    if one.source_version is not None and other.source_version is not None:
        return one.source_version == other.source_version
    both_timed = one.modified_at is not None and one.modified_at == other.modified_at
    return both_timed and one.source_version == other.source_version


def current_version(versions: Iterable[Version]) -> Version | None:
    """Give the version that stands; of those none is said to come after, the last to arrive.

    Versions that wait as conflicts must be left out by the caller.
    """
    held = list(versions)
    last = [one for one in held if not any(_is_after(other, one) for other in held)]
    return max(last, key=lambda one: one.arrival, default=None)


def place_version(existing: Sequence[Version], incoming: Version) -> Placed:
    """Tell what an incoming version is to those held of the same record.

    "same": taken before, so nothing is stored; "conflict": a version the source numbered or
    timed the same but with other content, which waits for a person; "older": kept, never
    current; "current": takes its place. Content that was taken before without a number or time
    of its own is "same" too, so that a file loaded twice changes nothing.
    """
    twins = [one for one in existing if _is_same_version(one, incoming)]
    if any(one.content == incoming.content for one in twins):
        return "same"
    if twins:
        return "conflict"
    unordered = incoming.source_version is None and incoming.modified_at is None
    if unordered and any(one.content == incoming.content for one in existing):
        return "same"
    return "older" if any(_is_after(one, incoming) for one in existing) else "current"
