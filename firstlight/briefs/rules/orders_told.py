"""Orders and bail in force: not shown as served, and ending soon, first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from firstlight.briefs.rules.danger import Who, days_until, is_withheld
from firstlight.briefs.rules.document import Given, OrderLine
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import said
from firstlight.picture.rules.breaching import arrest_said, breach_of
from firstlight.picture.rules.values import OrderView

TITLES = {
    "non_molestation": "Non-molestation order",
    "occupation": "Occupation order",
    "restraining": "Restraining order",
    "dvpn": "Domestic violence protection notice",
    "dvpo": "Domestic violence protection order",
    "dapn": "Domestic abuse protection notice",
    "dapo": "Domestic abuse protection order",
    "shpo": "Sexual harm prevention order",
    "sro": "Sexual risk order",
    "stpo": "Slavery and trafficking prevention order",
    "stro": "Slavery and trafficking risk order",
    "child_arrangements": "Child arrangements order",
    "prohibited_steps": "Prohibited steps order",
    "cawn": "Child abduction warning notice",
    "care_order": "Care order",
    "interim_care_order": "Interim care order",
    "emergency_protection": "Emergency protection order",
    "other": "Other order",
    "police_pre_charge": "Police bail before charge",
    "police_post_charge": "Police bail after charge",
    "court": "Court bail",
    "street": "Street bail",
    "released_under_investigation": "Released under investigation",
    "licence": "Licence",
}
SOON = timedelta(hours=48)
_SERVED = {
    Answer.YES: "served",
    Answer.NO: "told as not served",
    Answer.UNKNOWN: "not shown as served",
}
_NEAR = frozenset({"household", "related", "contact"})


def title_of(what: str) -> str:
    """Say an order or bail type."""
    return TITLES.get(what, what.replace("_", " ").capitalize())


def _standing(given: Given) -> Iterator[OrderView]:
    hidden = {r.ref for p in given.pictures.values() for r in p.records if is_withheld(r)}
    hidden |= given.silent
    near = {c.person for c in given.concerned if c.nearness.value in _NEAR} - given.struck
    seen: set[str] = set()
    listed = [
        o for ref in sorted(near) if ref in given.pictures for o in given.pictures[ref].orders
    ]
    for order in (*(given.place.orders if given.place else ()), *listed):
        if order.record in seen or order.record in hidden or order.in_force is Answer.NO:
            continue
        if (order.binds or order.protects) and {*order.binds, *order.protects} <= given.struck:
            continue
        seen.add(order.record)
        yield order


def orders(given: Given, who: Who, at: datetime) -> tuple[OrderLine, ...]:
    """Give what stands, or may: not shown as served and ending within two days first."""
    ordered = sorted(_standing(given), key=lambda order: _urgency(order, at))
    return tuple(_line(order, who, at) for order in ordered)


def _urgency(order: OrderView, at: datetime) -> tuple[bool, bool, bool, bool, float, str]:
    ends = order.ends_at
    return (
        order.is_bail or order.served is Answer.YES,
        not (ends and ends <= at + SOON),
        order.is_bail and not order.conditions,
        order.in_force is not Answer.YES,
        ends.timestamp() if ends else float("inf"),
        order.record,
    )


def ends_said(ends: datetime | None, at: datetime) -> str:
    """Say when it ends, as officers speak: today, tomorrow, or the day."""
    if ends is None:
        return "end not told"
    left = days_until(ends, at)
    return {0: "ends today", 1: "ends tomorrow"}.get(left, f"ends {ends:%-d %b %Y}")


def _line(order: OrderView, who: Who, at: datetime) -> OrderLine:
    title = title_of(order.what)
    binds = " and ".join(who(ref) for ref in order.binds)
    on = f" on {binds}" if binds else ""
    served = "" if order.is_bail else _SERVED[order.served]
    ends = ends_said(order.ends_at, at)
    terms = _conditions(order)
    act = breach_of(order.what).short
    short = "; ".join(part for part in (f"{title}{on}", served, ends, terms[1], act) if part)
    protects = " and ".join(who(ref) for ref in order.protects)
    long = [
        f"{title}{on}", f"protects {protects}" if protects else "", served,
        f"varied {said(order.varied_at)}" if order.varied_at else "",
        f"ends {said(order.ends_at)}" if order.ends_at else "end not told",
        arrest_said(order.what, order.power_of_arrest, order.arrest_for),
        "" if order.in_force is Answer.YES else "not known whether it stands now", terms[0],
    ]  # fmt: skip
    return OrderLine(
        order.record, title, short, "; ".join(part for part in long if part), order.conditions,
        order.is_bail, order.served.value, order.in_force.value, order.ends_at,
        tuple(dict.fromkeys((*order.binds, *order.protects))), order.varied_at,
    )  # fmt: skip


def _conditions(order: OrderView) -> tuple[str, str]:
    """Say the conditions, whole and in few words; release under investigation carries none."""
    if order.what == "released_under_investigation":
        return "it carries no conditions", "no conditions"
    if not order.conditions:
        return "conditions not told", "conditions not told" if order.is_bail else ""
    contact = any("no contact" in one.lower() for one in order.conditions)
    return "", "no contact" if contact and order.is_bail else ""
