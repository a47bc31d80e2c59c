"""The call handler's page, and the response to a job."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.domestic import services
from firstlight.domestic.call_forms import CallForm, ResponseForm
from firstlight.kernel.values.refusal import NotThere, Refusal

_CRUMBS = [{"label": "Domestic abuse jobs", "url": "/domestic"}]


@require_http_methods(["GET", "POST"])
@door("domestic.call")
def call(request: Asked) -> HttpResponse:
    """Take a call: it is saved with its gaps, opened and briefed at once."""
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ref = services.take_call(given=form.call(), by=request.viewer, at=request.at)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            for name, said in refusal.faults:
                form.add_error(name if name in form.fields else None, said)
        else:
            messages.success(request, "Saved, opened and briefed. Gaps can be told later.")
            if form.cleaned_data.get("response"):
                _respond(request, ref, form)
            return redirect(f"/domestic/{ref}")
    context = {"title": "Take a domestic abuse call", "form": form, "breadcrumbs": _CRUMBS}
    return render(request, "domestic/call.html", context, status=422 if form.errors else 200)


def _respond(request: Asked, ref: str, form: ResponseForm) -> None:
    """Set the response; one that may not be delayed is told with all that stands against it."""
    try:
        services.respond(
            record=ref, response=form.cleaned_data.get("response") or "", told=form.told(),
            why=form.cleaned_data.get("why") or "", by=request.viewer, at=request.at,
        )  # fmt: skip
    except NotThere:
        raise
    except Refusal as refusal:
        faults = " ".join(f"{said}." for _, said in refusal.faults)
        messages.error(request, f"{refusal} {faults}")
    else:
        messages.success(request, "The response was set.")


@require_POST
@door("domestic.call")
def respond(request: Asked, ref: str) -> HttpResponse:
    """Set the response to a job."""
    form = ResponseForm(request.POST)
    form.is_valid()
    _respond(request, ref, form)
    return redirect(f"/domestic/{ref}")


@require_POST
@door("domestic.call")
def treat(request: Asked, ref: str) -> HttpResponse:
    """Treat a record as domestic abuse: its job is opened and briefed."""
    services.treat(record=ref, by=request.viewer, at=request.at)
    messages.success(request, "Opened as domestic abuse and briefed.")
    return redirect(f"/domestic/{ref}")
