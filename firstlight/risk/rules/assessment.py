"""What an assessment says: floors with reasons, open questions, duties, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.kernel.values.answer import Answer, Finding


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's finding. `level` is the level it holds the floor at, None where it raises none.

    `adult_now`: the evidence is from childhood and the person has turned 18 since; nothing is
    dropped. `if_same`: it rests on records that only may be about the people named. `fresh_until`
    (UTC): from when it holds one level less, None where its level does not fade.
    """

    rule: str
    version: int
    framework: str
    title: str
    finding: Finding
    level: str | None = None
    would_be: str | None = None
    adult_now: bool = False
    if_same: bool = False
    fresh_until: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Tell the finding in plain values."""
        fades = {"fresh_until": self.fresh_until.isoformat()} if self.fresh_until else {}
        return fades | {
            "rule": self.rule,
            "version": self.version,
            "framework": self.framework,
            "title": self.title,
            "answer": self.finding.answer.value,
            "because": self.finding.because,
            "also": self.finding.also,
            "asks": self.finding.asks,
            "evidence": list(self.finding.evidence),
            "level": self.level,
            "would_be": self.would_be,
            "adult_now": self.adult_now,
            "if_same": self.if_same,
        }


@dataclass(frozen=True, slots=True)
class Floor:
    """The least level of one framework and why; None means no rule holds a level, never `low`."""

    framework: str
    level: str | None
    findings: tuple[Found, ...] = ()
    unknowns: tuple[Found, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Tell the floor in plain values."""
        return {
            "framework": self.framework,
            "level": self.level,
            "findings": [one.to_json() for one in self.findings],
            "unknowns": [one.to_json() for one in self.unknowns],
        }


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, the rule it would settle, and the level a yes would hold the floor at."""

    question: str
    framework: str
    rule: str
    would_be: str | None

    def to_json(self) -> dict[str, Any]:
        """Tell the question in plain values."""
        return {
            "question": self.question,
            "framework": self.framework,
            "rule": self.rule,
            "would_be": self.would_be,
        }


@dataclass(frozen=True, slots=True)
class ToRead:
    """A record whose own text speaks of something no form asked: a person reads it. Never a floor."""

    framework: str
    about: str
    record: str

    def to_json(self) -> dict[str, Any]:
        """Tell it in plain values; the words themselves stay in the record."""
        return {"framework": self.framework, "about": self.about, "record": self.record}


@dataclass(frozen=True, slots=True)
class Opening:
    """A duty to open: its clock, why, and when the force was told (UTC), where its clock starts.

    `key` stays the same while no newer record sets the rule off, so that opening is idempotent.
    """

    clock: str
    rule: str
    because: str
    told_at: datetime
    key: str
    evidence: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Tell the opening in plain values; the time is UTC."""
        return {
            "clock": self.clock,
            "rule": self.rule,
            "because": self.because,
            "told_at": self.told_at.isoformat(),
            "key": self.key,
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person's floors as at a moment (UTC), by framework."""

    subject: str
    at: datetime
    floors: dict[str, Floor]
    asks: tuple[Ask, ...] = ()
    opens: tuple[Opening, ...] = ()
    changes_at: datetime | None = None
    to_read: tuple[ToRead, ...] = ()

    def level(self, framework: str) -> str | None:
        """Give the floor's level in a framework, or None."""
        return self.floors[framework].level

    def answers(self) -> dict[str, Answer]:
        """Give every rule's answer that is not no."""
        found = (one for floor in self.floors.values() for one in floor.findings + floor.unknowns)
        return {one.rule: one.finding.answer for one in found}

    def to_json(self) -> dict[str, Any]:
        """Tell the assessment in plain values, to be stored as it was made."""
        told: dict[str, Any] = {
            "subject": self.subject,
            "at": self.at.isoformat(),
            "floors": {name: floor.to_json() for name, floor in self.floors.items()},
            "asks": [one.to_json() for one in self.asks],
            "opens": [one.to_json() for one in self.opens],
            "changes_at": self.changes_at.isoformat() if self.changes_at else None,
        }
        if self.to_read:
            told["to_read"] = [one.to_json() for one in self.to_read]
        return told
