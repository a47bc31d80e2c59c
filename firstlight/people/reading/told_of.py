"""What many persons are called and where they were told to live: for the watch on who looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from firstlight.people.models import Membership
from firstlight.people.taking.pairs import chunks


def surnames_of(persons: Iterable[str]) -> dict[str, set[str]]:
    """Give every family name each person was told by, folded."""
    return _told(persons, "appearance__mention__name__family")


def homes_of(persons: Iterable[str]) -> dict[str, set[str]]:
    """Give every place each person was told to live at."""
    return _told(persons, "appearance__place__ref")


def _told(persons: Iterable[str], field: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for part in chunks(persons, 400):
        rows = Membership.objects.filter(person__ref__in=part, to_seq__isnull=True)
        for ref, told in rows.values_list("person__ref", field).distinct():
            if told:
                found[ref].add(told)
    return found
