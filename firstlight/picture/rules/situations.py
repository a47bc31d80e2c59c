"""Who is looked at for somebody's floor, and the situation the rules are asked of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.picture.rules.build import build_alone, build_person
from firstlight.picture.rules.facts import Facts
from firstlight.picture.rules.values import PersonPicture, RecordView, Situation

# Roles that tie whoever holds them to the other people of a record without a stated relation.
KIN = frozenset({"parent", "carer", "child", "household"})
# Roles in which whoever stands in a subject's record is looked at, near or not.
_SUSPECTED = frozenset({"suspect", "carer", "parent", "found_with", "respondent", "associate"})


def homes_in(found: Iterable[RecordView], persons: set[str]) -> set[str]:
    """Give the places these records tell as these persons', and those children are placed at."""
    homes = {a.place for r in found for a in r.people if a.place and a.person in persons}
    homes |= {
        place for r in found if r.kind == "care_placement" for _, place, _ in r.places if place
    }
    return {home for home in homes if home}


def near_in(found: Iterable[RecordView], persons: set[str], homes: set[str]) -> set[str]:
    """Give everybody told at these homes, or tied to these persons by a record's own words."""
    near: set[str] = set()
    for record in found:
        who = {a.ref: a.person for a in record.people if a.person}
        near |= {a.person for a in record.people if a.person and a.place in homes}
        for one, _, other in record.relations:
            pair = {who.get(one), who.get(other)}
            if pair & persons:
                near |= {ref for ref in pair if ref}
        if persons & set(who.values()):
            near |= {a.person for a in record.people if a.person and a.role in KIN}
    return near - persons


def situations_in(facts: Facts, persons: Iterable[str], at: datetime) -> dict[str, Situation]:
    """Give the situations of persons from facts that hold them and everybody around them."""
    subjects = [build_person(facts, ref, at) for ref in persons]
    return situations_of(facts, subjects, at)


def situations_of(
    facts: Facts, subjects: Iterable[PersonPicture], at: datetime
) -> dict[str, Situation]:
    """Give the situations of persons pictured already.

    Those around are pictured by their own records alone: a floor is the same whoever else was
    worked with it.
    """
    built: dict[str, PersonPicture] = {}

    def picture(ref: str) -> PersonPicture:
        if ref not in built:
            built[ref] = build_alone(facts, ref, at)
        return built[ref]

    return {
        one.ref: Situation(one, {other: picture(other) for other in sorted(around(one))}, at)
        for one in subjects
    }


def around(subject: PersonPicture) -> set[str]:
    """Give everybody whose own records the rules may read for a person."""
    related = {one.other for one in subject.relations}
    return related | set(subject.household) | _same_suspects(subject)


def _same_suspects(subject: PersonPicture) -> set[str]:
    return {
        a.person
        for record in subject.records
        for a in record.people
        if a.person and a.person != subject.ref and a.role in _SUSPECTED
    }
