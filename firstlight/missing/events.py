"""What happened to missing episodes: references, codes and times, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class EpisodeEvent(Event):
    """The parent of the events of one episode; `heard_by` is who may know that it exists."""

    ref: str
    heard_by: tuple[str, ...] = ("all",)

    @property
    def audience(self) -> tuple[str, ...]:
        """Every officer, or a sealed matter's custodians alone."""
        return self.heard_by


@dataclass(frozen=True)
class EpisodeOpened(EpisodeEvent):
    """A report made an episode."""

    kind: ClassVar[str] = "missing.opened"


@dataclass(frozen=True)
class ReportJoined(EpisodeEvent):
    """Another report of the same absence joined an episode."""

    kind: ClassVar[str] = "missing.report_joined"


@dataclass(frozen=True)
class EpisodeMoved(EpisodeEvent):
    """An episode took a step: acknowledged, graded, sighted, found, interviewed."""

    kind: ClassVar[str] = "missing.moved"
    verb: str = ""


@dataclass(frozen=True)
class SafeAndSeen(EpisodeEvent):
    """Somebody was seen safe: the search ends, and what follows a return begins."""

    kind: ClassVar[str] = "missing.safe_and_seen"


@dataclass(frozen=True)
class EpisodeClosed(EpisodeEvent):
    """An episode was closed."""

    kind: ClassVar[str] = "missing.closed"
