"""Data quality by source: gaps against the minimum standard, and the records that have them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.intake import selectors, services
from firstlight.kit.components.signs import when
from firstlight.records.rules.kinds import KINDS


@require_GET
@door("sources.see")
def quality(request: Asked) -> HttpResponse:
    """Show each source with its gaps, the largest first."""
    found = selectors.quality(request.viewer)
    reckoned = max((one.reckoned_at for one in found), default=None)
    context = {"title": "Data quality", "sources": found, "reckoned_at": reckoned}
    return render(request, "intake/quality.html", context)


@require_GET
@door("records.see")
def gap(request: Asked, source: str, code: str) -> HttpResponse:
    """Show the records of a source that have one gap: by reference, naming nobody."""
    found, records = selectors.gap(source, code, request.viewer)
    rows = [
        (
            format_html('<a class="govuk-link" href="/records/{0}">{0}</a>', one.ref),
            KINDS[one.kind].name, one.source_ref, when(one.recorded_at),
        )
        for one in records
    ]  # fmt: skip
    context = {
        "title": found.said, "gap": found, "rows": rows, "back_url": "/quality", "back_label": "Data quality",
        "headers": ("Record", "Kind", "The source's reference", "Written down"),
    }  # fmt: skip
    return render(request, "intake/gap.html", context)


@require_POST
@door("sources.see")
def again(request: Asked) -> HttpResponse:
    """Count again at once."""
    services.reckon_again(by=request.viewer, at=request.at)
    messages.success(request, "Counted again.")
    return redirect("quality")
