"""Reads of work over everybody: what a proposed setting would change, and how far a re-work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.risk.models import Change, Run
from firstlight.risk.rules.rule import NUMBERS

# What moves floors; any other setting leaves them where they are.
MOVES = frozenset({
    "risk.switched_on", "risk.switched_off", "risk.levels", "risk.own_rules", *NUMBERS,
})  # fmt: skip


def moves_floors(setting: str) -> bool:
    """Tell whether floors hang on a setting."""
    return setting in MOVES


@dataclass(frozen=True, slots=True)
class Going:
    """How far work over everybody is, in hundredths; a whole number of people is not told."""

    begun_at: datetime
    finished_at: datetime | None
    percent: int


@dataclass(frozen=True, slots=True)
class Would:
    """A floor that would be another one."""

    person: str
    framework: str
    before: str
    after: str
    child: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What a proposed setting would change, as one viewer may know it."""

    going: Going
    changes: tuple[Would, ...]

    @property
    def people(self) -> int:
        """Count the people whose floor would be another one."""
        return len({one.person for one in self.changes})

    @property
    def children(self) -> int:
        """Count those who are or may be under 18."""
        return len({one.person for one in self.changes if one.child})

    @property
    def kinds(self) -> tuple[tuple[str, str, str, int], ...]:
        """Count by framework, from which level to which."""
        told = Counter((one.framework, one.before, one.after) for one in self.changes)
        return tuple((*key, many) for key, many in sorted(told.items()))


def _going(row: Run) -> Going:
    share = 100 if row.finished_at else min(99, 100 * row.done // max(row.total, 1))
    return Going(row.begun_at, row.finished_at, share)


def trial(approval: str, viewer: Viewer) -> Trial | None:
    """Give what a proposal would change; None where it touches no floor, or is not begun."""
    row = Run.objects.filter(what="try", about=approval).order_by("-pk").first()
    return Trial(_going(row), tuple(_changes(row, viewer))) if row else None


def _changes(row: Run, viewer: Viewer) -> Iterator[Would]:
    hidden = sight(viewer).sealed | viewer.own_refs
    for one in Change.objects.filter(run=row).order_by("framework", "-after", "person"):
        if one.person not in hidden:
            yield Would(one.person, one.framework, one.before, one.after, one.child)


def reworking() -> Going | None:
    """Tell how far the newest re-work of floors after a change is; None where there was none."""
    row = Run.objects.filter(what="rework").order_by("-pk").first()
    return _going(row) if row else None
