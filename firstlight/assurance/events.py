"""What happened to the proof: an endorsement, a new reckoning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class Endorsed(Event):
    """A named leader endorsed a recommendation."""

    kind: ClassVar[str] = "assurance.endorsed"
    ref: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Everybody: an endorsement is meant to be known."""
        return ("all",)


@dataclass(frozen=True)
class Reckoned(Event):
    """The ordinary records were reckoned again."""

    kind: ClassVar[str] = "assurance.reckoned"
    position: int

    @property
    def audience(self) -> tuple[str, ...]:
        """Everybody who has a leaders' page open; it carries figures of nobody."""
        return ("all",)
