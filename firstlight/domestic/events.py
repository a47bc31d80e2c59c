"""What happened to domestic abuse jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class JobEvent(Event):
    """The parent of the events of one job; those who send and supervise units hear of it."""

    record: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Dispatch, the inspectors and the force incident manager; pages ask again by themselves."""
        roles = ("dispatcher", "sergeant", "inspector", "fim", "hub", "response")
        return tuple(f"role:{role}" for role in roles)


@dataclass(frozen=True)
class JobOpened(JobEvent):
    """A domestic abuse job arrived, and its brief was made."""

    kind: ClassVar[str] = "domestic.job_opened"


@dataclass(frozen=True)
class JobChanged(JobEvent):
    """A unit was sent, a line was written, or where the children sleep was told."""

    kind: ClassVar[str] = "domestic.job_changed"


@dataclass(frozen=True)
class JobProposed(JobEvent):
    """A job typed otherwise may be domestic abuse; a person decides."""

    kind: ClassVar[str] = "domestic.job_proposed"


@dataclass(frozen=True)
class JobClosed(JobEvent):
    """A job was closed, with a line for every child and where they sleep tonight."""

    kind: ClassVar[str] = "domestic.job_closed"
