"""Lists of many: whose floor rose, and grades below the floor with what happened later."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import sight
from firstlight.kernel.values.when import london_date, said
from firstlight.kit.components.signs import level, when
from firstlight.kit.rules.cells import csv_of
from firstlight.risk import selectors
from firstlight.risk.below import STATES, Below, graded_below, with_later
from firstlight.risk.forms import BelowForm, RisesForm
from firstlight.risk.rules import levels
from firstlight.risk.selectors import AtLevel
from firstlight.risk.showing import named

PER_PAGE = 50
RISES = ("Person", "Framework", "Rose to", "When")
BELOW = ("Person", "Graded", "Floor then", "When", "What became of it", "What happened later")


def _risen(request: Asked) -> tuple[RisesForm, list[AtLevel], int]:
    """Give the filter, every rise it asks for of people the reader may know of, and how many it leaves out.

    A rise to the least level of its scale is left out unless it is asked for.
    """
    form = RisesForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    since = asked.get("since") or request.at - timedelta(days=1)
    hidden = sight(request.viewer).sealed | request.viewer.own_refs
    framework = asked.get("framework") or ""
    found = [
        one
        for one in selectors.rises(since)
        if one.person not in hidden
        and (not framework or one.framework == framework)
        and (not asked.get("top") or levels.is_top(one.framework, one.level))
    ]
    shown = [
        one for one in found if asked.get("least") or not levels.is_least(one.framework, one.level)
    ]
    return form, shown, len(found) - len(shown)


@require_GET
@door("risk.see")
def rises(request: Asked) -> HttpResponse:
    """List whose floor rose since a time, newest first."""
    form, found, left_out = _risen(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = {one.ref: one.name for one in named([r.person for r in page], request.viewer)}
    context = {
        "title": "Whose floor rose", "form": form, "page": page, "headers": RISES, "total": len(found),
        "query": request.GET.urlencode(), "left_out": left_out, "all": _with_least(request),
        "rows": [
            (_link(r.person, names[r.person]), levels.TITLES[r.framework],
             level(r.level, r.framework, bare=True), when(r.at))
            for r in page if r.person in names
        ],
    }  # fmt: skip
    return render(request, "risk/rises.html", context)


def _with_least(request: Asked) -> str:
    asked = request.GET.copy()
    asked["least"] = "on"
    asked.pop("page", None)
    return asked.urlencode()


def _link(ref: str, name: str) -> str:
    return format_html('<a class="govuk-link" href="/risk/{}">{}</a>', ref, name)


@require_GET
@door("risk.see")
def rises_csv(request: Asked) -> HttpResponse:
    """Give the same as a file, by reference alone."""
    _, found, _ = _risen(request)
    request.viewer.seen.add(*(one.person for one in found))
    rows = [
        (
            r.person,
            levels.TITLES[r.framework],
            levels.word(r.framework, r.level, london_date(r.at)),
            said(r.at),
        )
        for r in found
    ]
    answer = HttpResponse(csv_of([RISES, *rows]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rises.csv"'
    return answer


@require_GET
@door("risk.review")
def below(request: Asked) -> HttpResponse:
    """List grades below the floor with what became of each and what happened later."""
    form = BelowForm(request.GET or None)
    state = form.cleaned_data["state"] if form.is_bound and form.is_valid() else ""
    found = graded_below(request.viewer, state=state)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    shown = with_later(list(page), request.viewer, request.at)
    request.viewer.seen.add(*(one.person for one in shown))
    context = {
        "title": "Grades below the floor", "form": form, "page": page, "headers": BELOW,
        "rows": [_row(one) for one in shown], "total": len(found),
    }  # fmt: skip
    return render(request, "risk/below.html", context)


def _row(one: Below) -> tuple[object, ...]:
    later = format_html_join("", "<li>{}</li>", ((line,) for line in one.later))
    url = f"/risk/grades/{one.grade.ref}"
    return (
        format_html('<a class="govuk-link" href="{}">{}</a>', url, one.name),
        level(one.grade.level, one.grade.framework), level(one.grade.floor, one.grade.framework, bare=True),
        when(one.grade.at), STATES[one.state],
        format_html('<ul class="govuk-list">{}</ul>', later) if one.later else "nothing is held yet",
    )  # fmt: skip
