"""Every child counts: who is concerned by a record, by class, each person once in the nearest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import london_date
from firstlight.picture.rules import identity_told as told
from firstlight.picture.rules.ages import age_from, child_answer
from firstlight.picture.rules.facts import Facts, candidates
from firstlight.picture.rules.relations import relations_of
from firstlight.picture.rules.residences import LIVING, STANDS, homes_now, residences_of
from firstlight.picture.rules.values import Concerned, Link, Nearness, RecordView, Relation

ORDER = {nearness: place for place, nearness in enumerate(Nearness)}
_AT_WORK = frozenset({"officer", "professional"})
# Who only saw, told or was mentioned brings in no family, unless they may be a child.
_BYSTANDERS = frozenset({"witness", "informant", "mentioned"})
_KIND_WORDS = {
    "lives_with": "lives with",
    "lived_with": "was told at one address with",
    "parent_of": "is a parent of",
    "child_of": "is a child of",
    "carer_of": "cares for",
    "cared_for_by": "is cared for by",
    "sibling_of": "is a brother or sister of",
    "relative_of": "is a relative of",
    "partner_of": "is the partner of",
    "ex_partner_of": "is a former partner of",
    "associate_of": "is an associate of",
    "exploits": "is said to exploit",
    "exploited_by": "is said to be exploited by",
    "professional_of": "works with",
    "client_of": "is a client of",
}


def child_of_facts(facts: Facts, person: str, at: datetime) -> tuple[Answer, bool]:
    """Tell from facts whether a person is under 18 at a moment, and whether not yet born."""
    named = facts.named(person)
    births, precision = told.births_told(named)
    unborn = told.is_unborn(named)
    born_on = births[0][0] if births else None
    age = age_from(born_on, told.ages_told(named), at, unborn=unborn)
    days = (day for day, _ in births)
    return child_answer(age, days, precision, at, born_known=born_on is not None), unborn


def _named(record: RecordView) -> Iterator[Concerned]:
    for one in record.people:
        if one.role in _AT_WORK:
            continue
        role = one.role.replace("_", " ")
        if one.person and one.link is not Link.MAY_BE:
            why = f"named in the record as {role}"
            yield Concerned(
                one.person, Nearness.HOUSEHOLD, why, (record.ref,), one.link, named=True
            )
        for person in candidates(one):
            why = f"may be whom the record names as {role}"
            yield Concerned(person, Nearness.HOUSEHOLD, why, (record.ref,), Link.MAY_BE, named=True)


def _brings_others(record: RecordView, one: Concerned, facts: Facts, at: datetime) -> bool:
    roles = {
        a.role for a in record.people if a.person == one.person or one.person in a.may_be
    } - _AT_WORK
    return bool(roles - _BYSTANDERS) or child_of_facts(facts, one.person, at)[0] is not Answer.NO


def _related(one: Concerned, relation: Relation) -> Concerned:
    words = _KIND_WORDS.get(relation.kind, relation.kind.replace("_", " "))
    link = Link.MAY_BE if Link.MAY_BE in {one.link, relation.link} else relation.link
    may_be = "may be somebody who " if link is Link.MAY_BE else ""
    why = f"{may_be}{words} a person the record names"
    return Concerned(relation.other, relation.nearness, why, relation.records, link)


def _around(record: RecordView, facts: Facts, at: datetime) -> Iterator[Concerned]:
    for one in _named(record):
        yield one
        if _brings_others(record, one, facts, at):
            homes = residences_of(facts, one.person, at)
            for relation in relations_of(facts, one.person, at, homes):
                yield _related(one, relation)


def at_place(facts: Facts, place: str, at: datetime) -> Iterator[Concerned]:
    """Give those who live at a place now, those who may, and those who did."""
    seen: dict[str, None] = {}
    for record, one in facts.told_at_place(place):
        for person in candidates(one) if one.address_is in LIVING else ():
            now = london_date(record.moment) >= london_date(at) - STANDS
            nearness = Nearness.HOUSEHOLD if now else Nearness.FORMERLY
            why = "may be somebody who lives at the place" if now else "may have lived at the place"
            yield Concerned(person, nearness, why, (record.ref,), Link.MAY_BE)
        if one.person and one.link is not Link.MAY_BE:
            seen[one.person] = None
    for person in seen:
        homes = residences_of(facts, person, at)
        here = [home for home in homes if home.place == place]
        if not here:
            continue
        records = tuple(dict.fromkeys(ref for home in here for ref in home.records))
        now = place in homes_now(homes)
        nearness = Nearness.HOUSEHOLD if now else Nearness.FORMERLY
        why = "lives at the place" if now else "lived at the place"
        yield Concerned(person, nearness, why, records)


def _at_places(record: RecordView, facts: Facts, at: datetime) -> Iterator[Concerned]:
    places = dict.fromkeys(place for _, place, _ in record.places if place)
    for place in places:
        known = facts.places.get(place)
        crowd = bool(known and known.institution)
        for one in at_place(facts, place, at):
            if not crowd:
                yield one
            elif one.nearness is Nearness.HOUSEHOLD:
                why = "lives at the same institution"
                yield Concerned(one.person, Nearness.PLACE_ONLY, why, one.records, one.link)
        if known and known.building:
            yield from _neighbours(facts, known.building, frozenset(places), at)


def _neighbours(
    facts: Facts, building: str, places: frozenset[str], at: datetime
) -> Iterator[Concerned]:
    for ref in sorted(facts.places):
        if ref in places or facts.places[ref].building != building:
            continue
        for one in at_place(facts, ref, at):
            if one.nearness is Nearness.HOUSEHOLD:
                why = "lives in another part of the building"
                yield Concerned(one.person, Nearness.PLACE_ONLY, why, one.records, one.link)


def concerned(record: RecordView, facts: Facts, at: datetime) -> tuple[Concerned, ...]:
    """Give every child and adult a record concerns, nearest first, each once.

    Named people come first; then household now, related elsewhere, regular contact, formerly,
    and place only (other flats, institutions). Unborn children and people of unknown age are
    counted; a `may be` is told as such. Officers and professionals are left out.
    """
    nearest: dict[str, Concerned] = {}
    for one in (*_around(record, facts, at), *_at_places(record, facts, at)):
        held = nearest.get(one.person)
        if held is None or _rank(one) < _rank(held):
            nearest[one.person] = one
    at_work = {a.person for a in record.people if a.role in _AT_WORK}
    found = [_aged(one, facts, at) for one in nearest.values() if one.person not in at_work]
    return tuple(sorted(found, key=lambda one: (*_rank(one), one.person)))


def _rank(one: Concerned) -> tuple[int, bool, bool]:
    return (ORDER[one.nearness], one.link is Link.MAY_BE, not one.named)


def _aged(one: Concerned, facts: Facts, at: datetime) -> Concerned:
    child, unborn = child_of_facts(facts, one.person, at)
    return Concerned(
        one.person, one.nearness, one.because, one.records, one.link, child, unborn, one.named
    )
