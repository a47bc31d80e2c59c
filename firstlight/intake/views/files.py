"""Files that were loaded: what each came to, as a page, on paper and as a CSV for its owner."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.intake import selectors
from firstlight.intake.forms import SourceForm

PER_PAGE = 50


@require_GET
@door("quarantine.see")
def files(request: Asked) -> HttpResponse:
    """List the files, newest first."""
    form = SourceForm(request.GET or None)
    source = form.cleaned_data["source"] if form.is_bound and form.is_valid() else ""
    total = selectors.files(request.viewer, source, slice(0, 0))[1]
    page = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    rows, _ = selectors.files(request.viewer, source, _slice(page.number))
    context = {"title": "Files", "form": form, "page": page, "rows": rows, "filtered": bool(source)}
    return render(request, "intake/files.html", context)


def _slice(page: int) -> slice:
    return slice((page - 1) * PER_PAGE, page * PER_PAGE)


@require_GET
@door("quarantine.see")
def file(request: Asked, ref: str) -> HttpResponse:
    """Show what one file came to."""
    found = selectors.file_one(ref, request.viewer)
    total = selectors.file_lines(ref, request.viewer, slice(0, 0))[1]
    page = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    lines, _ = selectors.file_lines(ref, request.viewer, _slice(page.number))
    context = {
        "title": "What became of a file", "file": found, "lines": list(lines), "page": page,
        "back_url": "/files", "back_label": "Files",
    }  # fmt: skip
    return render(request, "intake/file.html", context)


@require_GET
@door("quarantine.see")
def file_csv(request: Asked, ref: str) -> HttpResponse:
    """Give the report as a CSV to send back: lines and reasons, never what a line says."""
    _, text = selectors.report_of(ref, request.viewer)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{ref}.csv"'
    return answer
