"""The minimum POLE standard as a profile: gaps are told, and never refuse a record.

Source: Minimum POLE Data Standards Dictionary v1.1 (30 July 2023) of the National Police Chiefs'
Council: the "4+1" rule, Vulnerable Child (P_009), Unborn (P_011). A child in danger is recorded
with what is known; what is missing is worked on afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from firstlight.kernel.values.when import age_on
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.parts import PersonIn

PARENTS = frozenset({"parent_of", "carer_of"})
# Who a record is about; somebody named in passing, or the officer who writes, need not be complete.
ABOUT = frozenset({"subject", "child", "victim", "suspect", "detained", "witness"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the standard asks of one sort of person: `lacks` tells whether it is missing."""

    code: str
    said: str
    element: str  # DS numbers of the dictionary
    of: str  # person | child | unborn | record
    lacks: Callable[[Envelope, PersonIn], bool]


def _contact(_: Envelope, person: PersonIn) -> bool:
    return not (person.address or person.phones or person.emails)


def _reached(_: Envelope, person: PersonIn) -> bool:
    return not (person.phones or person.emails)


def _home(_: Envelope, person: PersonIn) -> bool:
    return person.address is None


def _guardian(envelope: Envelope, person: PersonIn) -> bool:
    named = {one.key for one in envelope.people if one.given and one.family}
    return not any(
        one.kind in PARENTS and one.other == person.key and one.one in named
        for one in envelope.relations
    )


def _mother(envelope: Envelope, person: PersonIn) -> bool:
    named = {one.key for one in envelope.people if one.family}
    return not any(
        one.kind == "parent_of" and one.other == person.key and one.one in named
        for one in envelope.relations
    )


REQUIREMENTS = (
    Requirement("GIVEN", "Given name", "DS_031", "person", lambda _, p: not p.given),
    Requirement("FAMILY", "Surname", "DS_032", "person", lambda _, p: not p.family),
    Requirement("BORN", "Date of birth", "DS_034", "person", lambda _, p: p.born_on is None),
    Requirement("GENDER", "Gender", "DS_037", "person", lambda _, p: p.sex in {"not_known", "not_specified"}),
    Requirement("CONTACT", "Home address, telephone or email", "DS_005, DS_053, DS_054", "person", _contact),
    Requirement("CHILD_HOME", "Home address of a child", "DS_005 to DS_010", "child", _home),
    Requirement("CHILD_GUARDIAN", "Parent or guardian of a child, by name", "DS_047", "child", _guardian),
    Requirement("CHILD_REACHED", "Telephone or email for a child", "DS_053, DS_054", "child", _reached),
    Requirement("UNBORN_MOTHER", "Mother of an unborn child, by surname", "P_008", "unborn", _mother),
    Requirement("UNBORN_DUE", "Expected date of birth", "DS_003", "unborn", lambda _, p: p.due_on is None),
    Requirement("UNBORN_HOME", "Home address of an unborn child", "DS_005 to DS_010", "unborn", _home),
)  # fmt: skip
BY_CODE = {one.code: one for one in REQUIREMENTS}


def sorts_of(person: PersonIn, on: date) -> frozenset[str]:
    """Tell what the standard takes a person for: every under-18 is a vulnerable child."""
    if person.unborn:
        return frozenset({"unborn"})
    young = person.born_on is not None and age_on(person.born_on, on) < 18
    young = young or (person.age is not None and person.age < 18) or "child" in person.categories
    return frozenset({"person", "child"} if young else {"person"})


def gaps(envelope: Envelope, on: date) -> Iterator[tuple[str, str]]:
    """Give (key of the person, code of the requirement) of each gap; `on` is the day of the record."""
    for person in envelope.people:
        if person.role not in ABOUT:
            continue
        sorts = sorts_of(person, on)
        for one in REQUIREMENTS:
            if one.of in sorts and one.lacks(envelope, person):
                yield person.key, one.code
