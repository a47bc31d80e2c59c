"""The leaders' pages: each demand with its proof, one click from every number to its cases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.assurance import presenting, selectors, services
from firstlight.assurance.forms import EndorseForm
from firstlight.assurance.rules.departments import DEPARTMENTS, FORCE
from firstlight.kernel.values.refusal import Refusal

CASES = ("Reference", "Why", "Department", "When")
PEOPLE = ("Person", "Framework", "Level", "Since")
ENDORSED = ("By", "For", "What was endorsed", "When")
CRUMBS = ({"label": "Leaders", "url": "/leaders"},)
TABS = (
    ("Recommendations", "/leaders"),
    ("By department", "/leaders/departments"),
    ("Demand and people", "/leaders/demand"),
    ("At high, ungraded", "/leaders/children"),
    ("Never recorded", "/leaders/never-recorded"),
    ("Look-back", "/leaders/lookback"),
)
WEEK = timedelta(days=7)


def frame(path: str, title: str, **more: Any) -> dict[str, Any]:
    """Give what every leaders' page has: its title and the tabs beside it."""
    tabs = [{"label": label, "url": url, "current": url == path} for label, url in TABS]
    return {"title": title, "caption": "Proof for leaders", "tabs": tabs, **more}


def _page(
    request: Asked, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"assurance/{template}.html", context, status=status)


@require_GET
@door("leaders.see")
def leaders(request: Asked) -> HttpResponse:
    """Show the five recommendations as the records tell them now."""
    rows = presenting.cards(selectors.all_standing(request.viewer, request.at), request.at)
    return _page(
        request,
        "leaders",
        frame("/leaders", "What was asked of us, and whether it is so", rows=rows),
    )


@require_GET
@door("leaders.see")
def live(request: Asked) -> HttpResponse:
    """Give the part of the page that is asked again whenever something happens."""
    rows = presenting.cards(selectors.all_standing(request.viewer, request.at), request.at)
    return _page(request, "_cards", {"rows": rows, "at": request.at})


@require_http_methods(["GET", "POST"])
@door("leaders.see")
def recommendation(request: Asked, code: str) -> HttpResponse:
    """Show one recommendation, its proof and its endorsements; take an endorsement from who may."""
    row = selectors.standing(code, request.viewer, request.at)
    allowed = tuple(d for d in (FORCE, *DEPARTMENTS) if services.may_endorse(request.viewer, d))
    posted = request.POST if request.method == "POST" else None
    form = (
        EndorseForm(posted, initial={"text": row.row.endorses}, allowed=allowed)
        if allowed
        else None
    )
    if posted is not None:
        if form is None:
            raise Http404
        if form.is_valid():
            services.endorse(
                recommendation=code, **form.cleaned_data, by=request.viewer, at=request.at
            )
            messages.success(
                request,
                "Your endorsement is on record. What the records show has not changed by it.",
            )
            return redirect(f"/leaders/recommendations/{code}")
    context = frame(
        "", row.row.title, s=row, card=presenting.card(row, request.at), form=form,
        endorsements=presenting.endorsements(row.endorsements), headers=ENDORSED, breadcrumbs=CRUMBS,
    )  # fmt: skip
    return _page(
        request, "recommendation", context, status=422 if form is not None and form.errors else 200
    )


@require_GET
@door("leaders.see")
def query(request: Asked, code: str) -> HttpResponse:
    """Show one query: its numbers, and the cases behind them with the reason for each."""
    found = selectors.measure(code, request.viewer, request.at)
    state, department = request.GET.get("state", ""), request.GET.get("department")
    cases = [c for c in found.of_state(state) if department is None or c.department == department]
    page = Paginator(cases, 25).get_page(request.GET.get("page"))
    request.viewer.seen.add(*(ref for case in page for ref in (case.ref, *case.people)))
    context = frame(
        "", found.title, m=found, numbers=presenting.numbers(found), page=page,
        table=presenting.cases(page), headers=CASES,
        state=dict(found.states).get(state, ""), chosen=presenting.chosen(department), breadcrumbs=CRUMBS,
        reckoning=selectors.reckoning() if code == "unmentioned" else None,
    )  # fmt: skip
    return _page(request, "query", context)


@require_GET
@door("leaders.see")
def departments(request: Asked) -> HttpResponse:
    """Show, by department, the ordinary records that say nothing of a child who lives there."""
    rows = selectors.departments_table(request.viewer)
    context = frame(
        "/leaders/departments", "The child at the address, by department", bars=presenting.department_bars(rows),
        headers=presenting.DEPARTMENT_HEADERS, table=presenting.department_table(rows),
        reckoning=selectors.reckoning(),
    )  # fmt: skip
    return _page(request, "departments", context)


@require_GET
@door("leaders.see")
def demand(request: Asked) -> HttpResponse:
    """Set what waits for the online team beside who is on duty for it."""
    found = selectors.demand(request.viewer, request.at)
    context = frame(
        "/leaders/demand", "Online investigation: demand and people", d=found, bars=presenting.week_bars(found),
        now=presenting.demand_bars(found), at=request.at,
    )  # fmt: skip
    return _page(request, "demand", context)


@require_GET
@door("leaders.see")
def children(request: Asked) -> HttpResponse:
    """List who stands at high without a grade, and whose floor rose in a week; references only."""
    ungraded = Paginator(selectors.ungraded(request.viewer), 25).get_page(request.GET.get("page"))
    risen = selectors.risen(request.at - WEEK, request.viewer)
    request.viewer.seen.add(*(row.person for row in (*ungraded, *risen[:50])))
    context = frame(
        "/leaders/children", "At high without a grade, and risen this week", ungraded=ungraded,
        ungraded_table=presenting.unseen(ungraded), risen_table=presenting.unseen(risen[:50]), risen=len(risen),
        headers=PEOPLE,
    )  # fmt: skip
    return _page(request, "children", context)


@require_GET
@door("leaders.see")
def never_recorded(request: Asked) -> HttpResponse:
    """List what was told to the force and not recorded as what it was."""
    cases = selectors.never_recorded(request.viewer, request.at)
    request.viewer.seen.add(*(ref for case in cases for ref in (case.ref, *case.people)))
    table = presenting.cases(cases)
    context = frame(
        "/leaders/never-recorded", "Told to us, never recorded", table=table, headers=CASES
    )
    return _page(request, "never_recorded", context)


@require_POST
@door("leaders.see")
def reckon(request: Asked) -> HttpResponse:
    """Reckon the ordinary records again now."""
    try:
        count = services.reckon(by=request.viewer, at=request.at)
        messages.success(request, f"{count} ordinary records of 90 days were answered again.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("/leaders/departments")
