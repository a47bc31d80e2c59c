"""Figures of missing episodes, and the return made of them."""

from __future__ import annotations

import csv
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.when import london_date
from firstlight.missing.counting import facts, mended
from firstlight.missing.forms import FiguresForm
from firstlight.missing.rules.counting import COLUMNS, DIMENSIONS, RETURN_VERSION, grouped


@require_GET
@door("leaders.see")
def figures(request: Asked) -> HttpResponse:
    """Show figures by home, area, level or care."""
    form = FiguresForm(request.GET or {"by": "area", "days": "90"})
    by, days = _asked(form)
    since = request.at - timedelta(days=days)
    context = {
        "title": "Missing: figures", "form": form, "days": days, "dimension": DIMENSIONS[by],
        "groups": grouped(facts(since, request.at, request.viewer), by),
        "mended": mended(since, request.at), "version": RETURN_VERSION,
        "query": f"by={by}&days={days}",
        "breadcrumbs": [{"label": "Missing people", "url": "/missing"}],
    }  # fmt: skip
    return render(request, "missing/figures.html", context)


def _asked(form: FiguresForm) -> tuple[str, int]:
    if not form.is_valid():
        return "area", 90
    return form.cleaned_data["by"] or "area", int(form.cleaned_data["days"] or 90)


@require_GET
@door("leaders.see")
def exported(request: Asked) -> HttpResponse:
    """Give the return as a file that says its version, its days and when it was made."""
    by, days = _asked(FiguresForm(request.GET or {"by": "area", "days": "90"}))
    since = request.at - timedelta(days=days)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="missing-return-v{RETURN_VERSION}.csv"'
    out = csv.writer(response)
    out.writerow(("return", "missing", "version", RETURN_VERSION, "by", by, "from", london_date(since),
                  "until", london_date(request.at)))  # fmt: skip
    out.writerow(COLUMNS)
    out.writerows(one.row() for one in grouped(facts(since, request.at, request.viewer), by))
    return response
