"""What an assessment says to somebody who may not know of some records: as if they were not there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment, Floor, Found


def evidence_of(found: Assessment) -> frozenset[str]:
    """Give every record that a finding, a gap or a duty rests on."""
    rows = [one for floor in found.floors.values() for one in floor.findings + floor.unknowns]
    told = {ref for one in rows for ref in one.finding.evidence}
    told |= {one.record for one in found.to_read}
    return frozenset(told | {ref for one in found.opens for ref in one.evidence})


def without(found: Assessment, hidden: Collection[str]) -> Assessment:
    """Leave out whatever rests on hidden records, the levels it holds and what it asks.

    The stored assessment keeps all of it: floors and duties run on that.
    """
    gone = frozenset(hidden)
    if not gone:
        return found

    def stays(one: Found) -> bool:
        return not gone & set(one.finding.evidence)

    floors = {}
    for name, floor in found.floors.items():
        findings = tuple(filter(stays, floor.findings))
        unknowns = tuple(filter(stays, floor.unknowns))
        held = [one.level for one in findings + unknowns if one.level]
        floors[name] = Floor(name, levels.highest(name, held), findings, unknowns)
    asked = {one.rule for floor in floors.values() for one in floor.unknowns}
    return replace(
        found,
        floors=floors,
        asks=tuple(one for one in found.asks if one.rule in asked),
        opens=tuple(one for one in found.opens if not gone & set(one.evidence)),
        to_read=tuple(one for one in found.to_read if one.record not in gone),
    )
