"""Who somebody is, as told: every name and birth date with its records, nothing smoothed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.facts import Named
from firstlight.picture.rules.values import AppearanceView

NAME_NOT_KNOWN = "Name not known"
UNBORN_CHILD = "Unborn child"
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "master", "dr", "mx", "rev", "sir"})
_NO_SEX = frozenset({"not_known", "not_specified", ""})
_VAGUE = frozenset({"year", "estimated"})

Names = tuple[tuple[str, tuple[str, ...]], ...]
Births = tuple[tuple[date, tuple[str, ...]], ...]


def _completeness(name: str) -> int:
    parts = [part for part in name.replace(".", " ").split() if part.lower() not in _TITLES]
    return sum(len(part) > 1 for part in parts)


def names_told(named: Sequence[Named]) -> Names:
    """Give each name as written with its records; the one to show first, then most told."""
    told: dict[str, list[str]] = {}
    for record, one in named:  # newest first, so the first of equals is the most recent
        if name := " ".join(one.name.split()):
            told.setdefault(name, []).append(record.ref)
    if not told:
        return ()
    shown = max(told, key=_completeness)
    rest = sorted((name for name in told if name != shown), key=lambda name: -len(told[name]))
    return tuple((name, tuple(dict.fromkeys(told[name]))) for name in (shown, *rest))


def shown_name(names: Names, *, unborn: bool) -> str:
    """Give the name to show: the most complete, of those the most recent, as written."""
    if names:
        return names[0][0]
    return UNBORN_CHILD if unborn else NAME_NOT_KNOWN


def births_told(named: Sequence[Named]) -> tuple[Births, str]:
    """Give every birth date told, most told first, and how exactly the first is known.

    A date known to the day stands before one that was estimated, however often that was told.
    """
    told: dict[date, list[str]] = {}
    precision: dict[date, str] = {}
    for record, one in named:
        if one.born_on is None or one.unborn:
            continue
        told.setdefault(one.born_on, []).append(record.ref)
        if precision.get(one.born_on, "estimated") in _VAGUE:
            precision[one.born_on] = one.born_precision
    days = sorted(told, key=lambda day: (precision[day] in _VAGUE, -len(set(told[day]))))
    births = tuple((day, tuple(dict.fromkeys(told[day]))) for day in days)
    return births, precision[days[0]] if days else "unknown"


def ages_told(named: Sequence[Named]) -> tuple[tuple[int, date, str], ...]:
    """Give every age stated, on which UK day and by which record, newest first."""
    return tuple(
        (one.age_stated, london_date(record.moment), record.ref)
        for record, one in named
        if one.age_stated is not None
    )


def is_unborn(named: Sequence[Named]) -> bool:
    """Tell whether every record speaks of a child not yet born."""
    return bool(named) and all(one.unborn for _, one in named)


def due_told(named: Sequence[Named]) -> date | None:
    """Give the day an unborn child is due, as last told."""
    days = (one.due_on or one.born_on for _, one in named if one.unborn)
    return next((day for day in days if day), None)


def last_told(values: Iterable[str]) -> str:
    """Give the first that says anything, from values newest first."""
    return next((value for value in values if value), "")


def sex_told(people: Sequence[AppearanceView]) -> str:
    """Give the sex as last told, where any record tells it."""
    return last_told(one.sex for one in people if one.sex not in _NO_SEX) or "not_known"


def identifiers_told(people: Sequence[AppearanceView]) -> tuple[tuple[str, str], ...]:
    """Give every identifier told, each once."""
    return tuple(sorted({pair for one in people for pair in one.identifiers}))


def phones_told(people: Sequence[AppearanceView]) -> tuple[str, ...]:
    """Give every telephone number told, newest first."""
    return tuple(dict.fromkeys(phone for one in people for phone in one.phones))
