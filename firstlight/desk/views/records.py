"""A record: what it says, when, who told it, whom it names; and taking a link apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.desk import document
from firstlight.desk.services import panels_of
from firstlight.desk.views.glass import glass, is_restricted
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people import services as people
from firstlight.picture.selectors import RESTRICTED_LINE


@require_GET
@door("records.see")
def record(request: Asked, ref: str) -> HttpResponse:
    """Show one record with its versions; somebody restricted in it needs a reason first."""
    if is_restricted(request, ref):
        return glass(request, ref)
    if (stone := document.tombstone(ref, request.viewer)) is not None:
        request.viewer.seen.add(ref)
        return render(
            request,
            "desk/tombstone.html",
            {"title": "Disposed of", "caption": f"Record {ref}", "d": stone},
        )
    told = document.document(ref, viewer=request.viewer, at=request.at)
    request.viewer.seen.add(ref)
    for person in told.people:
        if person.person and is_restricted(request, person.person):
            return glass(request, person.person)
    context = {
        "title": told.kind,
        "caption": f"Record {ref}",
        "d": told,
        "panels": panels_of("record", request, told.view),
        "may_split": may(request.viewer, "people.split"),
        "may_add": may(request.viewer, "records.add"),
        "restricted_line": RESTRICTED_LINE,
    }
    return render(request, "desk/record.html", context)


@require_POST
@door("people.split")
def split(request: Asked, ref: str) -> HttpResponse:
    """Say that an appearance is not the person it was linked to; what relied on it is found."""
    told = document.document(ref, viewer=request.viewer, at=request.at)
    appearance = request.POST.get("appearance", "")
    reason = request.POST.get("justification", "")
    if appearance not in {one.ref for one in told.people}:
        messages.error(request, "That link is not on this record any more. Look at it again.")
        return redirect(f"/records/{ref}")
    try:
        people.split(appearance=appearance, reason=reason, by=request.viewer, at=request.at)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, "The link was taken apart. What relied on it is being found and worked again."
        )
    return redirect(f"/records/{ref}")


@require_POST
@door("people.split")
def undo_split(request: Asked, ref: str) -> HttpResponse:
    """Undo a split: what it parted is one again, and whoever was told of it is told."""
    back = redirect(f"/people/{request.POST.get('person', '')}")
    try:
        people.undo_split(
            parting=ref, reason=request.POST.get("justification", ""), by=request.viewer, at=request.at
        )  # fmt: skip
    except NotThere:
        raise
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The split is undone. Whoever was told of it is being told.")
    return back
