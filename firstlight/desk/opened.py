"""Open duties as the hourly pack prints them: with times as they are, not as they were told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.duties.selectors import DutyRow
from firstlight.kernel.values.viewer import Viewer
from firstlight.picture.selectors import persons


@dataclass(frozen=True, slots=True)
class Opened:
    """A duty with the people it concerns as they may be named."""

    row: DutyRow
    about: tuple[str, ...]


def opened(rows: Iterable[DutyRow], viewer: Viewer, at: datetime) -> tuple[Opened, ...]:
    """Name whom duties concern, and note them as seen; those not to be named are counted."""
    listed = tuple(rows)
    wanted = {ref for row in listed for ref in row.people if ref.startswith("P-")}
    found = persons(wanted, viewer=viewer, at=at) if wanted else {}
    names = {ref: f"{one.name}, {_age(one.age_at(at))}" for ref, one in found.items()}
    return tuple(Opened(row, _about(row, names)) for row in listed)


def _age(years: int | None) -> str:
    return "age not known" if years is None else str(years)


def _about(row: DutyRow, names: dict[str, str]) -> tuple[str, ...]:
    told = [names[ref] for ref in row.people if ref in names]
    unnamed = len(row.people) - len(told)
    rest = [f"{unnamed} not named here"] if unnamed else []
    return (*told, *rest, *(["restricted"] if row.restricted else []))
