"""A person's page, its printed form, and how we know who this is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.audit.selectors import moment_of
from firstlight.desk import knowing, portrait
from firstlight.desk.forms import AsOfForm
from firstlight.desk.services import panels_of
from firstlight.desk.views.glass import glass, is_restricted
from firstlight.people.selectors import stands_as
from firstlight.picture.selectors import RESTRICTED_LINE


@require_GET
@door("people.see", shows_person=True)
def person(request: Asked, ref: str) -> HttpResponse:
    """Show everything held about a person that this reader may see."""
    return _page(request, ref, "desk/person/page.html")


@require_GET
@door("people.see", shows_person=True)
def printed(request: Asked, ref: str) -> HttpResponse:
    """Show the same for paper."""
    return _page(request, ref, "desk/person/print.html")


def _page(request: Asked, ref: str, template: str) -> HttpResponse:
    standing = stands_as(ref)
    if is_restricted(request, standing):
        return glass(request, standing)
    form = AsOfForm(request.GET or None).bounded(moment_of(1), request.at)
    as_of = form.cleaned_data.get("as_of") if form.is_bound and form.is_valid() else None
    how = request.GET.get("how", "held")
    drawn = portrait.portrait(standing, as_of, how, viewer=request.viewer, at=request.at)
    panels = {} if as_of else panels_of("person", request, drawn.picture)
    context = {
        "title": drawn.name,
        "caption": f"{'Child' if drawn.child else 'Person'} {standing}",
        "p": drawn,
        "may_split": may(request.viewer, "people.split"),
        "as_of": as_of,
        "how": how,
        "as_of_form": form
        if form.is_bound
        else AsOfForm(initial={"how": "held"}).bounded(moment_of(1), request.at),
        "risk": panels.pop("risk", ""),
        "panels": panels,
        "restricted_line": RESTRICTED_LINE,
        "may_add": may(request.viewer, "records.add"),
        "printed_at": request.at,
        "printed_for": request.viewer.name,
    }
    return render(request, template, context)


@require_GET
@door("people.see", shows_person=True)
def identity(request: Asked, ref: str) -> HttpResponse:
    """Show each appearance taken for this person, by which link, and two of them weighed."""
    standing = stands_as(ref)
    if standing != ref:
        return redirect(f"/people/{standing}/identity")
    if is_restricted(request, ref):
        return glass(request, ref)
    told = knowing.known_by(
        ref, request.GET.get("one", ""), request.GET.get("other", ""),
        viewer=request.viewer, at=request.at,
    )  # fmt: skip
    context = {"title": "How we know who this is", "caption": told.name, "k": told,
               "back_url": f"/people/{ref}", "back_label": "Back to the person"}  # fmt: skip
    return render(request, "desk/person/identity.html", context)
