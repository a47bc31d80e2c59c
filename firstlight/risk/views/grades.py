"""One grade: what was shown when it was made, what is known now, and a second person's answer."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people.selectors import exists
from firstlight.risk import selectors, services, showing
from firstlight.risk.forms import RefusalForm
from firstlight.risk.rules import levels
from firstlight.risk.selectors import GradeRow
from firstlight.risk.views.people import name_of, trail


def _of(ref: str, request: Asked) -> tuple[GradeRow, str]:
    row = selectors.grade(ref)
    person = selectors.person_of(row) if row else None
    if row is None or person is None or not exists(person, request.viewer):
        raise NotThere
    return row, person


@require_GET
@door("risk.see", shows_person=True)
def grade(request: Asked, ref: str) -> HttpResponse:
    """Show a grade beside what was shown when it was made and what is known now."""
    return _page(request, ref, RefusalForm())


def _page(request: Asked, ref: str, form: RefusalForm) -> HttpResponse:
    row, person = _of(ref, request)
    name = name_of(person, request)
    context = {
        "title": f"Grade: {levels.TITLES[row.framework].lower()}", "caption": f"Grade {row.ref}",
        "breadcrumbs": trail(person, name), "name": name, "person": person, "form": form,
        "c": showing.compared(row, person, request.viewer, request.at), "g": row, "at": request.at,
    }  # fmt: skip
    return render(request, "risk/one_grade.html", context, status=422 if form.errors else 200)


@require_POST
@door("risk.agree")
def agree(request: Asked, ref: str) -> HttpResponse:
    """Agree a grade below the floor, or be told why not."""
    _, person = _of(ref, request)
    return _answered(
        request, person, "Agreed. The grade counts from now.",
        lambda: services.agree(grade=ref, by=request.viewer, at=request.at),
    )  # fmt: skip


@require_POST
@door("risk.agree")
def refuse(request: Asked, ref: str) -> HttpResponse:
    """Do not agree a grade below the floor, saying why."""
    _, person = _of(ref, request)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, ref, form)
    because = form.cleaned_data["because"]
    return _answered(
        request, person, "Not agreed. The floor stays the working level.",
        lambda: services.refuse(grade=ref, because=because, by=request.viewer, at=request.at),
    )  # fmt: skip


def _answered(request: Asked, person: str, said: str, verb: Callable[[], None]) -> HttpResponse:
    try:
        verb()
    except NotThere:
        raise
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("risk:person", ref=person)
