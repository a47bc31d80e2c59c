"""Verbs on the register: an end looked at beforehand, a breach answered, an address looked at first."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.orders.breaching import answer_breach, tell_breach, watch_breach
from firstlight.orders.housing import ask_address, ask_force, decide_address
from firstlight.orders.rules.register import SOON, row_of
from firstlight.people.selectors import anchor
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.orders import order_view
from firstlight.picture.rules.values import RecordView

__all__ = [
    "answer_breach",
    "ask_address",
    "ask_force",
    "decide_address",
    "tell_breach",
    "tell_ending",
    "watch_breach",
    "watch_end",
]


def watch_end(*, record: str, by: Viewer, at: datetime) -> bool:
    """Ask to be woken 14 days before an order ends that protects a child; give whether it does.

    An order varied or ended meanwhile moves the moment, or closes the duty that was opened.
    """
    view = pictures.record(record, viewer=system_viewer("orders"), at=at)
    row = row_of(view.details, at)
    if row is None or row.is_bail:
        return False
    children = _children(view, at)
    if row.in_force is Answer.NO:
        close_by_key(
            f"ORDER_ENDING:{record}", "The order has ended or was discharged.", (record,), by, at
        )
        return False
    if not children or row.ends_at is None:
        return False
    with act("orders.end_watched", by=by, at=at) as line:
        line.about(record)
        line.due(f"orders.ending:{record}", max(row.ends_at - SOON, at), "orders.ending", (record,))
    return True


def _children(view: RecordView, at: datetime) -> tuple[str, ...]:
    """Give the children an order protects, and those of whoever it protects."""
    order = order_view(view, at)
    if order is None:
        return ()
    held = pictures.persons(set(order.protects), viewer=system_viewer("orders"), at=at)
    near = {ref for picture in held.values() for ref in picture.household}
    near |= {r.other for p in held.values() for r in p.relations if r.kind == "child_of"}
    held |= pictures.persons(near - set(order.binds), viewer=system_viewer("orders"), at=at)
    return tuple(sorted(ref for ref, picture in held.items() if picture.is_child(at) is Answer.YES))


def tell_ending(*, record: str, by: Viewer, at: datetime) -> str | None:
    """Open the duty of an order that protects a child and ends soon; None where it no longer does."""
    try:
        view = pictures.record(record, viewer=system_viewer("orders"), at=at)
    except NotThere:
        return None
    row, children = row_of(view.details, at), _children(view, at)
    if row is None or not children or row.ends_at is None or not row.ends_soon(at):
        return None
    served = "" if row.served is Answer.YES else " It is not shown as served."
    return open_duty(
        clock="ORDER_ENDING", about=(record,), people=tuple(anchor(ref) for ref in children),
        told_at=at, because=f"An order that protects a child ends within 14 days.{served}",
        due_at=row.ends_at, key=f"ORDER_ENDING:{record}", by=by, at=at,
    )  # fmt: skip
