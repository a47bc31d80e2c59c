"""The first page of everybody who works for the force, and the glossary."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.rules.predicates import PARTNERS, ROLES
from firstlight.access.selectors import may
from firstlight.desk.forms import SearchForm
from firstlight.desk.services import panels_of
from firstlight.desk.settling import may_decide
from firstlight.duties.selectors import mine
from firstlight.force.selectors import approvals
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london
from firstlight.people.selectors import to_review


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@require_GET
@door("home.see")
def home(request: Asked) -> HttpResponse:
    """Open the day: my work, the search box, a concern to record. Partners go to their own pages."""
    viewer = request.viewer
    if viewer.roles <= PARTNERS and _is_there("/portal"):
        return redirect("/portal")
    hour = london(request.at).hour
    greeting = (
        "Good morning"
        if 4 <= hour < 12
        else "Good afternoon"
        if 12 <= hour < 18
        else "Good evening"
    )
    searches = may(viewer, "people.search")
    context = {
        "title": "Firstlight",
        "heading": f"{greeting}, {viewer.name}" if hour >= 4 else f"Good evening, {viewer.name}",
        "caption": ", ".join(sorted(ROLES[role] for role in viewer.roles if role in ROLES)),
        "form": SearchForm() if searches else None,
        "concern": may(viewer, "records.add"),
        "duties": mine(viewer, request.at) if may(viewer, "duties.see") else None,
        "undecided": len(to_review(viewer=viewer, limit=51))
        if may(viewer, "people.judge")
        else None,
        "approvals": _to_approve(viewer) if may(viewer, "force.approve") else None,
        "panels": panels_of("home", request),
    }
    return render(request, "desk/home.html", context)


def _to_approve(viewer: Viewer) -> int:
    """Count the changes of settings that wait for a second person who may be this one."""
    return sum(may_decide(one, viewer) for one in approvals(waiting=True))


@require_GET
@door("home.see")
def glossary(request: HttpRequest) -> HttpResponse:
    """Say the trade's acronyms in full."""
    return render(request, "kit/glossary.html", {"title": "Glossary"})
