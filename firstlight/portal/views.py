"""A partner's pages: what was sent to them, their answers, and what they report."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.portal import accounts as named
from firstlight.portal import selectors
from firstlight.portal.forms import AnswerForm, ProfileForm, ReportForm
from firstlight.portal.services import report as take_report
from firstlight.sharing import selectors as sharing
from firstlight.sharing import services
from firstlight.sharing.rules.telling import LIMITS, MARKING, told

CRUMBS = [{"label": "Sent to you", "url": "/portal"}]


@require_GET
@door("portal.see")
def inbox(request: Asked) -> HttpResponse:
    """Show what was sent to the reader's own organisation, and what it sent; no names in a list."""
    context = {
        "title": "Sent to you", "rows": sharing.sent_to_them(request.viewer, request.at),
        "sent": selectors.sent(request.viewer), "at": request.at,
    }  # fmt: skip
    return render(request, "portal/inbox.html", context)


@require_GET
@door("portal.see", shows_person=True)
def one(request: Asked, ref: str) -> HttpResponse:
    """Show one thing that was sent; opening it is written down."""
    if may(request.viewer, "sharing.answer"):
        services.read(ref, by=request.viewer, at=request.at)
    return _page(request, ref)


def _page(request: Asked, ref: str, refused: Refusal | None = None) -> HttpResponse:
    full = sharing.theirs_whole(ref, request.viewer, request.at)
    recalled = full.row.state == "recalled"
    context = {
        "title": f"{full.row.kind_said} {ref}", "row": full.row, "full": full, "refused": refused,
        "doc": None if recalled else told(full.document), "marking": MARKING, "limits": LIMITS,
        "destroyed": any(step.step == "destroyed" for step in full.steps), "at": request.at,
        "form": AnswerForm() if not recalled else None, "breadcrumbs": CRUMBS,
    }  # fmt: skip
    return render(request, "portal/one.html", context, status=422 if refused else 200)


def _done(request: Asked, ref: str, work: Callable[[], None], said: str) -> HttpResponse:
    try:
        work()
    except NotThere:
        raise
    except Refusal as refusal:
        return _page(request, ref, refused=refusal)
    messages.success(request, said)
    return redirect(f"/portal/{ref}")


@require_POST
@door("sharing.answer")
def acknowledge(request: Asked, ref: str) -> HttpResponse:
    """Say that it has arrived and somebody has it."""
    return _done(request, ref, lambda: services.receive(ref, by=request.viewer, at=request.at),
                 "Acknowledged. The force can see that you have it.")  # fmt: skip


@require_POST
@door("sharing.answer")
def answer(request: Asked, ref: str) -> HttpResponse:
    """Answer what was sent."""
    said = request.POST.get("said", "")
    return _done(request, ref, lambda: services.answer(ref, said, by=request.viewer, at=request.at),
                 "Your answer was sent.")  # fmt: skip


@require_POST
@door("sharing.answer")
def destroyed(request: Asked, ref: str) -> HttpResponse:
    """Say that something recalled is destroyed."""
    return _done(request, ref, lambda: services.destroyed(ref, by=request.viewer, at=request.at),
                 "Thank you. The force can see it.")  # fmt: skip


@require_http_methods(["GET", "POST"])
@door("portal.see")
def report(request: Asked) -> HttpResponse:
    """Report a child missing, or a concern; it saves with gaps and gives a receipt."""
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ref = take_report(told=form.cleaned_data, by=request.viewer, at=request.at)
        return redirect(f"/portal/reports/{ref}")
    context = {
        "title": "Report",
        "form": form,
        "breadcrumbs": CRUMBS,
    }
    return render(request, "portal/report.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@door("portal.see")
def profile(request: Asked) -> HttpResponse:
    """Keep a profile in case a child goes missing, and show those kept with their age."""
    form = ProfileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "what": "profile"}
        return redirect(
            f"/portal/reports/{take_report(told=told, by=request.viewer, at=request.at)}"
        )
    context = {
        "title": "Profiles in case of going missing", "form": form, "breadcrumbs": CRUMBS,
        "profiles": selectors.profiles(request.viewer, request.at),
    }  # fmt: skip
    return render(request, "portal/profile.html", context, status=422 if form.errors else 200)


@require_GET
@door("portal.see")
def accounts(request: Asked) -> HttpResponse:
    """Show the organisation's own accounts by name, and which nobody has confirmed for a month."""
    found = named.accounts(request.viewer.organisation, request.at)
    context = {"title": "Your colleagues' accounts", "accounts": found, "breadcrumbs": CRUMBS}
    return render(request, "portal/accounts.html", context)


@require_POST
@door("portal.see")
def confirm(request: Asked, ref: str) -> HttpResponse:
    """Say that a colleague still works there, or has left."""
    here = request.POST.get("answer") != "left"
    named.confirm(user=ref, here=here, by=request.viewer, at=request.at)
    closed = "Thank you. The account is closed. If that was wrong, ring the records manager."
    messages.success(request, "Thank you. Confirmed." if here else closed)
    return redirect("/portal/accounts")


@require_GET
@door("portal.see")
def reported(request: Asked, ref: str) -> HttpResponse:
    """Show a receipt, and what was sent, in the sender's own words."""
    found = selectors.one(ref, request.viewer)
    context = {"title": "Received", "caption": found.title, "one": found, "breadcrumbs": CRUMBS}  # fmt: skip
    return render(request, "portal/receipt.html", context)
