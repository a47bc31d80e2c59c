"""What the register hangs on a person's and an address's page."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.orders import reading, selectors
from firstlight.picture.rules.values import OrderView, PersonPicture, PlacePicture, RecordView


def _panel(request: Asked, orders: Iterable[OrderView]) -> str:
    if not may(request.viewer, "orders.see"):
        return ""
    entries = selectors.of_records((one.record for one in orders), request.viewer, request.at)
    return render_to_string("orders/panel.html", {"entries": entries, "at": request.at}, request)


def for_person(request: Asked, picture: PersonPicture) -> str:
    """Give a person's orders and bail."""
    return _panel(request, picture.orders)


def for_place(request: Asked, picture: PlacePicture) -> str:
    """Give the orders and bail of an address and of who lives there."""
    return _panel(request, picture.orders)


def for_record(request: Asked, record: RecordView) -> str:
    """Give an order's entry of the register, and the breaches of it or by this job."""
    if not may(request.viewer, "orders.see"):
        return ""
    entries = selectors.of_records((record.ref,), request.viewer, request.at)
    breaches = reading.breaches_of(record.ref, request.viewer, request.at)
    if not entries and not breaches:
        return ""
    context = {"entries": entries, "breaches": breaches, "at": request.at}
    return render_to_string("orders/record_panel.html", context, request)
