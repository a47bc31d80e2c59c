"""What happened to sharing: references and codes, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event

_INSIDE = ("role:hub", "role:sergeant", "role:inspector", "role:fim", "role:dpo")


@dataclass(frozen=True)
class SharingEvent(Event):
    """The parent of events of one decision; a sealed matter's events reach nobody by the stream."""

    ref: str
    heard_by: tuple[str, ...] = _INSIDE

    @property
    def audience(self) -> tuple[str, ...]:
        """Those whose work is sharing, or those a sealed matter is open to."""
        return self.heard_by


@dataclass(frozen=True)
class SharingDecided(SharingEvent):
    """Somebody decided to share, in part, not, or later."""

    kind: ClassVar[str] = "sharing.decided"


@dataclass(frozen=True)
class SharingReleased(SharingEvent):
    """A named person let a document go."""

    kind: ClassVar[str] = "sharing.released"


@dataclass(frozen=True)
class SharingReceived(SharingEvent):
    """The recipient acknowledged it."""

    kind: ClassVar[str] = "sharing.received"


@dataclass(frozen=True)
class SharingAnswered(SharingEvent):
    """The recipient answered."""

    kind: ClassVar[str] = "sharing.answered"


@dataclass(frozen=True)
class SharingRecalled(SharingEvent):
    """What was shared was taken back."""

    kind: ClassVar[str] = "sharing.recalled"


@dataclass(frozen=True)
class NoticesDrafted(SharingEvent):
    """Notices to schools wait for somebody to release them."""

    kind: ClassVar[str] = "sharing.notices_drafted"
