"""Two questions about the past: which versions were held, and which the force had been told.

`held_at` answers `as_of` by journal position; `learnt_by` goes by when the force wrote a version
down, wherever it lay at the time. Neither is ever used for the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.records.rules.versions import Version, current_version


def _current(versions: Iterable[Version]) -> tuple[Version, ...]:
    records: dict[str, list[Version]] = {}
    for one in versions:
        records.setdefault(one.record, []).append(one)
    chosen = (current_version(records[record]) for record in sorted(records))
    return tuple(one for one in chosen if one is not None)


def learnt_by(versions: Iterable[Version], moment: datetime) -> tuple[Version, ...]:
    """Give, for each record, the version that stood among those written down by a moment (UTC).

    A record written down only later is absent; a version without a time of writing is too.
    """
    return _current(one for one in versions if one.recorded_at and one.recorded_at <= moment)


def held_at(versions: Iterable[Version], position: int) -> tuple[Version, ...]:
    """Give, for each record, the version that stood at a journal position (`arrival`)."""
    return _current(one for one in versions if one.arrival <= position)
