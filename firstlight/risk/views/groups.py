"""Floors and grades of children by group, with small numbers left out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.when import said
from firstlight.kit.rules.cells import csv_of
from firstlight.risk import grouping, services
from firstlight.risk.forms import GroupsForm
from firstlight.risk.grouping import Told
from firstlight.risk.rules import levels
from firstlight.risk.rules.suppressing import LEAST

LEFT_OUT = "left out"


def _asked(request: Asked) -> tuple[GroupsForm, str, str]:
    form = GroupsForm(request.GET or None)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, told.get("framework") or "missing", told.get("what") or "floor"


@require_GET
@door("risk.review")
def groups(request: Asked) -> HttpResponse:
    """Show the tables of one framework, as they were last counted."""
    form, framework, what = _asked(request)
    held = grouping.newest()
    tables = grouping.tables(held[1], framework, what, held[0]) if held else ()
    context = {
        "title": "Floors and grades by group", "form": form, "least": LEAST, "counted_at": held[0] if held else None,
        "going": grouping.reckoning(), "query": request.GET.urlencode(),
        "tables": [(one.title, _heads(one), _rows(one)) for one in tables],
        "caption": f"{levels.TITLES[framework]}: {'floors' if what == 'floor' else 'grades'}",
    }  # fmt: skip
    return render(request, "risk/groups.html", context)


def _heads(one: Told) -> list[object]:
    return ["Group", *({"label": word, "numeric": True} for word in one.table.columns)]


def _rows(one: Told) -> list[list[object]]:
    return [
        [name, *(LEFT_OUT if n is None else str(n) for n in line)]
        for name, line in zip(one.table.rows, one.table.cells, strict=True)
    ]


@require_GET
@door("risk.review")
def groups_csv(request: Asked) -> HttpResponse:
    """Give the same tables as a file; what is left out stays out."""
    _, framework, what = _asked(request)
    held = grouping.newest()
    rows: list[list[object]] = [["Table", "Group", "Level", "Children", "Counted"]]
    for one in grouping.tables(held[1], framework, what, held[0]) if held else ():
        for name, line in zip(one.table.rows, one.table.cells, strict=True):
            rows += [
                [one.title, name, word, LEFT_OUT if n is None else n, said(held[0]) if held else ""]
                for word, n in zip(one.table.columns, line, strict=True)
            ]
    answer = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{framework}-{what}s-by-group.csv"'
    return answer


@require_POST
@door("risk.review")
def reckon(request: Asked) -> HttpResponse:
    """Have everybody counted again."""
    services.begin_groups(by=request.viewer, at=request.at)
    messages.success(request, "Counting has begun. The page shows the last whole count until then.")
    return redirect("risk:groups")
