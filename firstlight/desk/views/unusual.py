"""Unusual access: signs for professional standards to look into; reading them is a line too."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import title_of
from firstlight.desk.forms import UnusualForm
from firstlight.desk.rules.unusual import SIGNS, Sign
from firstlight.desk.watching import unusual
from firstlight.kernel.values.when import said
from firstlight.kit.components.signs import tag, when

PER_PAGE = 50
DAYS = 7
HEADERS = ("Line", "When", "Who", "Sign", "What", "Reason given")


def _asked(request: Asked) -> tuple[UnusualForm, tuple[Sign, ...]]:
    form = UnusualForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    begins = request.at - timedelta(days=int(asked.get("days") or DAYS))
    found = unusual(
        request.viewer, begins, request.at, by=asked.get("by", ""), kind=asked.get("kind", "")
    )
    return form, found


@require_GET
@door("journal.see")
def signs(request: Asked) -> HttpResponse:
    """Show the unusual looks of some days, newest first, and how many of each kind."""
    form, found = _asked(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = Counter(one.kind for one in found)
    context = {
        "title": "Unusual access", "form": form, "page": page, "headers": HEADERS,
        "rows": [_row(one) for one in page.object_list], "total": len(found),
        "counts": [{"key": SIGNS[kind], "value": str(counts[kind])} for kind in SIGNS],
        "query": request.GET.urlencode(), "back_url": "/journal", "back_label": "Journal",
    }  # fmt: skip
    return render(request, "desk/unusual.html", context)


def _row(one: Sign) -> tuple[object, ...]:
    return (
        {"text": str(one.line.seq), "sort": one.line.seq}, when(one.line.at), _who(one.line.by),
        tag(SIGNS[one.kind], "orange"), one.said, one.line.reason or "none was given",
    )  # fmt: skip


def _who(ref: str) -> SafeString:
    return format_html('<a class="govuk-link" href="/journal?by={}">{}</a>', ref, title_of(ref))


@require_GET
@door("journal.see")
def exported(request: Asked) -> HttpResponse:
    """Give the same as a file: references, times and signs; what was typed and reasons stay here."""
    _, found = _asked(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="unusual-access.csv"'
    rows: Iterable[tuple[object, ...]] = (
        (one.line.seq, said(one.line.at), one.line.by, SIGNS[one.kind], one.said) for one in found
    )
    writer = csv.writer(answer)
    writer.writerow(("line", "when", "account", "sign", "what"))
    writer.writerows(rows)
    return answer
