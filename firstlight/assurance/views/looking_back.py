"""The look-back's pages: the duties first, then what could have been done when, and by whom."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.assurance import presenting_back as presenting
from firstlight.assurance import selectors
from firstlight.assurance.forms import LookbackForm
from firstlight.assurance.views.leaders import frame
from firstlight.force.selectors import setting
from firstlight.kit.rules.cells import csv_of

PER_PAGE = 25


def _newest(request: Asked) -> selectors.Shown | None:
    ref = selectors.newest_lookback()
    return selectors.lookback_told(ref, request.viewer) if ref else None


@require_GET
@door("leaders.see")
def lookback(request: Asked) -> HttpResponse:
    """Show the newest look-back: the duties it opened, both errors, opportunities, the burden."""
    found = _newest(request)
    context = frame("/leaders/lookback", "What could have been seen, and when")
    if found is not None:
        context |= {
            "f": found, "numbers": presenting.numbers(found), "burden": presenting.burden(found),
            "burden_headers": presenting.BURDEN_HEADERS, "months": presenting.month_rows(found),
            "month_headers": presenting.MONTH_HEADERS, "month_bars": presenting.month_bars(found),
            "departments": presenting.department_rows(found),
            "department_headers": presenting.DEPARTMENT_HEADERS,
            "department_bars": presenting.department_bars(found),
        }  # fmt: skip
    return render(request, "assurance/lookback.html", context)


def _chosen(
    request: Asked, found: selectors.Shown
) -> tuple[LookbackForm, tuple[selectors.ChildRow, ...]]:
    departments = [(code, title) for code, title, _, _ in found.departments() if code]
    form = LookbackForm(request.GET or None, departments=departments)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = found.of(
        asked.get("group", ""), asked.get("framework", ""), asked.get("department") or None
    )
    return form, rows


@require_GET
@door("leaders.see")
def children(request: Asked) -> HttpResponse:
    """List the children of the newest look-back, by reference."""
    found = _newest(request)
    if found is None:
        raise Http404
    form, rows = _chosen(request, found)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    request.viewer.seen.add(*(row.person for row in page))
    refs = [row.grade_record for row in page if row.grade_record]
    graders = (
        selectors.graders(refs, request.viewer, request.at)
        if setting("lookback.name_graders")
        else {}
    )
    context = frame(
        "", "Children of the look-back", form=form, page=page, total=len(rows),
        headers=presenting.CHILD_HEADERS, table=presenting.children(page, graders),
        query=request.GET.urlencode(), back_url="/leaders/lookback", back_label="Look-back",
    )  # fmt: skip
    return render(request, "assurance/lookback_children.html", context)


@require_GET
@door("leaders.see")
def exported(request: Asked) -> HttpResponse:
    """Give the same children as a file: references, times and departments, nobody's name."""
    found = _newest(request)
    if found is None:
        raise Http404
    _, rows = _chosen(request, found)
    request.viewer.seen.add(*(row.person for row in rows))
    answer = HttpResponse(
        csv_of(presenting.file_rows(rows)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="lookback.csv"'
    return answer
