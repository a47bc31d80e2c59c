"""An address at flat level: who is there, what happened there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.desk import premises
from firstlight.desk.services import panels_of
from firstlight.desk.views.glass import glass, is_restricted
from firstlight.picture.selectors import RESTRICTED_LINE


@require_GET
@door("places.see", shows_person=True)
def place(request: Asked, ref: str) -> HttpResponse:
    """Show an address; its safety line comes first, to everybody."""
    if is_restricted(request, ref):
        return glass(request, ref)
    told = premises.premises(ref, viewer=request.viewer, at=request.at)
    context = {
        "title": told.text,
        "caption": f"Address {ref}",
        "p": told,
        "panels": panels_of("place", request, told.picture),
        "restricted_line": RESTRICTED_LINE,
    }
    return render(request, "desk/place.html", context)
