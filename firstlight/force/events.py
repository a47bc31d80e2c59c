"""What happened to the force's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class SettingChanged(Event):
    """A setting has a new value, by the approval of this reference."""

    kind: ClassVar[str] = "force.setting_changed"
    ref: str


@dataclass(frozen=True)
class OrganisationsKept(Event):
    """The register of organisations was brought up to date, at this position of the journal."""

    kind: ClassVar[str] = "force.organisations_kept"
    ref: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream: a register is read where it is needed."""
        return ()


@dataclass(frozen=True)
class ApprovalAsked(Event):
    """Something waits for a second person."""

    kind: ClassVar[str] = "force.approval_asked"
    ref: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Those who may approve."""
        return ("role:superintendent", "role:chief", "role:dpo")
