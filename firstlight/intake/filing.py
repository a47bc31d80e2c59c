"""Noting what becomes of a file's lines while it is loaded, so that its owner can be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.audit.tasks import Priority
from firstlight.intake.loading import Became
from firstlight.intake.models import File, FileLine
from firstlight.intake.rules.ranges import Ranges, noted
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.services import from_file

RESTED = timedelta(minutes=1)
WAITS = frozenset({"quarantined", "conflict"})


@dataclass(slots=True)
class Filing:
    """One file as it is read; each batch is noted after it was taken, so a crash shows as broken off."""

    pk: int
    ref: str
    counts: dict[str, int] = field(default_factory=dict)
    lines: Ranges = field(default_factory=dict)

    def note(self, became: Iterable[Became]) -> None:
        """Note what a batch came to."""
        rows, waiting = [], []
        for one in became:
            self.counts[one.outcome] = self.counts.get(one.outcome, 0) + 1
            noted(self.lines, one.outcome, one.offer.place)
            if one.outcome in WAITS:
                waiting.append(one.ref)
            if one.faults:
                rows.append(
                    FileLine(
                        file_id=self.pk, place=one.offer.place, outcome=one.outcome,
                        waiting=one.ref if one.outcome in WAITS else "",
                        faults=[[f.field, f.problem, f.mend] for f in one.faults],
                    )
                )  # fmt: skip
        FileLine.objects.bulk_create(rows, batch_size=200)
        from_file(waiting, self.ref)
        File.objects.filter(pk=self.pk).update(counts=self.counts, lines=self.lines)

    def end(self, *, by: Viewer, at: datetime) -> None:
        """Note that the file was read to its end."""
        with act("intake.file_read", by=by, at=at, operation=Operation.COLLECTION) as line:
            File.objects.filter(pk=self.pk).update(ended_at=at)
            line.about(self.ref)
            line.say(**self.counts)
            # What is missing in what came is counted once the load has rested.
            line.due("intake.quality", at + RESTED, "intake.quality", priority=Priority.REST)


def begin_file(*, name: str, source: str, form: str, by: Viewer, at: datetime) -> Filing:
    """Note that a file is being read."""
    row = File.objects.create(
        ref=new_ref("F"), source=source, name=name[-200:], form=form, started_at=at, by=by.ref
    )
    return Filing(row.pk, row.ref)
