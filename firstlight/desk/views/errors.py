"""What a reader is told where there is nothing, and where we failed."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there and not yours to see are one answer: the same status, the same body."""
    del exception  # Django hands it over by name; it is never shown
    return render(request, "kit/error.html", {"status": 404}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request could not be read, with nothing of what it held."""
    del exception
    return render(request, "kit/error.html", {"status": 404}, status=400)


def fault(_request: HttpRequest) -> HttpResponse:
    """Say that something of ours failed; nothing on the page asks the database."""
    reference = "F-" + secrets.token_hex(4).upper()
    body = render_to_string("kit/error.html", {"status": 500, "fault_reference": reference})
    return HttpResponse(body, status=500)
