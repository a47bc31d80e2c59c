"""Which duties of a hand-over are accepted one by one, so that each is read before it is taken.

Source: acceptance case 4B and the step on duties: high and late singly, the rest together.
"""

from __future__ import annotations

from datetime import datetime

from firstlight.duties.rules.clocks import NOW

HIGH = frozenset({"high", "very_high"})


def singly(urgency: int, level: str, due_at: datetime | None, at: datetime) -> bool:
    """Tell whether a duty is accepted on its own: life and limb, a high level, or late at `at`."""
    return urgency == NOW or level in HIGH or (due_at is not None and due_at <= at)
