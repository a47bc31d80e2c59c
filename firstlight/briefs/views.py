"""My briefs, asking for one, and the brief as an officer reads it on a phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.briefs import selectors, services
from firstlight.briefs.forms import AskForm, ReasonForm
from firstlight.kernel.values.refusal import NotThere, Refusal


@require_GET
@door("briefs.see")
def mine(request: Asked) -> HttpResponse:
    """Show the briefs pushed to the viewer or asked for by them."""
    found = selectors.mine(request.viewer)
    for one in found:
        request.viewer.seen.add(one.ref, *one.people)
    return render(request, "briefs/mine.html", {"title": "My briefs", "briefs": found})


@require_http_methods(["GET", "POST"])
@door("briefs.ask")
def ask(request: Asked) -> HttpResponse:
    """Ask for a brief by address, person, job, telephone or vehicle."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(f"/briefs/{_asked(request, form.cleaned_data)}")
        except NotThere:
            form.add_error(None, "There is nothing here that you may see. Check the reference.")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": "Ask for a brief",
        "form": form,
        "breadcrumbs": [{"label": "My briefs", "url": "/briefs"}],
    }
    return render(request, "briefs/ask.html", context, status=422 if form.errors else 200)


def _asked(request: Asked, given: dict[str, Any]) -> str:
    wanted = ("address", "person", "record", "phone", "vehicle")
    about = services.About(**{name: given[name] for name in wanted if given.get(name)})
    return services.make(about=about, viewer=request.viewer, by=request.viewer, at=request.at)


@require_GET
@door("briefs.see", shows_person=True)
def brief(request: Asked, ref: str) -> HttpResponse:
    """Show one brief, and note that it was opened."""
    return _page(request, ref)


@require_GET
@door("briefs.see", shows_person=True)
def state(request: Asked, ref: str) -> HttpResponse:
    """Give the living line of a brief: its age, and whether a newer one stands."""
    found = selectors.brief(ref, request.viewer, request.at)
    return render(request, "briefs/live.html", {"brief": found, "made_at": found.made_at})


def _page(
    request: Asked, ref: str, form: ReasonForm | None = None, person: str = ""
) -> HttpResponse:
    if selectors.brief(ref, request.viewer, request.at).state != "withdrawn":
        services.opened(brief=ref, by=request.viewer, at=request.at)
    found = selectors.brief(ref, request.viewer, request.at)
    context = selectors.telling(found, request.at) | {
        "form": form, "striking": person, "reason": form or ReasonForm(),
        "mine": any(r.user == request.viewer.ref and r.acknowledged_at for r in found.readers),
    }  # fmt: skip
    return render(request, "briefs/brief.html", context, status=422 if form else 200)


@require_POST
@door("briefs.acknowledge")
def acknowledge(request: Asked, ref: str) -> HttpResponse:
    """Say that the brief was read and taken."""
    services.acknowledge(brief=ref, by=request.viewer, at=request.at)
    messages.success(request, "Acknowledged. Dispatch can see that you have it.")
    return redirect(f"/briefs/{ref}")


@require_POST
@door("briefs.see")
def strike(request: Asked, ref: str) -> HttpResponse:
    """Strike somebody out on scene: not them."""
    form = ReasonForm(request.POST)
    person = str(request.POST.get("person", ""))
    if not form.is_valid():
        return _page(request, ref, form, person)
    services.strike(
        brief=ref,
        person=person,
        reason=form.cleaned_data["reason"],
        by=request.viewer,
        at=request.at,
    )
    messages.success(
        request, "Struck out. Somebody will decide who the record names; nothing was unlinked."
    )
    return redirect(f"/briefs/{ref}")


@require_POST
@door("briefs.see")
def withdraw(request: Asked, ref: str) -> HttpResponse:
    """Withdraw a brief that must no longer be read."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, ref, form)
    services.withdraw(
        brief=ref, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at
    )
    messages.success(request, "Withdrawn. Whoever has it was told.")
    return redirect("/briefs")


@require_GET
@door("briefs.see", shows_person=True)
def paper(request: Asked, ref: str) -> HttpResponse:
    """Give the paper form."""
    found = selectors.brief(ref, request.viewer, request.at)
    context = selectors.telling(found, request.at) | {
        "printed_at": request.at, "printed_for": request.viewer.name,
        "marking": "OFFICIAL-SENSITIVE - PERSONAL" + ("" if found.document["over_the_air"] else " - NOT OVER THE AIR"),
    }  # fmt: skip
    return render(request, "briefs/print.html", context)
