"""Notices to schools: this morning's list, one that must be looked at, and their release."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.sharing import presenting, selectors, services
from firstlight.sharing.forms import ConfirmForm, NobodyForm


@require_GET
@door("sharing.release")
def listing(request: Asked) -> HttpResponse:
    """Show the notices that wait: clean ones to go together, flagged ones one by one."""
    return _list(request)


def _list(request: Asked, refused: Refusal | None = None) -> HttpResponse:
    waiting = selectors.drafts(request.viewer, request.at)
    done = selectors.done_since(request.viewer, request.at - timedelta(days=3), request.at)
    named = presenting.names((r.person for r in (*waiting, *done)), request.viewer, request.at)
    told = [presenting.notice_line(row, named) for row in waiting]
    context = {
        "title": "Notices to schools", "caption": "Operation Encompass", "at": request.at,
        "clean": [one for one in told if one["row"].clean],
        "flagged": [one for one in told if not one["row"].clean],
        "done": [presenting.notice_line(row, named) for row in done], "refused": refused,
        "mornings": selectors.mornings(request.at),
    }  # fmt: skip
    return render(request, "sharing/encompass.html", context, status=422 if refused else 200)


@require_POST
@door("sharing.release")
def release_together(request: Asked) -> HttpResponse:
    """Release the clean notices that were ticked, all or none."""
    refs = tuple(request.POST.getlist("ref"))
    try:
        done = services.release_notices(refs, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        return _list(request, refusal)
    messages.success(request, f"Released: {len(done)}.")
    return redirect("/encompass")


@require_GET
@door("sharing.release", shows_person=True)
def one(request: Asked, ref: str) -> HttpResponse:
    """Show one notice as it would go, and what must be said of it first."""
    return _page(request, ref)


def _page(request: Asked, ref: str, refused: Refusal | None = None, **bound: Any) -> HttpResponse:
    row = selectors.notice_row(ref, request.viewer, request.at)
    named = presenting.names([row.person], request.viewer, request.at)
    context: dict[str, Any] = {
        "title": f"Notice {ref}", "caption": "Operation Encompass", "at": request.at,
        "one": presenting.notice_line(row, named), "row": row, "refused": refused,
        "doc": services.notice_document(ref, by=request.viewer, at=request.at),
        "confirming": ConfirmForm(initial={"organisation": row.organisation, "alternate": row.alternate}),
        "nobody": NobodyForm(), "open_questions": presenting.open_questions(row),
        "breadcrumbs": [{"label": "Notices to schools", "url": "/encompass"}],
    } | bound  # fmt: skip
    return render(request, "sharing/notice.html", context, status=422 if refused else 200)


def _done(request: Asked, ref: str, work: Any, said: str, back: str) -> HttpResponse:
    try:
        work()
    except NotThere:
        raise
    except Refusal as refusal:
        return _page(request, ref, refused=refusal)
    messages.success(request, said)
    return redirect(back)


@require_POST
@door("sharing.release")
def confirm(request: Asked, ref: str) -> HttpResponse:
    """Say where a flagged notice goes."""
    code, instead = request.POST.get("organisation", ""), request.POST.get("alternate", "")
    return _done(request, ref, lambda: services.confirm(ref, code, alternate=instead, by=request.viewer, at=request.at),
                 "Confirmed under your name. It can be released now.", f"/encompass/{ref}")  # fmt: skip


@require_POST
@door("sharing.release")
def release(request: Asked, ref: str) -> HttpResponse:
    """Release one notice."""
    return _done(request, ref, lambda: services.release_notice(ref, by=request.viewer, at=request.at),
                 "Released.", "/encompass")  # fmt: skip


@require_POST
@door("sharing.release")
def nobody(request: Asked, ref: str) -> HttpResponse:
    """Say that nobody is told, and why."""
    because = request.POST.get("because", "")
    return _done(request, ref, lambda: services.nobody_told(ref, because, by=request.viewer, at=request.at),
                 "Written down under your name.", "/encompass")  # fmt: skip
