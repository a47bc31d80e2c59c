"""What happened to people and their records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event

# Kinds of record whose arrival is told by itself; the rest go by whom they touch.
TOLD = frozenset({
    "domestic_abuse_incident", "missing_report", "incident", "online_referral", "return", "sighting",
    "vulnerability_report", "partner_concern", "arrest", "image_sharing", "order", "unit_crewing",
    "police_protection", "return_interview", "voice_of_child", "stop_search", "crime", "check", "bail",
    "care_placement", "missing_profile", "trigger_plan",
})  # fmt: skip


@dataclass(frozen=True)
class RecordTaken(Event):
    """A live record was taken in; whoever is concerned is worked out by who reacts."""

    kind: ClassVar[str] = "people.record_taken"
    record: str
    of_kind: str = ""

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream: who hears of it is decided by what it opens."""
        return ()


@dataclass(frozen=True)
class LinkParted(Event):
    """Appearances were parted from a person: what relied on it must be worked again."""

    kind: ClassVar[str] = "people.link_parted"
    parting: str
    person: str
    to: str


@dataclass(frozen=True)
class LinkRestored(Event):
    """A split was undone: whoever was told of it must be told again."""

    kind: ClassVar[str] = "people.link_restored"
    parting: str
    person: str
    to: str


@dataclass(frozen=True)
class PersonChanged(Event):
    """A person's appearances changed: their picture and floor are worked again."""

    kind: ClassVar[str] = "people.person_changed"
    person: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream: that somebody exists may be the secret."""
        return ()


@dataclass(frozen=True)
class SealedTouched(Event):
    """A record or a search touched something sealed: its custodian must know at once."""

    kind: ClassVar[str] = "people.sealed_touched"
    target: str
    record: str
    by: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Nobody by the stream; the custodian is told through a duty."""
        return ()
