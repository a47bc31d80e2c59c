"""What happened to what is kept: references alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event

_HEARD = ("role:dpo", "role:records")


@dataclass(frozen=True)
class DisposalProposed(Event):
    """A disposal waits for its second person."""

    kind: ClassVar[str] = "retention.disposal_proposed"
    disposal: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Those who keep records."""
        return _HEARD


@dataclass(frozen=True)
class RecordDisposed(Event):
    """A record was disposed of; whoever copied it erases theirs."""

    kind: ClassVar[str] = "retention.record_disposed"
    record: str
    disposal: str


@dataclass(frozen=True)
class HoldMade(Event):
    """Something is held from disposal."""

    kind: ClassVar[str] = "retention.hold_made"
    hold: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Those who keep records."""
        return _HEARD


@dataclass(frozen=True)
class HoldEnded(Event):
    """A hold was ended."""

    kind: ClassVar[str] = "retention.hold_ended"
    hold: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Those who keep records."""
        return _HEARD
