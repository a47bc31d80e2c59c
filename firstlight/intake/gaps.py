"""Reads of what is missing in what the sources tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.intake.models import Quality
from firstlight.intake.rules.gaps import NAMES
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import cast_of
from firstlight.records.selectors import VersionView, source_names, standing_ids, versions


@dataclass(frozen=True, slots=True)
class GapView:
    """One kind of gap of one source: how many of the records looked through have it."""

    source: str
    code: str
    said: str
    count: int
    looked_at: int

    @property
    def share(self) -> int:
        """The share of the records looked through, in whole per cent."""
        return round(100 * self.count / self.looked_at) if self.looked_at else 0


@dataclass(frozen=True, slots=True)
class QualityView:
    """One source as it was last looked through, its largest gap first."""

    code: str
    name: str
    looked_at: int
    reckoned_at: datetime
    gaps: tuple[GapView, ...]


def quality(viewer: Viewer) -> list[QualityView]:
    """Give every source that was looked through, by name."""
    if not may(viewer, "sources.see"):
        raise NotThere
    names = source_names()
    held: dict[str, list[Quality]] = {}
    for row in Quality.objects.order_by("-count", "code"):
        held.setdefault(row.source, []).append(row)
    found = [
        QualityView(
            code, names.get(code, code), rows[0].looked_at, rows[0].reckoned_at,
            tuple(_gap(row) for row in rows if row.code),
        )
        for code, rows in held.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.name)


def _gap(row: Quality) -> GapView:
    return GapView(row.source, row.code, NAMES.get(row.code, row.code), row.count, row.looked_at)


def gap(source: str, code: str, viewer: Viewer) -> tuple[GapView, list[VersionView]]:
    """Give one gap of one source with some of the records that have it, as this viewer may know them."""
    row = Quality.objects.filter(source=source, code=code).first() if code else None
    if row is None or not may(viewer, "records.see"):
        raise NotThere
    ids = standing_ids(row.records)
    known = cast_of(ids, viewer=viewer, lightly=True)
    found = [one for one in versions(ids) if one.id in known]
    return _gap(row), sorted(found, key=lambda one: one.recorded_at, reverse=True)
