"""Opening something restricted, with a reason that somebody else will read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import sight
from firstlight.desk.forms import ReasonForm
from firstlight.desk.searching import PAGES
from firstlight.desk.services import break_glass
from firstlight.kernel.values.refusal import NotThere


def is_restricted(request: Asked, ref: str) -> bool:
    """Tell whether the viewer must give a reason before this opens."""
    return ref in sight(request.viewer).restricted


def glass(request: Asked, ref: str, form: ReasonForm | None = None) -> HttpResponse:
    """Show that something is there and restricted, and the way in."""
    request.viewer.seen.add(ref)
    context = {"title": "This is restricted", "ref": ref, "form": form or ReasonForm()}
    return render(request, "desk/glass.html", context, status=422 if form else 200)


@require_http_methods(["GET", "POST"])
@door("access.break_glass", shows_person=True)
def open_with_reason(request: Asked, ref: str) -> HttpResponse:
    """Ask for a reason, then open it for an hour; the reason is journaled and a review is due."""
    if not is_restricted(request, ref):
        raise NotThere
    if request.method != "POST":
        return glass(request, ref)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return glass(request, ref, form)
    break_glass(ref=ref, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at)
    return redirect(f"/{PAGES[ref[:1]]}/{ref}")
