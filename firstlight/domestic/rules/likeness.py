"""Why a job typed otherwise may be domestic abuse. It is proposed to a person; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import (
    Concerned,
    Nearness,
    PersonPicture,
    PlacePicture,
    RecordView,
)

WITHIN = timedelta(days=365)
_TYPED = ("domestic",)


def is_typed_domestic(record: RecordView) -> bool:
    """Tell whether the one who took the call typed it as domestic."""
    if record.kind == "domestic_abuse_incident":
        return True
    typed = str(getattr(record.details, "job_type", "")).lower()
    return any(word in typed for word in _TYPED)


def reasons(
    record: RecordView,
    concerned: Iterable[Concerned],
    pictures: Mapping[str, PersonPicture],
    place: PlacePicture | None,
    at: datetime,
) -> tuple[str, ...]:
    """Give why a job may be domestic abuse: an order, the same two people, or the same flat."""
    near = [c.person for c in concerned if c.nearness is Nearness.HOUSEHOLD]
    held = [pictures[ref] for ref in near if ref in pictures]
    return tuple(
        dict.fromkeys(
            (*_orders(held), *_same_two(record, held, at), *_same_flat(record, place, at))
        )
    )


def _orders(held: list[PersonPicture]) -> Iterator[str]:
    for picture in held:
        for order in picture.orders:
            if not order.is_bail and order.in_force is not Answer.NO and order.protects:
                yield "an order that protects somebody may stand between people of the job"


def _same_two(record: RecordView, held: list[PersonPicture], at: datetime) -> Iterator[str]:
    here = {picture.ref for picture in held}
    for picture in held:
        for other in picture.of_kind("domestic_abuse_incident"):
            if other.ref == record.ref or other.moment < at - WITHIN:
                continue
            if len({a.person for a in other.people if a.person} & here) >= 2:
                yield "domestic abuse between two people of the job within 12 months"


def _same_flat(record: RecordView, place: PlacePicture | None, at: datetime) -> Iterator[str]:
    for other in place.records if place else ():
        if other.kind != "domestic_abuse_incident" or other.ref == record.ref:
            continue
        if other.moment >= at - WITHIN:
            yield "domestic abuse at the same flat within 12 months"
