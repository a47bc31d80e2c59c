"""The hourly pack as a page: printed from here, and how old the file is that opens without us."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.desk.packing import EVERY, files, pack
from firstlight.kit.rules.times import span_words


@require_GET
@door("pack.see")
def open_now(request: Asked) -> HttpResponse:
    """Show what is open as the reader may know it, to be printed."""
    path, newest = next(iter(files()), (None, None))
    old = request.at - newest if newest else None
    context = {
        "title": "What is open", "pack": pack(request.viewer, request.at), "printed_at": request.at,
        "printed_for": request.viewer.name, "newest": newest, "file": f"packs/{path.name}" if path else "",
        "age": span_words(old.total_seconds()) if old else "", "stale": old is not None and old > 2 * EVERY,
    }  # fmt: skip
    return render(request, "desk/pack.html", context)
