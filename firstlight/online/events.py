"""What happened to online cases: references, codes and times, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event

TEAM = ("role:online", "role:hub", "role:inspector", "role:fim", "role:superintendent")


@dataclass(frozen=True)
class CaseEvent(Event):
    """The parent of the events of one case; `heard_by` is who may know that it exists."""

    ref: str
    heard_by: tuple[str, ...] = TEAM

    @property
    def audience(self) -> tuple[str, ...]:
        """Who works with online cases, or a sealed matter's custodians alone."""
        return self.heard_by


@dataclass(frozen=True)
class CaseOpened(CaseEvent):
    """A referral made a case."""

    kind: ClassVar[str] = "online.opened"


@dataclass(frozen=True)
class ChildFound(CaseEvent):
    """A child was found to be concerned in a case, at its opening or later."""

    kind: ClassVar[str] = "online.child_found"


@dataclass(frozen=True)
class ChildConsidered(CaseEvent):
    """A named person wrote what was done about a child."""

    kind: ClassVar[str] = "online.child_considered"


@dataclass(frozen=True)
class CaseMoved(CaseEvent):
    """The case took a step; no child's clock went with it."""

    kind: ClassVar[str] = "online.moved"


@dataclass(frozen=True)
class CaseClosed(CaseEvent):
    """A case was closed, every child considered."""

    kind: ClassVar[str] = "online.closed"
