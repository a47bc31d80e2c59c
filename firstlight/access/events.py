"""What happened to access."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class RestrictionMade(Event):
    """Something was restricted or sealed; only its custodians' side hears of it."""

    kind: ClassVar[str] = "access.restriction_made"
    ref: str
    target: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream: that it exists may be the secret."""
        return ()


@dataclass(frozen=True)
class AskedInVain(Event):
    """Somebody with an own story on file asked for what is not theirs to see, whatever it was."""

    kind: ClassVar[str] = "access.asked_in_vain"
    ref: str
    by: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream: whether it was their own story is looked at afterwards."""
        return ()


@dataclass(frozen=True)
class RestrictionLifted(Event):
    """A restriction ended; only its custodians' side hears of it."""

    kind: ClassVar[str] = "access.restriction_lifted"
    ref: str
    target: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream: that it existed may be the secret."""
        return ()
