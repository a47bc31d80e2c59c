"""The register of orders and bail."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.orders import selectors

PER_PAGE = 25
TITLES = {
    "unserved": "Not shown as served",
    "ending": "Ends within 14 days",
    "orders": "Orders that may stand",
    "bail": "Bail and release",
    "ended": "Ended",
}


@require_GET
@door("orders.see")
def register(request: Asked) -> HttpResponse:
    """Show one list of the register; the address holds a code and a page number alone."""
    asked = request.GET.get("show", "unserved")
    which = asked if asked in TITLES else "unserved"
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdigit() else 1
    found = selectors.register(
        request.viewer, request.at, which=which, skip=(page - 1) * PER_PAGE, limit=PER_PAGE
    )
    tabs = [
        {
            "label": words,
            "url": f"/orders?show={code}",
            "current": code == which,
            "count": found.counts[code],
        }
        for code, words in TITLES.items()
    ]
    context = {
        "title": "Orders and bail",
        "tabs": tabs,
        "shown": TITLES[which],
        "entries": found.entries,
        "page": Paginator(range(found.total), PER_PAGE).get_page(page),
        "at": request.at,
    }
    return render(request, "orders/register.html", context)
