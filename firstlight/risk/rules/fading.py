"""How long a single event holds the top of a scale: whole while it is fresh, then one level less.

Practice gives no end to a high that rests on one form or one statement. A floor that stood at high
for a year after each would stand for so many children that it would tell nobody whom to see today
(docs/adr/0026). What was found stays found, with its records, until the rule's own window ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Finding
from firstlight.picture.rules.values import RecordView
from firstlight.risk.rules import levels
from firstlight.risk.rules.reading.spans import latest
from firstlight.risk.rules.rule import Rule, Settings


def fresh_until(
    rule: Rule, finding: Finding, records: Mapping[str, RecordView], settings: Settings
) -> datetime | None:
    """Give until when (UTC) a finding holds its level whole; None where it does as long as it is so."""
    days = rule.days_fresh(settings)
    if days is None:
        return None
    told = [records[ref] for ref in finding.evidence if ref in records]
    # Fresh is what the force has newly learnt: an old event told late is looked at anew.
    moments = [max(latest(record), record.recorded_at) for record in told]
    return max(moments) + timedelta(days=days) if moments else None


def level_held(rule: Rule, settings: Settings, until: datetime | None, at: datetime) -> str | None:
    """Give the level a rule's yes holds now: its own while fresh, the one below it afterwards."""
    level = rule.level(settings)
    if level is None or until is None or at < until:
        return level
    return levels.one_below(rule.framework, level)
