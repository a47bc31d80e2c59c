"""What the identifiers of two mentions say together.

One person has one NHS number. UPN, PNC, CRO and a council's child id are given
twice now and then, so a difference there asks a person instead of deciding.
"""

from __future__ import annotations

from typing import NamedTuple

Identifiers = tuple[tuple[str, str], ...]
ONE_EACH = frozenset({"nhs"})


class Numbers(NamedTuple):
    """Whether identifiers are equal (and only a UPN), differ, or differ where nobody has two."""

    equal: bool
    only_upn: bool
    differs: bool
    person_differs: bool


SILENT = Numbers(equal=False, only_upn=False, differs=False, person_differs=False)


def compare_numbers(one: Identifiers, other: Identifiers) -> Numbers:
    """Compare two mentions' identifiers, scheme by scheme."""
    if not one or not other:
        return SILENT
    there = set(other)
    equal = {scheme for scheme, value in one if (scheme, value) in there}
    told = {scheme for scheme, _ in other}
    unequal = {scheme for scheme, _ in one if scheme in told} - equal
    return Numbers(
        equal=bool(equal),
        only_upn=equal == {"upn"},
        differs=bool(unequal),
        person_differs=not ONE_EACH.isdisjoint(unequal),
    )
