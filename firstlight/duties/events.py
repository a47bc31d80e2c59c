"""What happened to duties: references, codes and times, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class DutyEvent(Event):
    """The parent of the events of one duty; `heard_by` is who may know that it exists."""

    ref: str
    clock: str
    post: str
    heard_by: tuple[str, ...] = ("all",)

    @property
    def audience(self) -> tuple[str, ...]:
        """Every officer, or a sealed matter's custodians alone."""
        return self.heard_by


@dataclass(frozen=True)
class DutyOpened(DutyEvent):
    """A duty was opened."""

    kind: ClassVar[str] = "duty.opened"


@dataclass(frozen=True)
class DutyAcknowledged(DutyEvent):
    """Somebody said that they have a duty, or accepted it at a hand-over."""

    kind: ClassVar[str] = "duty.acknowledged"


@dataclass(frozen=True)
class DutyRefused(DutyEvent):
    """A duty was passed on to another post, with a reason."""

    kind: ClassVar[str] = "duty.refused"


@dataclass(frozen=True)
class DutyClimbed(DutyEvent):
    """Nobody acted, and the next post up was told."""

    kind: ClassVar[str] = "duty.climbed"


@dataclass(frozen=True)
class DutyHandedOver(DutyEvent):
    """A shift ended; the post holds the duty, and nobody has accepted it yet."""

    kind: ClassVar[str] = "duty.handed_over"


@dataclass(frozen=True)
class DutyClosed(DutyEvent):
    """A duty was closed with an outcome."""

    kind: ClassVar[str] = "duty.closed"


@dataclass(frozen=True)
class RotaChanged(Event):
    """Who holds which post, and when, was changed."""

    kind: ClassVar[str] = "duty.rota_changed"
    posts: tuple[str, ...]
