"""The sources: fresh, late or down, and what nobody tells."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.intake import selectors
from firstlight.kit.components.signs import tag, when

TONES = {"fresh": "green", "late": "orange", "down": "red", "never heard": "grey"}
HEADERS = (
    "Source", "State", "Last heard", "Late or down since", "Tells", "Covers", "Does not cover", "Owner",
)  # fmt: skip


@require_GET
@door("sources.see")
def all_sources(request: Asked) -> HttpResponse:
    """Show the sources: who tells us what, how fresh it is, and what nobody tells."""
    rows = [
        (
            row.source.name, tag(row.state.capitalize(), TONES[row.state]),
            when(row.source.last_heard_at) if row.source.last_heard_at else "never",
            when(row.since) if row.since else "", ", ".join(row.kinds) or "any kind",
            row.source.area or "not said", ", ".join(row.source.not_covered) or "none named", row.source.owner,
        )
        for row in selectors.standing(request.viewer, request.at)
    ]  # fmt: skip
    context = {
        "title": "Sources", "headers": HEADERS, "rows": rows,
        "not_told": selectors.not_told(request.viewer),
    }  # fmt: skip
    return render(request, "intake/sources.html", context)
