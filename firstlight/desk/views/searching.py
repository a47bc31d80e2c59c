"""Search: one box. What is typed travels in the body, never in an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.desk.forms import SearchForm
from firstlight.desk.kin import hit_age
from firstlight.desk.searching import page_of, result_of
from firstlight.people.selectors import read_words
from firstlight.people.services import note_search
from firstlight.picture.selectors import RESTRICTED_LINE
from firstlight.records.selectors import source_names


@require_http_methods(["GET", "POST"])
@door("people.search")
def search(request: Asked) -> HttpResponse:
    """Show the box, or search for what was typed and note why."""
    if request.method == "GET":
        return render(request, "desk/search.html", {"title": "Search", "form": SearchForm()})
    form = SearchForm(request.POST)
    context: dict[str, object] = {"title": "Search", "form": form}
    if not form.is_valid():
        return render(request, "desk/search.html", context, status=422)
    typed = form.typed()
    result = result_of(typed, form.cleaned_data["page"] or 1, viewer=request.viewer, at=request.at)
    note_search(
        words=typed,
        justification=form.cleaned_data["justification"],
        found=tuple(request.viewer.seen.refs),
        by=request.viewer,
        at=request.at,
    )
    reference = read_words(typed["words"]).reference
    path = page_of(reference, request.viewer) if reference else None
    if path:
        return redirect(path)
    names = source_names()
    hits = [
        (hit, hit_age(hit, request.at), ", ".join(names.get(code, code) for code in hit.sources))
        for hit in result.hits
    ]
    context |= {"result": result, "typed": typed, "hits": hits, "restricted_line": RESTRICTED_LINE}
    return render(request, "desk/search.html", context)
