"""The board of missing people, and what was reported and not recorded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.missing import presenting, selectors, services
from firstlight.missing.forms import BoardForm, ReasonForm

# As many rows as stand on a screen of 1920 by 1080 without scrolling (design, step 4).
ON_A_WALL = 15
PER_PAGE = 25


@require_GET
@door("missing.see")
def board(request: Asked) -> HttpResponse:
    """Show who is missing: level, how long, who holds it, what is next and when."""
    return render(request, "missing/board.html", _board(request))


@require_GET
@door("missing.see")
def rows(request: Asked) -> HttpResponse:
    """Give the living part of the board."""
    return render(request, "missing/board_rows.html", _board(request))


@require_GET
@door("missing.see")
def wall(request: Asked) -> HttpResponse:
    """Show who is missing on a wall: counts and rows to be read from across the room."""
    return render(request, "missing/wall.html", _wall(request))


@require_GET
@door("missing.see")
def wall_rows(request: Asked) -> HttpResponse:
    """Give the living part of the wall."""
    return render(request, "missing/wall_rows.html", _wall(request))


def _wall(request: Asked) -> dict[str, Any]:
    found = selectors.page(request.viewer, request.at, limit=ON_A_WALL)
    return {
        "title": "Missing now", "heads": presenting.heads(found.counts),
        "more": max(0, found.total - ON_A_WALL),
        "cards": [presenting.card(row, request.at) for row in found.rows], "at": request.at,
    }  # fmt: skip


def _board(request: Asked) -> dict[str, Any]:
    form = BoardForm(request.GET or {"show": "open"})
    chosen = form.cleaned_data if form.is_valid() else {"show": "open", "area": "", "care": ""}
    chosen["show"] = show = chosen["show"] or "open"
    asked = request.GET.get("page", "1")
    number = max(int(asked), 1) if asked.isdigit() else 1
    skip = (number - 1) * PER_PAGE
    found = selectors.page(request.viewer, request.at, **chosen, skip=skip, limit=PER_PAGE)
    return {
        "title": "Missing people",
        "form": form,
        "show": show,
        "cards": [presenting.card(row, request.at) for row in found.rows],
        "heads": presenting.heads(found.counts) if show in {"open", "unclosed"} else (),
        "unpaired": not found.paired,
        "page": Paginator(range(found.total), PER_PAGE).get_page(number),
        "query": request.GET.urlencode(),
        "filtered": bool(chosen["area"] or chosen["care"] or show != "open"),
        "at": request.at,
    }


@require_GET
@door("missing.see")
def unrecorded(request: Asked) -> HttpResponse:
    """Show every report that no episode has: none is what should be."""
    found = selectors.unrecorded(request.at, viewer=request.viewer)
    people = presenting.names((one.person for one in found), request.viewer)
    context = {
        "title": "Reported, not recorded",
        "must": [(one, people.get(one.person, "")) for one in found if not one.to_read],
        "read": [(one, people.get(one.person, "")) for one in found if one.to_read],
        "form": ReasonForm(),
        "at": request.at,
        "breadcrumbs": [{"label": "Missing people", "url": "/missing"}],
    }
    return render(request, "missing/unrecorded.html", context)


@require_POST
@door("missing.work")
def read_report(request: Asked, ref: str) -> HttpResponse:
    """Say what a report is that only a person can read."""
    missing = request.POST.get("answer") == "missing"
    reason = request.POST.get("reason", "")
    try:
        found = services.read_report(
            record=ref, missing=missing, reason=reason, by=request.viewer, at=request.at
        )
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("/missing/unrecorded")
    messages.success(request, "Recorded as missing." if missing else "Read: nobody is missing.")
    return redirect(f"/missing/{found}" if found else "/missing/unrecorded")
