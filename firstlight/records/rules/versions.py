"""Which version of a record is current, whatever the order in which versions arrive.

The source's own version order, else its modified time, else arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

Placed = Literal["current", "older", "same", "conflict"]


class VersionSign(NamedTuple):
    """What tells one version of a record from another; `arrival` counts from 1."""

    source_version: int | None
    modified_at: datetime | None
    content_hash: str
    arrival: int


def _newer(one: VersionSign, other: VersionSign) -> bool:
    """Tell whether `one` comes after `other`."""
    if one.source_version is not None and other.source_version is not None:
        return one.source_version > other.source_version
    if one.modified_at is not None and other.modified_at is not None:
        return one.modified_at > other.modified_at
    return one.arrival > other.arrival


def _clash(one: VersionSign, other: VersionSign) -> bool:
    """Tell whether two texts claim to be the same version."""
    if one.source_version is not None or other.source_version is not None:
        return one.source_version == other.source_version
    return one.modified_at is not None and one.modified_at == other.modified_at


def newest(versions: Sequence[VersionSign]) -> VersionSign | None:
    """Give the version that stands, None where there is none."""
    standing: VersionSign | None = None
    for version in sorted(versions, key=lambda v: v.arrival):
        if standing is None or _newer(version, standing):
            standing = version
    return standing


def place_version(existing: Sequence[VersionSign], incoming: VersionSign) -> Placed:
    """Place an arriving version among those held.

    `same`: its content is held already. `conflict`: the same version with other content, which
    waits for a person. `older`: kept and never current. Else it becomes `current`.
    """
    if any(one.content_hash == incoming.content_hash for one in existing):
        return "same"
    if any(_clash(one, incoming) for one in existing):
        return "conflict"
    standing = newest(existing)
    if standing is None or _newer(incoming, standing):
        return "current"
    return "older"
