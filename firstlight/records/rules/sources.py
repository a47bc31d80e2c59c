"""What a source line says: four answers that are never confused, none of them reassurance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from firstlight.kernel.values.when import said


class State(StrEnum):
    """What asking a source came to."""

    FOUND = "found"
    NONE_YOU_MAY_SEE = "none_you_may_see"
    UNAVAILABLE = "unavailable"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it stands: what it covers and how fresh it is. Times in UTC."""

    code: str
    name: str
    owner: str
    kinds: tuple[str, ...]
    area: str
    not_covered: tuple[str, ...]
    freshness: timedelta
    live_from: datetime | None
    last_heard_at: datetime | None
    down_since: datetime | None

    def late_since(self, at: datetime) -> datetime | None:
        """Give since when it is late or down, None where it is fresh."""
        if self.down_since is not None:
            return self.down_since
        if self.last_heard_at is None:
            return None
        limit = self.last_heard_at + self.freshness
        return limit if at > limit else None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line on a brief: which source, what it came to, said in words."""

    code: str
    name: str
    state: State
    said: str


def line_for(source: SourceView, *, found: int, asked: frozenset[str], at: datetime) -> SourceLine:
    """Say what a source came to for these kinds of record, at a moment.

    Not connected or outside its coverage is *not checked*; late or down is *unavailable*,
    even where something older was found; otherwise *found* or *none that you may see*.
    """
    state, words = State.NONE_YOU_MAY_SEE, "none that you may see"
    late = source.late_since(at)
    if source.last_heard_at is None:
        state, words = State.NOT_CHECKED, "not checked: not connected"
    elif asked and not asked & set(source.kinds):
        state, words = State.NOT_CHECKED, "not checked: it does not hold this kind of record"
    elif late is not None:
        older = f"; {found} held from before" if found else ""
        state, words = State.UNAVAILABLE, f"unavailable since {said(late)}{older}"
    elif found:
        state, words = State.FOUND, f"{found} found"
    return SourceLine(source.code, source.name, state, words)
