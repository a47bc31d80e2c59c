"""How often a key may ask: counted by the minute over all the processes that serve."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from firstlight.access.services import take_allowance
from firstlight.kernel.values.refusal import Refusal

KEYS = 10_000  # counted at most; the oldest is forgotten
SLICES = 50  # a process takes so many parts of a minute's allowance, and asks for no more till it is used


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
    """What this process has left of each key's minute.

    It takes a slice at a time from what all processes share: nearly no request waits for that, and
    together they never give more than the key's limit.
    """

    def __init__(self, take: Callable[..., int] = take_allowance) -> None:
        self.left: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self.share = take
        self.lock = Lock()

    def take(self, key: str, most: int, at: datetime) -> None:
        """Count one. TooMany beyond `most` in the minute."""
        minute, second = divmod(int(at.timestamp()), 60)
        with self.lock:
            held, left = self.left.get(key, (minute, 0))
            if held != minute or not left:
                wanted = max(1, most // SLICES)
                left = self.share(key=key, minute=minute, most=most, wanted=wanted)
            if not left:
                raise TooMany(60 - second)
            self.left[key] = (minute, left - 1)
            self.left.move_to_end(key)
            if len(self.left) > KEYS:
                self.left.popitem(last=False)


MINUTES = Minutes()
