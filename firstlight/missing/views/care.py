"""The register of homes, as officers open it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.missing import homes as register


@require_GET
@door("missing.see")
def homes(request: Asked) -> HttpResponse:
    """Show every home with how many of its children are missing, and what is not held of them."""
    context = {
        "title": "Homes", "homes": register.homes(request.viewer, request.at),
        "breadcrumbs": [{"label": "Missing people", "url": "/missing"}],
    }  # fmt: skip
    return render(request, "missing/homes.html", context)


@require_GET
@door("missing.see")
def home(request: Asked, code: str) -> HttpResponse:
    """Show one home: who is placed there now, from where, with what notice and profile."""
    found = register.home(code, request.viewer, request.at)
    context = {
        "title": found.name, "caption": "Home", "home": found,
        "breadcrumbs": [{"label": "Homes", "url": "/missing/homes"}],
    }  # fmt: skip
    return render(request, "missing/home.html", context)
