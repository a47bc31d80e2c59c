"""What happened to messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class AlertRaised(Event):
    """An alert that may interrupt; its recipient alone hears of it."""

    kind: ClassVar[str] = "delivery.alert_raised"
    ref: str
    to: str

    @property
    def audience(self) -> tuple[str, ...]:
        """The post or person it is for."""
        return (self.to,)


@dataclass(frozen=True)
class AlertKept(Event):
    """An alert that is a badge alone."""

    kind: ClassVar[str] = "delivery.alert_kept"
    ref: str
    to: str

    @property
    def audience(self) -> tuple[str, ...]:
        """The post or person it is for."""
        return (self.to,)


@dataclass(frozen=True)
class AlertAcknowledged(Event):
    """Somebody said that they have seen an alert."""

    kind: ClassVar[str] = "delivery.alert_acknowledged"
    ref: str
    to: str

    @property
    def audience(self) -> tuple[str, ...]:
        """The post or person it was for."""
        return (self.to,)


@dataclass(frozen=True)
class ChannelDown(Event):
    """A channel cannot be reached; its messages wait."""

    kind: ClassVar[str] = "delivery.channel_down"
    channel: str
