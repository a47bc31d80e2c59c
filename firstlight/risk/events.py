"""What happened to floors and grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class FloorMoved(Event):
    """A floor rose, fell or has other reasons; those who work with the child see it at once."""

    kind: ClassVar[str] = "risk.floor_moved"
    anchor: str
    person: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by name on the stream: pages follow the duty or episode it opens."""
        return ()


@dataclass(frozen=True)
class Graded(Event):
    """A named person graded."""

    kind: ClassVar[str] = "risk.graded"
    grade: str
    anchor: str
    provisional: bool = False


@dataclass(frozen=True)
class GradeRefused(Event):
    """A second person did not agree a grade below the floor."""

    kind: ClassVar[str] = "risk.grade_refused"
    grade: str
    anchor: str


@dataclass(frozen=True)
class GradeAgreed(Event):
    """A second person agreed a grade below the floor."""

    kind: ClassVar[str] = "risk.grade_agreed"
    grade: str
    anchor: str
