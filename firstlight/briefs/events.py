"""What happened to briefs: references and times, heard by the crew and by dispatch alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class BriefEvent(Event):
    """The parent of the events of one brief; `heard_by` are the codes of who may hear of it."""

    ref: str
    job: str = ""
    heard_by: tuple[str, ...] = ("post:dispatch",)

    @property
    def audience(self) -> tuple[str, ...]:
        """The crew it was pushed to, and dispatch."""
        return self.heard_by


@dataclass(frozen=True)
class BriefMade(BriefEvent):
    """A brief was made."""

    kind: ClassVar[str] = "brief.made"


@dataclass(frozen=True)
class BriefPushed(BriefEvent):
    """A brief was pushed to a unit's crew."""

    kind: ClassVar[str] = "brief.pushed"


@dataclass(frozen=True)
class BriefOpened(BriefEvent):
    """Somebody opened a brief."""

    kind: ClassVar[str] = "brief.opened"


@dataclass(frozen=True)
class BriefReadOffline(BriefEvent):
    """The force heard that a brief was read on a phone without signal."""

    kind: ClassVar[str] = "brief.read_offline"


@dataclass(frozen=True)
class BriefAcknowledged(BriefEvent):
    """Somebody acknowledged a brief."""

    kind: ClassVar[str] = "brief.acknowledged"


@dataclass(frozen=True)
class BriefStruck(BriefEvent):
    """A person was struck out of a brief on scene; review decides who it was."""

    kind: ClassVar[str] = "brief.struck"


@dataclass(frozen=True)
class BriefSuperseded(BriefEvent):
    """A material fact arrived and a newer brief stands."""

    kind: ClassVar[str] = "brief.superseded"


@dataclass(frozen=True)
class BriefWithdrawn(BriefEvent):
    """A brief was withdrawn."""

    kind: ClassVar[str] = "brief.withdrawn"
