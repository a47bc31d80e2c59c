"""The kinds of record, each a typed schema with a worked example."""

from __future__ import annotations

from firstlight.records.rules.kinds import (
    care,
    checks,
    concern,
    custody,
    domestic,
    incidents,
    intelligence,
    judged,
    missing,
    online,
    orders,
)
from firstlight.records.rules.kinds.kind import Kind

_ROOMS = (
    incidents, domestic, missing, concern, custody, intelligence, online, orders, care, checks, judged,
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.code: kind for room in _ROOMS for kind in room.KINDS}

__all__ = ["KINDS", "Kind"]
