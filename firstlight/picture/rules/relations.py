"""How others stand to a person: as told, as roles in a record tell, and as living together tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from firstlight.kernel.values.when import age_on, london_date
from firstlight.picture.rules.ages import ADULT
from firstlight.picture.rules.facts import Facts, candidates
from firstlight.picture.rules.residences import LIVING, STANDS, homes_now, residences_of
from firstlight.picture.rules.values import (
    AppearanceView,
    Link,
    Nearness,
    RecordView,
    Relation,
    Residence,
)

INVERSE = {
    "parent_of": "child_of",
    "child_of": "parent_of",
    "carer_of": "cared_for_by",
    "cared_for_by": "carer_of",
    "exploits": "exploited_by",
    "exploited_by": "exploits",
    "professional_of": "client_of",
    "client_of": "professional_of",
}
FAMILY = frozenset(
    {"parent_of", "child_of", "carer_of", "cared_for_by", "sibling_of", "relative_of"}
)
# Family stays family; these hold only while somebody has said so within a year.
_FADING = frozenset({"lives_with", "partner_of", "associate_of", "professional_of", "client_of"})
_OVER = frozenset({"ex_partner_of", "lived_with"})
# A home that was said is taken to stand for a year; further apart, two stays were not one household.
_APART = STANDS
_STRENGTH = {Link.MAY_BE: 0, Link.LINKED: 1, Link.OWN: 1, Link.SAME: 2}


@dataclass(frozen=True, slots=True)
class _Told:
    other: str
    kind: str
    record: str
    on: date
    link: Link
    until: date | None = None


def inverse(kind: str) -> str:
    """Turn a relation round: who is parent of somebody has them as child."""
    return INVERSE.get(kind, kind)


def _ends(record: RecordView) -> dict[str, AppearanceView]:
    found = {one.key: one for one in record.people}
    return found | {one.ref: one for one in record.people}


def _who(one: AppearanceView) -> Iterator[tuple[str, Link]]:
    if one.person and one.link is not Link.MAY_BE:
        yield one.person, one.link
    for person in candidates(one):
        yield person, Link.MAY_BE


def _children(record: RecordView) -> list[AppearanceView]:
    """Give whom a parent or carer named by role alone belongs to.

    Those named as child; a subject beside them only where the record says they are under 18,
    since the subject may be the suspect; a subject alone unless it says they are not.
    """
    on = london_date(record.moment)

    def age(one: AppearanceView) -> int | None:
        return age_on(one.born_on, on) if one.born_on and not one.unborn else one.age_stated

    named = [one for one in record.people if one.role == "child"]
    subjects = [(one, age(one)) for one in record.people if one.role == "subject"]
    if named:
        return named + [one for one, years in subjects if years is not None and years < ADULT]
    return [one for one, years in subjects if years is None or years < ADULT]


def _pairs(record: RecordView) -> Iterator[tuple[AppearanceView, str, AppearanceView]]:
    """Give every relation a record tells, in words and in roles."""
    ends = _ends(record) if record.relations else {}
    for one, kind, other in record.relations:
        if one in ends and other in ends:
            yield ends[one], kind, ends[other]
    if all(one.role not in {"parent", "carer"} for one in record.people):
        return
    children = _children(record)
    for elder in record.people:
        if elder.role in {"parent", "carer"}:
            yield from ((elder, f"{elder.role}_of", child) for child in children)


def _stated(record: RecordView, person: str) -> Iterator[_Told]:
    on = london_date(record.moment)
    until = {(one, kind, other): day for one, kind, other, day in record.relation_ends}
    for one, kind, other in _pairs(record):
        end = until.get((one.ref, kind, other.ref)) or until.get((one.key, kind, other.key))
        if other.person == person and other.link is not Link.MAY_BE:
            yield from (_Told(who, kind, record.ref, on, link, end) for who, link in _who(one))
        if one.person == person and one.link is not Link.MAY_BE:
            back = inverse(kind)
            yield from (_Told(who, back, record.ref, on, link, end) for who, link in _who(other))


def _all_stated(facts: Facts, person: str) -> tuple[_Told, ...]:
    """Give how others stand to a person in what names the person: the same at any moment."""
    held: tuple[_Told, ...] | None = facts.kept.stated.get(person)
    if held is None:
        records = facts.records_of(person)
        held = tuple(one for record in records for one in _stated(record, person))
        facts.kept.stated[person] = held
    return held


def _siblings(facts: Facts, person: str, told: list[_Told]) -> Iterator[_Told]:
    """Give the other children of a person's parents, where both are told surely."""
    parents = {one.other for one in told if one.kind == "parent_of" and one.link is not Link.MAY_BE}
    for parent in sorted(parents):
        for one in _all_stated(facts, parent):
            if one.kind == "child_of" and one.other != person:
                yield _Told(one.other, "sibling_of", one.record, one.on, one.link)


def _together(mine: Residence, theirs: Residence) -> bool:
    return mine.first - _APART <= theirs.last and theirs.first - _APART <= mine.last


