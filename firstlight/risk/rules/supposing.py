"""Suppose that every `may be` link is so: what would then be found is told as not known."""

from __future__ import annotations

from firstlight.kernel.values.frozen import changed
from firstlight.picture.rules.values import (
    Happening,
    Link,
    PersonPicture,
    RecordView,
    Situation,
)
from firstlight.records.rules.kinds import KINDS
from firstlight.risk.rules.reading.once import once


def supposed_refs(situation: Situation) -> frozenset[str]:
    """Give the records that only may be about the subject or those near."""
    people = (situation.subject, *situation.people.values())
    return frozenset(record.ref for one in people for record in one.may_be)


@once
def _as_theirs(record: RecordView, person: str) -> RecordView:
    people = tuple(
        changed(one, person=person, link=Link.LINKED)
        if person in one.may_be or (one.person == person and one.link is Link.MAY_BE)
        else one
        for one in record.people
    )
    return changed(record, people=people)


@once
def _alone(record: RecordView) -> Happening:
    family = KINDS[record.kind].happening if record.kind in KINDS else ""
    return Happening(f"H-{record.ref}", family, record.moment, record.occurred.ends, (record,))


@once
def _picture(one: PersonPicture) -> PersonPicture:
    held = {record.ref for record in one.records}
    more = tuple(_as_theirs(r, one.ref) for r in one.may_be if r.ref not in held)
    relations = tuple(
        changed(r, link=Link.LINKED) if r.link is Link.MAY_BE else r for r in one.relations
    )
    return changed(
        one,
        records=one.records + more,
        may_be=(),
        relations=relations,
        happenings=one.happenings + tuple(_alone(record) for record in more),
    )


def suppose(situation: Situation) -> Situation | None:
    """Give the situation in which every `may be` is so, or None where there is none."""
    people = (situation.subject, *situation.people.values())
    doubtful = any(one.may_be for one in people) or any(
        relation.link is Link.MAY_BE for one in people for relation in one.relations
    )
    if not doubtful:
        return None
    return changed(
        situation,
        subject=_picture(situation.subject),
        people={ref: _picture(one) for ref, one in situation.people.items()},
    )
