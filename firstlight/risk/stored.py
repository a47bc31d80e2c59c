"""Assessments as they were kept, read back as what they were."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from firstlight.kernel.values.answer import Answer, Finding
from firstlight.risk.models import Assessed
from firstlight.risk.rules.assessment import Ask, Assessment, Floor, Found, Opening, ToRead


def latest(person: str) -> Assessed | None:
    """Give the newest stored assessment of a person."""
    return Assessed.objects.filter(person=person, latest=True).first()


def latest_of(persons: Iterable[str]) -> dict[str, Assessed]:
    """Give the newest stored assessment of each of these persons who has one."""
    rows = Assessed.objects.filter(person__in=list(persons), latest=True)
    return {row.person: row for row in rows}


def _found(row: dict[str, Any]) -> Found:
    finding = Finding(
        Answer(row["answer"]), row["because"], tuple(row["evidence"]), row["asks"], row["also"]
    )
    return Found(
        row["rule"], row["version"], row["framework"], row["title"], finding, row["level"],
        row["would_be"], row["adult_now"], row["if_same"],
        datetime.fromisoformat(row["fresh_until"]) if row.get("fresh_until") else None,
    )  # fmt: skip


def _floor(row: dict[str, Any]) -> Floor:
    return Floor(
        row["framework"],
        row["level"],
        tuple(_found(one) for one in row["findings"]),
        tuple(_found(one) for one in row["unknowns"]),
    )


def read_back(content: str, at: datetime) -> Assessment:
    """Read a stored assessment as it was."""
    told = json.loads(content)
    floors = told["floors"]
    rows = floors.values() if isinstance(floors, dict) else floors
    changes = told.get("changes_at")
    return Assessment(
        subject=told["subject"],
        at=at,
        floors={row["framework"]: _floor(row) for row in rows},
        asks=tuple(Ask(a["question"], a["framework"], a["rule"], a["would_be"]) for a in told["asks"]),
        opens=tuple(
            Opening(
                o["clock"], o["rule"], o["because"], datetime.fromisoformat(o["told_at"]), o["key"],
                tuple(o["evidence"]),
            )
            for o in told["opens"]
        ),
        changes_at=datetime.fromisoformat(changes) if changes else None,
        to_read=tuple(
            ToRead(r["framework"], r["about"], r["record"]) for r in told.get("to_read", ())
        ),
    )  # fmt: skip
