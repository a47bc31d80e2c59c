"""What was typed here on its way back to the force's own systems, with their receipts."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.intake import selectors
from firstlight.intake.forms import ReturnedForm
from firstlight.kit.components.signs import tag, when

PER_PAGE = 50
TONES = {"received": "green", "waiting": "orange", "held": "red"}
HEADERS = ("Record", "Version", "System", "State", "Asked", "Tries", "Last answer", "Receipt")


@require_GET
@door("quarantine.see")
def returned(request: Asked) -> HttpResponse:
    """List what goes back, newest first."""
    form = ReturnedForm(request.GET or None)
    state = form.cleaned_data["state"] if form.is_bound and form.is_valid() else ""
    total = selectors.returned(request.viewer, state, slice(0, 0))[1]
    page = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    begin = (page.number - 1) * PER_PAGE
    found, _ = selectors.returned(request.viewer, state, slice(begin, begin + PER_PAGE))
    rows = [
        (
            one.record, str(one.version), one.target, tag(one.state.capitalize(), TONES.get(one.state, "grey")),
            when(one.asked_at), str(one.tries), one.answer or "none yet", one.receipt or "none",
        )
        for one in found
    ]  # fmt: skip
    context = {
        "title": "Back to other systems", "form": form, "page": page, "rows": rows, "headers": HEADERS,
        "filtered": bool(state), "targets": selectors.target_names(request.viewer),
    }  # fmt: skip
    return render(request, "intake/returned.html", context)
