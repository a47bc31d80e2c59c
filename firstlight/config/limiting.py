"""How often a key may ask: counted by the minute in each serving process."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime

from firstlight.kernel.values.refusal import Refusal

KEYS = 10_000  # counted at most; the oldest is forgotten


class TooMany(Refusal):
    """A key asked more often than it may; it may ask again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "This key has asked too often.",
            next_step=f"Wait {seconds} seconds, or ask your administrator for more.",
            code="too_many",
        )
        self.seconds = seconds


class Minutes:
    """Counts of the minute that runs, by key."""

    def __init__(self) -> None:
        self.counts: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def take(self, key: str, most: int, at: datetime) -> None:
        """Count one. TooMany beyond `most` in the minute."""
        minute, second = divmod(int(at.timestamp()), 60)
        held, count = self.counts.get(key, (minute, 0))
        count = count + 1 if held == minute else 1
        self.counts[key] = (minute, count)
        self.counts.move_to_end(key)
        if len(self.counts) > KEYS:
            self.counts.popitem(last=False)
        if count > most:
            raise TooMany(60 - second)


MINUTES = Minutes()
