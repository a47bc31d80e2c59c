"""Who is near a person: household, family and others, in a list and as a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.desk.rules import words
from firstlight.kernel.values.when import age_on, london_date
from firstlight.kit.rules import drawings
from firstlight.people.selectors import Hit
from firstlight.picture.rules.values import Link, PersonPicture, Relation

PARENTS = {"parent_of": "parent", "carer_of": "carer"}
HOMES = {"lives_with", "lived_with"}  # said only where no nearer tie is told
CHILDREN = {"child_of": "parent", "cared_for_by": "carer"}


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody near the person: who, how, from which records."""

    ref: str
    name: str
    age: str
    ties: str
    child: bool
    restricted: bool
    records: tuple[str, ...]
    current: bool = True
    may_be: bool = False  # nobody has decided: shown apart, never drawn or counted
    twice: bool = False  # another listed here has the same name and may be the same person


def hit_age(one: Hit, at: datetime) -> str:
    """Say the age of somebody who was looked up."""
    if one.restricted:
        return ""
    if one.born_on:
        return f"aged {age_on(one.born_on, london_date(at))}"
    return f"once said to be {one.age_stated}" if one.age_stated is not None else "age not known"


def said_twice(hits: Iterable[Hit]) -> frozenset[str]:
    """Give those whose name another of them has and whose birth date does not tell them apart."""
    named: dict[str, list[Hit]] = {}
    for hit in hits:
        if not hit.restricted:
            named.setdefault(" ".join(hit.name.casefold().split()), []).append(hit)
    return frozenset(
        one.person
        for same in named.values()
        for one in same
        if any(other.person != one.person and _may_be_one(one, other) for other in same)
    )


def _may_be_one(one: Hit, other: Hit) -> bool:
    born = {one.born_on, other.born_on} - {None}
    return one.name not in {"", "Name not known"} and len(born) < 2


def near_of(
    ref: str, hit: Hit, ties: Iterable[Relation], at: datetime, *, twice: bool = False
) -> Near:
    """Say how somebody stands to the person."""
    mine = [tie for tie in ties if tie.other == ref]
    said = ", ".join(dict.fromkeys(words.tie_of(tie.kind) for tie in mine))
    grown = hit.born_on is not None and age_on(hit.born_on, london_date(at)) >= 18
    known = hit.born_on is not None or hit.age_stated is not None
    return Near(
        ref=ref,
        name=hit.name,
        age=hit_age(hit, at),
        ties=said or "lives here; relation not told",
        child=known and not grown and (hit.age_stated or 0) < 18,
        restricted=hit.restricted,
        records=tuple(dict.fromkeys(r for tie in mine for r in tie.records)),
        current=not mine or any(tie.current for tie in mine),
        may_be=bool(mine) and all(tie.link is Link.MAY_BE for tie in mine),
        twice=twice,
    )


def drawing_of(
    picture: PersonPicture, people: dict[str, Near], age: str
) -> tuple[tuple[drawings.Member, ...], tuple[drawings.Relation, ...]]:
    """Give the members and ties of the drawing: those told as now, the person marked."""
    members = [drawings.Member(picture.ref, picture.name or "Name not known", age, child=True)]
    ties: dict[tuple[str, str], drawings.Relation] = {}
    for tie in sorted(picture.relations, key=lambda one: one.kind in HOMES):
        sure = tie.link is not Link.MAY_BE
        if tie.other in people and tie.current and sure and (tie.other, picture.ref) not in ties:
            ties[tie.other, picture.ref] = _tie(picture.ref, tie)
    for ref in picture.household:
        if ref in people and (ref, picture.ref) not in ties:
            ties[ref, picture.ref] = drawings.Relation(ref, picture.ref, "lives with")
    drawn = {ref for pair in ties for ref in pair}
    members += [
        drawings.Member(
            one.ref,
            one.name,
            "may be listed twice" if one.twice else one.age,
            url=f"/people/{one.ref}",
        )
        for one in people.values()
        if one.ref in drawn
    ]
    return tuple(members), tuple(ties.values())


def _tie(subject: str, tie: Relation) -> drawings.Relation:
    if tie.kind in PARENTS:
        return drawings.Relation(tie.other, subject, PARENTS[tie.kind])
    if tie.kind in CHILDREN:
        return drawings.Relation(subject, tie.other, CHILDREN[tie.kind])
    return drawings.Relation(tie.other, subject, words.tie_of(tie.kind))
