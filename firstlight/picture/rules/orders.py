"""Orders, bail and licences, and whether each is in force at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import Link, OrderView, RecordView
from firstlight.records.rules.kinds.orders import Bail, Order
from firstlight.records.rules.parts import Known

PROTECTED = frozenset({"protected_party", "victim", "child"})
BOUND = frozenset({"respondent", "suspect", "detained"})
# These bind from when they are made; the others bind the respondent once served.
ABOUT_A_CHILD = frozenset(
    {"care_order", "interim_care_order", "emergency_protection", "child_arrangements",
     "prohibited_steps"}
)  # fmt: skip
FROM_MADE = ABOUT_A_CHILD | {"restraining", "shpo", "sro", "stpo", "stro", "cawn"}
# These always end; without an end told nobody can say that they still stand.
ALWAYS_END = frozenset({"dvpn", "dvpo", "dapn", "emergency_protection", "interim_care_order"})
_ANSWERS: dict[str, Answer] = {"yes": Answer.YES, "no": Answer.NO}


def answer_of(known: Known) -> Answer:
    """Turn what a record says into an answer; not asked is unknown."""
    return _ANSWERS.get(known, Answer.UNKNOWN)


def served_of(order: Order, at: datetime) -> Answer:
    """Tell whether an order was served by a moment; a date of service says yes."""
    if order.served_at is not None:
        return Answer.YES if order.served_at <= at else Answer.NO
    return answer_of(order.served)


def _over(ends: Iterable[datetime | None], begins: datetime | None, at: datetime) -> bool:
    return any(end is not None and end <= at for end in ends) or bool(begins and begins > at)


def order_in_force(order: Order, at: datetime) -> Answer:
    """Tell whether an order stands at a moment.

    NO only where an end, discharge or later start is told. Service not told, or told as not
    done, leaves it unknown: it may have been served since.
    """
    if _over((order.ends_at, order.discharged_at), order.made_at, at):
        return Answer.NO
    if order.ends_at is None and order.order_type in ALWAYS_END:
        return Answer.UNKNOWN
    if order.order_type in FROM_MADE or served_of(order, at) is Answer.YES:
        return Answer.YES
    return Answer.UNKNOWN


def bail_in_force(bail: Bail, at: datetime) -> Answer:
    """Tell whether bail stands at a moment; without an end told, nobody can say."""
    if _over((bail.ends_at, bail.cancelled_at), bail.begins_at, at):
        return Answer.NO
    return Answer.YES if bail.ends_at else Answer.UNKNOWN


def _persons(record: RecordView, roles: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(roles)
    return tuple(
        dict.fromkeys(
            one.person
            for one in record.people
            if one.person and one.role in wanted and one.link is not Link.MAY_BE
        )
    )


def _about_a_child(record: RecordView) -> bool:
    return isinstance(record.details, Order) and record.details.order_type in ABOUT_A_CHILD


def _bound(record: RecordView) -> tuple[str, ...]:
    """Give those bound; a bare subject is bound by bail, and by an order naming no respondent."""
    bound = _persons(record, BOUND)
    return bound if bound or _about_a_child(record) else _persons(record, {"subject"})


def _protected(record: RecordView) -> tuple[str, ...]:
    also = {"subject"} if _about_a_child(record) else set()
    return _persons(record, PROTECTED | also)


def order_view(record: RecordView, at: datetime) -> OrderView | None:
    """Read a record as an order or bail, if it is one. Service does not apply to bail."""
    details = record.details
    places = tuple(dict.fromkeys(place for _, place, _ in record.places if place))
    if isinstance(details, Order):
        return OrderView(
            record=record.ref,
            what=details.order_type,
            is_bail=False,
            protects=_protected(record),
            binds=_bound(record),
            conditions=tuple(details.conditions),
            served=served_of(details, at),
            served_at=details.served_at,
            ends_at=details.ends_at,
            power_of_arrest=answer_of(details.power_of_arrest),
            in_force=order_in_force(details, at),
            places=places,
            begins_at=details.made_at,
            varied_at=details.varied_at,
            arrest_for=details.arrest_for,
            happening=record.happening,
        )
    if isinstance(details, Bail):
        unconditional = details.bail_type == "released_under_investigation"
        return OrderView(
            record=record.ref,
            what=details.bail_type,
            is_bail=True,
            protects=_protected(record),
            binds=_bound(record),
            conditions=() if unconditional else tuple(details.conditions),
            served=Answer.UNKNOWN,
            served_at=None,
            ends_at=details.ends_at,
            power_of_arrest=Answer.UNKNOWN,
            in_force=bail_in_force(details, at),
            places=places,
            begins_at=details.begins_at,
            varied_at=details.varied_at,
            happening=record.happening,
        )
    return None


def orders_of(records: Iterable[RecordView], at: datetime) -> tuple[OrderView, ...]:
    """Give the orders and bail among records: those that may stand first, in the order given."""
    found = [view for record in records if (view := order_view(record, at))]
    return tuple(sorted(found, key=lambda view: view.in_force is Answer.NO))
