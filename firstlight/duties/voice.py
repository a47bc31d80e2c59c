"""One alert a post and reason in a whole sweep, though its duties are written a handful at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firstlight.audit.services import Line
from firstlight.duties import alerting
from firstlight.duties.models import Duty
from firstlight.duties.rules.clocks import CLOCKS


class Voice:
    """What one sweep says: a post hears a reason once, with the number of all its duties.

    `counted` gives those numbers, by post and reason. A sealed matter's custodians hear of each alone.
    """

    def __init__(self, counted: Mapping[tuple[str, str], int]) -> None:
        self._counted = counted
        self._said: set[tuple[str, str]] = set()

    def tell(self, line: Line, post: str, duties: Sequence[Duty], why: str) -> None:
        """Tell a post of some of its duties; what it has heard in this sweep is only written down."""
        first = self._first(post, why)
        total = self._counted.get((post, why), len(duties)) if first else 0
        alerting.tell(line, post, duties, why=why, urgent=_loud(duties), total=total)

    def tell_again(self, line: Line, post: str, duties: Sequence[Duty]) -> None:
        """Tell all who have the last post's role of what it left unanswered, once in the sweep."""
        if duties:
            alerting.tell_again(line, post, duties, say=self._first(post, "again"))

    def _first(self, post: str, why: str) -> bool:
        new = (post, why) not in self._said
        self._said.add((post, why))
        return new


def _loud(duties: Sequence[Duty]) -> bool:
    return any(CLOCKS[duty.clock].may_interrupt for duty in duties)