def _household(
    facts: Facts, person: str, homes: tuple[Residence, ...], at: datetime
) -> Iterator[_Told]:
    """Give those told at the same address, now or at the same time before."""
    for mine in homes:
        if facts.is_institution(mine.place):
            continue
        for other in dict.fromkeys(one.person for _, one in facts.told_at_place(mine.place)):
            if other and other != person:
                theirs = [r for r in residences_of(facts, other, at) if r.place == mine.place]
                yield from _living(mine, theirs, other)
        yield from _may_live(facts, person, mine, at)


def _living(mine: Residence, theirs: list[Residence], other: str) -> Iterator[_Told]:
    for their in theirs:
        now = mine.current and their.current
        if now or _together(mine, their):
            kind = "lives_with" if now else "lived_with"
            for record in their.records:
                yield _Told(other, kind, record, their.last, Link.LINKED)


def _may_live(facts: Facts, person: str, mine: Residence, at: datetime) -> Iterator[_Told]:
    oldest = london_date(at) - STANDS
    for record, one in facts.told_at_place(mine.place):
        on = london_date(record.moment)
        if mine.current and on >= oldest and one.address_is in LIVING:
            for who in candidates(one):
                if who != person:
                    yield _Told(who, "lives_with", record.ref, on, Link.MAY_BE)


def _is_current(group: list[_Told], at: datetime) -> bool:
    kind, today = group[0].kind, london_date(at)
    if kind in _OVER:
        return False
    standing = [one for one in group if not (one.until and one.until <= today)]
    if len(standing) < len(group):
        # An end that was told stands unless somebody has said otherwise since.
        ended = max(one.on for one in group if one not in standing)
        standing = [one for one in standing if one.on > ended]
    return bool(standing) and (
        kind not in _FADING or max(one.on for one in standing) >= today - STANDS
    )


def _nearness(kind: str, *, current: bool, at_home: bool) -> Nearness:
    if at_home:
        return Nearness.HOUSEHOLD
    if kind in FAMILY:
        return Nearness.RELATED
    return Nearness.CONTACT if current else Nearness.FORMERLY


def _parted(facts: Facts, homes: frozenset[str], other: str, at: datetime) -> bool:
    """Tell whether both have a home now and share none: an older "lives with" no longer holds."""
    theirs = homes_now(residences_of(facts, other, at))
    return bool(homes and theirs and not homes & theirs)


def relations_of(
    facts: Facts, person: str, at: datetime, homes: tuple[Residence, ...]
) -> tuple[Relation, ...]:
    """Give how others stand to a person; a `may be` never makes a relation more than `may be`.

    `kind` says what the other is to the person. Living together is worked out from present
    addresses, siblings from shared parents; an institution makes no household.
    """
    told = list(_all_stated(facts, person))
    told += list(_siblings(facts, person, told))
    told += list(_household(facts, person, homes, at))
    groups: dict[tuple[str, str, bool], list[_Told]] = {}
    for one in told:
        if one.other != person:
            groups.setdefault((one.other, one.kind, one.link is Link.MAY_BE), []).append(one)
    sure = {(other, kind) for other, kind, may_be in groups if not may_be}
    groups = {key: group for key, group in groups.items() if not (key[2] and key[:2] in sure)}
    here = homes_now(homes)
    current = {
        key: _is_current(group, at)
        and not (key[1] == "lives_with" and not key[2] and _parted(facts, here, key[0], at))
        for key, group in groups.items()
    }
    at_home = {(key[0], key[2]) for key, now in current.items() if now and key[1] == "lives_with"}
    found = [
        _relation(facts, key, group, current=current[key], at_home=(key[0], key[2]) in at_home)
        for key, group in groups.items()
    ]
    first = _first_told(facts, found)
    return tuple(
        sorted(found, key=lambda one: (not one.current, first[one.other], one.other, one.kind))
    )


def _first_told(facts: Facts, found: list[Relation]) -> dict[str, tuple[object, ...]]:
    """Give where each of them stands: by what told of them first, and their key in it.

    A reference is made by chance, and two forces that hold the same records must tell them alike.
    """
    records: dict[str, set[str]] = {}
    for one in found:
        records.setdefault(one.other, set()).update(one.records)
    first = {
        other: min((facts.by_ref[ref] for ref in refs), key=lambda record: record.order)
        for other, refs in records.items()
    }
    return {other: (*record.order[:4], _key_in(record, other)) for other, record in first.items()}


def _key_in(record: RecordView, person: str) -> str:
    named = (one.key for one in record.people if one.person == person or person in one.may_be)
    return min(named, default="")


def _relation(
    facts: Facts, key: tuple[str, str, bool], group: list[_Told], *, current: bool, at_home: bool
) -> Relation:
    other, kind, _ = key
    newest = sorted(group, key=lambda one: (one.on, facts.by_ref[one.record].order), reverse=True)
    return Relation(
        other=other,
        kind=kind,
        records=tuple(dict.fromkeys(one.record for one in newest)),
        last=newest[0].on,
        current=current,
        nearness=_nearness(kind, current=current, at_home=at_home),
        link=max((one.link for one in group), key=lambda link: _STRENGTH[link]),
    )


def household_of(relations: tuple[Relation, ...]) -> tuple[str, ...]:
    """Give those who surely live with the person now, each once."""
    return tuple(
        dict.fromkeys(
            one.other
            for one in relations
            if one.nearness is Nearness.HOUSEHOLD and one.current and one.link is not Link.MAY_BE
        )
    )
