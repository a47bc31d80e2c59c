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


@require_POST
@door("demo.play")
def play(request: Asked, hours: int) -> HttpResponse:
    """Let the next hours happen."""
    if not is_simulated():
        raise Http404
    try:
        came = playing.play(hours, by=system_viewer("demo"))
        passed = "An hour" if hours == 1 else f"{hours} hours"
        messages.success(request, f"{passed} passed; {came} records came in.")
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
