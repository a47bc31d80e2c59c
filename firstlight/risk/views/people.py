"""One person: where they stand, grading, and what would follow if something were known."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import exists, who
from firstlight.picture.selectors import Restricted
from firstlight.risk import selectors, services
from firstlight.risk.forms import GradeForm
from firstlight.risk.rules import levels
from firstlight.risk.rules.telling import ask_sentences, changes_sentence
from firstlight.risk.showing import rows


def _facts(found: tuple[selectors.Standing, ...], framework: str) -> list[tuple[str, str]]:
    return [
        (one.rule, one.title)
        for standing in found
        if standing.framework == framework
        for one in standing.floor.findings
        if one.level
    ]


def _name(ref: str, request: Asked) -> str:
    hit = who([ref], viewer=request.viewer).get(ref)
    if hit is None:
        raise NotThere
    if hit.restricted:
        raise Restricted(ref)
    return hit.name


@door("risk.see", shows_person=True)
def person(request: Asked, ref: str) -> HttpResponse:
    """Show where a person stands: floor and grade, reasons, what is asked, what was."""
    name = _name(ref, request)
    told = selectors.assessment(ref, request.viewer)
    request.viewer.seen.add(ref)
    return render(
        request,
        "risk/person.html",
        {
            "title": "Floors and grades",
            "name": name,
            "person": ref,
            "rows": rows(ref, request.viewer, request.at),
            "grades": selectors.grades_of(ref),
            "asks": ask_sentences(told) if told else (),
            "changes": changes_sentence(told) if told and told.changes_at else "",
            "may_grade": may(request.viewer, "risk.grade"),
        },
    )


@door("risk.grade", shows_person=True)
def grade(request: Asked, ref: str, framework: str) -> HttpResponse:
    """Let a named person grade; what was shown is stored with the grade."""
    if framework not in levels.FRAMEWORKS:
        raise NotThere
    name = _name(ref, request)
    found = selectors.standing(ref, viewer=request.viewer, at=request.at)
    request.viewer.seen.add(ref)
    form = GradeForm(
        framework, london_date(request.at), _facts(found, framework), request.POST or None
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.grade(
                person=ref,
                framework=framework,
                level=form.cleaned_data["level"],
                rationale=form.cleaned_data["rationale"],
                weighs=form.weighs(),
                by=request.viewer,
                at=request.at,
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("risk:person", ref=ref)
    row = next(
        (r for r in rows(ref, request.viewer, request.at) if r.standing.framework == framework),
        None,
    )
    context = {"title": f"Grade: {levels.TITLES[framework].lower()}", "form": form, "name": name}
    return render(request, "risk/grade.html", {**context, "person": ref, "row": row})


@door("risk.agree")
def agree(request: Asked, ref: str) -> HttpResponse:
    """Agree a grade below the floor, or be told why not."""
    row = selectors.grade(ref)
    person_ref = selectors.person_of(row) if row else None
    if row is None or person_ref is None or request.method != "POST":
        raise NotThere
    if not exists(person_ref, request.viewer):
        raise NotThere
    try:
        services.agree(grade=ref, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Agreed. The grade counts from now.")
    return redirect("risk:person", ref=person_ref)
