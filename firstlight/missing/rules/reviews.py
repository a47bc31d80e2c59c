"""How soon a grade is looked at again, by level.

The numbers are UNCONFIRMED: practice says reviews by level and gives none that could be read
(practice notes 1.3). LOCAL and careful; a level that is not here has the shortest.
"""

from __future__ import annotations

from datetime import datetime, timedelta

REVIEW_HOURS = {"unknown": 1, "high": 1, "medium": 4, "low": 12, "very_low": 4}


def review_due(graded_at: datetime, level: str, agreed: datetime | None = None) -> datetime:
    """Give when a grade must be looked at again: the time agreed where it is sooner."""
    hours = REVIEW_HOURS.get(level, min(REVIEW_HOURS.values()))
    latest = graded_at + timedelta(hours=hours)
    return min(agreed, latest) if agreed and agreed > graded_at else latest
