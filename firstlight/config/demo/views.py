"""The two buttons on the demonstration's bar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from firstlight.access.doors import Asked, door
from firstlight.config.demo import play as playing
from firstlight.config.demo.clock import is_simulated
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer

HOURS = {"1": 1.0, "4": 4.0, "8": 8.0}


@require_POST
@door("demo.play")
def play(request: Asked) -> HttpResponse:
    """Let the next hours happen; `hours` is 1, 4 or 8."""
    if not is_simulated():
        raise Http404
    hours = HOURS.get(str(request.POST.get("hours", "4")), 4.0)
    try:
        came = playing.play(hours, by=system_viewer("demo"))
        messages.success(request, f"{hours:g} hours passed, and {came} records came in.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("/")


@require_POST
@door("demo.play")
def start_again(request: Asked) -> HttpResponse:
    """Put the county back as it was just after it was filled."""
    if not is_simulated():
        raise Http404
    try:
        playing.start_again()
        messages.success(request, "The county is as it was at the beginning.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("/")
