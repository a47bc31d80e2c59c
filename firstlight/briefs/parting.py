"""A link that a brief showed was parted, or the split undone: whoever has the brief is told."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act
from firstlight.briefs.events import BriefMade, BriefSuperseded
from firstlight.briefs.keeping import note, readers, send, tell
from firstlight.briefs.models import Brief
from firstlight.briefs.rules.steps import after, can
from firstlight.briefs.watching import seen_to
from firstlight.kernel.values.viewer import Viewer


def part(*, brief: str, parting: str, parted_at: datetime, by: Viewer, at: datetime) -> None:
    """Mark a brief that showed a link parted since; whoever has it is told. Again is the same.

    What it showed is kept as it was shown.
    """
    row = Brief.objects.filter(ref=brief).first()
    if row is None or not can("part", row.state) or row.steps.filter(said=parting).exists():
        return
    with act("briefs.parted", by=by, at=at) as line:
        row.state, row.parted_at = after("part", row.state), parted_at
        row.save()
        note(line, row, "part", parting)
        send(line, row, readers(row), nobody=False)
        tell(line, BriefSuperseded, row)
        seen_to(row, "It showed a link since withdrawn.", at)


def restore(*, brief: str, parting: str, by: Viewer, at: datetime) -> None:
    """Tell whoever has a brief that the split for which it was marked is undone."""
    row = Brief.objects.filter(ref=brief, parted_at__isnull=False).first()
    if row is None or not row.steps.filter(step="part", said=parting).exists():
        return
    with act("briefs.restored", by=by, at=at) as line:
        row.parted_at = None
        row.state = _stood(row)
        row.save()
        note(line, row, "restore", parting)
        send(line, row, readers(row), nobody=False)
        tell(line, BriefMade, row)


def _stood(row: Brief) -> str:
    """Give the state a brief had but for the split."""
    if row.superseded_by:
        return "superseded"
    if row.acknowledged_at:
        return "acknowledged"
    return "opened" if row.opened_at else "pushed" if row.pushed_at else "made"
