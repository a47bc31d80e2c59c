"""One person: where they stand, grading, and what would follow if something were known."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import who
from firstlight.picture.selectors import Restricted
from firstlight.risk import selectors, services, showing
from firstlight.risk.forms import GradeForm
from firstlight.risk.rules import levels
from firstlight.risk.rules.supposed import open_questions, suppose_known
from firstlight.risk.rules.table import BY_CODE
from firstlight.risk.rules.telling import ask_sentences, changes_sentence

OPENS = {code: rule.opens for code, rule in BY_CODE.items()}


def name_of(ref: str, request: Asked) -> str:
    """Name a person as the reader may know them; leads from a restricted one to its reason."""
    hit = who([ref], viewer=request.viewer).get(ref)
    if hit is None:
        raise NotThere
    if hit.restricted:
        raise Restricted(ref)
    request.viewer.seen.add(ref)
    return hit.name


def trail(ref: str, name: str) -> list[dict[str, str]]:
    """Give the way back from a page about a person."""
    return [
        {"label": name, "url": f"/people/{ref}"},
        {"label": "Floors and grades", "url": f"/risk/{ref}"},
    ]


@door("risk.see", shows_person=True)
def person(request: Asked, ref: str) -> HttpResponse:
    """Show where a person stands: floor and grade, reasons, what is asked, what was."""
    name = name_of(ref, request)
    told = selectors.assessment(ref, request.viewer)
    context = {
        "title": "Floors and grades", "name": name, "person": ref,
        "rows": showing.rows(ref, request.viewer, request.at),
        "asks": ask_sentences(told) if told else (),
        "to_read": told.to_read if told else (),
        "changes": changes_sentence(told) if told and told.changes_at else "",
        "may_grade": may(request.viewer, "risk.grade"), "breadcrumbs": trail(ref, name)[:1],
    }  # fmt: skip
    return render(request, "risk/person.html", context)


@require_GET
@door("risk.see", shows_person=True)
def what_if(request: Asked, ref: str) -> HttpResponse:
    """Show what the floors would be if chosen open questions were answered yes."""
    name = name_of(ref, request)
    told = selectors.assessment(ref, request.viewer)
    chosen = request.GET.getlist("rule")
    floors = [floor for floor in told.floors.values() if open_questions(floor)] if told else []
    supposed = [suppose_known(floor, chosen, OPENS) for floor in floors] if chosen else []
    context = {
        "title": "If this were known", "breadcrumbs": trail(ref, name), "person": ref, "chosen": chosen,
        "groups": [(levels.TITLES[floor.framework], open_questions(floor)) for floor in floors],
        "supposed": [(levels.TITLES[one.framework], one) for one in supposed],
    }  # fmt: skip
    return render(request, "risk/what_if.html", context)


@require_http_methods(["GET", "POST"])
@door("risk.grade", shows_person=True)
def grade(request: Asked, ref: str, framework: str) -> HttpResponse:
    """Let a named person grade; what was shown is stored with the grade."""
    if framework not in levels.FRAMEWORKS:
        raise NotThere
    name, held = name_of(ref, request), selectors.latest(ref)
    rows = showing.rows(ref, request.viewer, request.at)
    row = next((one for one in rows if one.standing.framework == framework), None)
    form = GradeForm(
        framework, london_date(request.at), row.holding if row else (),
        held.known_seq if held else 0, request.POST or None,
    )  # fmt: skip
    told: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        told = showing.news_since(
            ref, framework, form.cleaned_data["shown"], request.viewer, request.at
        )
        if told:
            form.show_again(held.known_seq if held else 0)
        else:
            made = _graded(request, ref, framework, form)
            if made is not None:
                return made
    context: dict[str, Any] = {
        "title": f"Grade: {levels.TITLES[framework].lower()}", "form": form, "name": name,
        "person": ref, "row": row, "news": told, "breadcrumbs": trail(ref, name),
    }  # fmt: skip
    return render(request, "risk/grade.html", context, status=422 if form.errors or told else 200)


def _graded(request: Asked, ref: str, framework: str, form: GradeForm) -> HttpResponse | None:
    """Save the grade and lead on; None where it was refused and the form says why."""
    try:
        made = services.grade(
            person=ref, framework=framework, level=form.cleaned_data["level"],
            rationale=form.cleaned_data["rationale"], weighs=form.weighs(), by=request.viewer,
            at=request.at,
        )  # fmt: skip
    except NotThere:
        raise
    except Refusal as refused:
        form.add_error(None, str(refused))
        return None
    saved = selectors.grade(made)
    if saved is not None and saved.provisional:
        messages.success(request, "Saved as provisional: the floor stays the working level.")
    else:
        messages.success(request, "Saved.")
    if saved is not None and saved.note:
        messages.warning(request, saved.note)
    return redirect("risk:person", ref=ref)
