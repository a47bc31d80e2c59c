"""Build one person's picture from facts: pure, the same for live work and for looking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from firstlight.picture.rules import identity_told as told
from firstlight.picture.rules import marks, statements
from firstlight.picture.rules.facts import Facts
from firstlight.picture.rules.happenings import group
from firstlight.picture.rules.orders import orders_of
from firstlight.picture.rules.relations import household_of, relations_of
from firstlight.picture.rules.residences import homes_now, residences_of
from firstlight.picture.rules.values import Link, MarkerView, PersonPicture, RecordView

# A professional's own appearances say nothing about the person as subject of orders.
_AT_WORK = frozenset({"officer", "professional"})
_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("school", "care", "plan")),
    **dict.fromkeys(
        ("residences", "relations", "household", "records", "may_be", "happenings", "orders",
         "markers", "grades", "offender"),
        (),
    ),
}  # fmt: skip


def _links(facts: Facts, ref: str) -> tuple[tuple[str, Link, float], ...]:
    sure = [(one.ref, one.link, one.weight) for _, one in facts.named(ref)]
    may_be = [(one.ref, Link.MAY_BE, one.weight) for _, one in facts.may_be(ref)]
    return tuple(sure + may_be)


def _may_be(facts: Facts, ref: str) -> tuple[RecordView, ...]:
    sure = {record.ref for record, _ in facts.named(ref)}
    return tuple({r.ref: r for r, _ in facts.may_be(ref) if r.ref not in sure}.values())


def _markers(
    facts: Facts, own: tuple[MarkerView, ...], homes: frozenset[str], at: datetime
) -> tuple[MarkerView, ...]:
    markers = own
    for place in sorted(homes):
        markers += marks.markers_on_place(facts.happened_at(place), place, at)
    return markers


def _identity(facts: Facts, ref: str) -> PersonPicture:
    """Say who the person is; what is known of them is filled in after."""
    named = facts.named(ref)
    people = tuple(one for _, one in named)
    names, unborn = told.names_told(named), told.is_unborn(named)
    births, precision = told.births_told(named)
    return PersonPicture(
        ref=ref,
        name=told.shown_name(names, unborn=unborn),
        names=names,
        born_on=births[0][0] if births else None,
        born_precision=precision,
        births=births,
        ages_stated=told.ages_told(named),
        unborn=unborn,
        due_on=told.due_told(named),
        sex=told.sex_told(people),
        ethnicity_self=told.last_told(one.ethnicity_self for one in people),
        ethnicity_observed=told.last_told(one.ethnicity_observed for one in people),
        language=told.last_told(one.language for one in people),
        disability=told.last_told(one.disability for one in people),
        identifiers=told.identifiers_told(people),
        phones=told.phones_told(people),
        **_EMPTY,
    )


def build_person(
    facts: Facts, ref: str, at: datetime, *, lapse_days: int = statements.LAPSE_DAYS
) -> PersonPicture:
    """Build the picture of one person from facts as at a position, told at the moment `at` (UTC).

    `lapse_days` is how long a source's statement (school, care, plan) may be told as present.
    A record whose link is only `may be` stands apart in `may_be` and feeds nothing else.
    """
    picture = build_alone(facts, ref, at, lapse_days=lapse_days)
    relations = relations_of(facts, ref, at, picture.residences)
    return replace(
        picture,
        relations=relations,
        household=household_of(relations),
        markers=_markers(facts, picture.markers, homes_now(picture.residences), at),
    )


def build_marked(facts: Facts, ref: str, at: datetime) -> PersonPicture:
    """As `build_alone`, with the markers on where they live now."""
    picture = build_alone(facts, ref, at)
    homes = homes_now(picture.residences)
    return replace(picture, markers=_markers(facts, picture.markers, homes, at))


def build_alone(
    facts: Facts, ref: str, at: datetime, *, lapse_days: int = statements.LAPSE_DAYS
) -> PersonPicture:
    """Build what the records that name a person tell of them, without how others stand to them.

    It needs those records alone, so that it is the same whoever else the facts were fetched for:
    this is how the rules see those around somebody.
    """
    lasting = facts.lasting.get(ref)
    if lasting is None:
        lasting = facts.lasting[ref] = _lasting(facts, ref)
    records = lasting.records
    care = statements.all_told(facts, ref, at, lapse_days)
    bound = tuple(record for record in records if record.roles_of(ref) - _AT_WORK)
    return replace(
        lasting,
        residences=residences_of(facts, ref, at),
        school=statements.school_of(care.schools, at),
        care=statements.care_of(care.care, at),
        plan=statements.plan_of(care.plans, at),
        orders=orders_of(bound, at),
        markers=marks.markers_on_person(records, ref, at),
        offender=marks.danger_of(records, ref, at),
        schools=care.schools,
        care_told=care.care,
        plans_told=care.plans,
    )


def _lasting(facts: Facts, ref: str) -> PersonPicture:
    """Build what a person's records tell whatever the moment it is told at."""
    records = facts.records_of(ref)
    return replace(
        _identity(facts, ref),
        records=records,
        may_be=_may_be(facts, ref),
        happenings=group(records, facts.judged),
        grades=marks.grades_of(records, ref),
        links=_links(facts, ref),
        disposed=facts.disposed.get(ref, ()),
        restricted=ref in facts.restricted,
    )
