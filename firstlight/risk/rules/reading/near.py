"""Who is near the subject, by links that are sure; a `may be` link is never counted here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from firstlight.kernel.values.when import LONDON, birthday
from firstlight.picture.rules.ages import ADULT
from firstlight.picture.rules.values import (
    Link,
    Nearness,
    PersonPicture,
    RecordView,
    Relation,
    Situation,
)
from firstlight.risk.rules.reading.once import once

CARING = frozenset({"parent_of", "carer_of"})
# A child named in any of these ways is concerned; an adult is only where the record is about them.
_CHILD_ROLES = frozenset({"subject", "child", "victim", "witness", "household", "protected_party"})
_CHILD_ROLES |= frozenset({"mentioned", "detained", "found_with"})
_ADULT_ROLES = frozenset({"subject", "victim", "protected_party"})


@once
def sure(situation: Situation) -> tuple[Relation, ...]:
    """Give the subject's present relations that are more than `may be`."""
    return tuple(r for r in situation.subject.relations if r.current and r.link is not Link.MAY_BE)


def _pictures(situation: Situation, persons: Iterable[str]) -> tuple[PersonPicture, ...]:
    wanted = sorted(set(persons) - {situation.subject.ref})
    return tuple(situation.people[ref] for ref in wanted if ref in situation.people)


@once
def household(situation: Situation) -> tuple[PersonPicture, ...]:
    """Give those who live with the subject now."""
    related = [r.other for r in sure(situation) if r.nearness is Nearness.HOUSEHOLD]
    related += [r.other for r in sure(situation) if r.kind == "lives_with"]
    return _pictures(situation, [*situation.subject.household, *related])


@once
def carers(situation: Situation) -> tuple[PersonPicture, ...]:
    """Give the subject's parents and carers, wherever they live."""
    return _pictures(situation, [r.other for r in sure(situation) if r.kind in CARING])


@once
def in_contact(situation: Situation) -> tuple[PersonPicture, ...]:
    """Give those who care for, teach or regularly meet the subject."""
    near = [r.other for r in sure(situation) if r.nearness is Nearness.CONTACT]
    near += [r.other for r in sure(situation) if r.kind in CARING | {"professional_of"}]
    return _pictures(situation, near)


@once
def further(situation: Situation) -> tuple[PersonPicture, ...]:
    """Give those related or formerly near, whose access to the subject is not told."""
    close = {one.ref for one in (*household(situation), *in_contact(situation))}
    links = [r.other for r in situation.subject.relations if r.link is not Link.MAY_BE]
    return tuple(one for one in _pictures(situation, links) if one.ref not in close)


def siblings(situation: Situation) -> tuple[PersonPicture, ...]:
    """Give the subject's brothers and sisters."""
    return _pictures(situation, [r.other for r in sure(situation) if r.kind == "sibling_of"])


@once
def _child_until(picture: PersonPicture) -> datetime | None:
    """Give the moment before which some birth date told says under 18; None where none is told."""
    days = [birthday(day, ADULT) for day, _ in picture.births]
    return datetime.combine(max(days), time(), tzinfo=LONDON) if days else None


def is_child_then(picture: PersonPicture, moment: datetime) -> bool:
    """Tell whether this was a child, or may have been one, at a moment.

    Rules ask it of the moment of the evidence, never of today: turning 18 drops nothing.
    """
    until = _child_until(picture)
    return (until is not None and moment < until) or picture.may_be_child(moment)


@once
def is_about(record: RecordView, person: str) -> bool:
    """Tell whether the record is about this person and does not only mention them."""
    roles = record.roles_of(person)
    if "subject" in roles:
        return True
    if any(one.role == "subject" for one in record.people):
        return False
    return bool(roles & {"child", "victim", "detained", "protected_party"})


@once
def is_concerned(record: RecordView, picture: PersonPicture) -> bool:
    """Tell whether the record tells of harm near this person: wider for a child."""
    roles = record.roles_of(picture.ref)
    if roles & _ADULT_ROLES:
        return True
    return bool(roles & _CHILD_ROLES) and is_child_then(picture, record.moment)
