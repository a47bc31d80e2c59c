"""A decision's document for paper, and as a PDF where the machine can make one."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere
from firstlight.sharing import presenting, selectors
from firstlight.sharing.rules.telling import LIMITS, MARKING, told


def _context(request: Asked, ref: str) -> dict[str, Any]:
    full = selectors.decision(ref, request.viewer, request.at)
    if not full.document:
        raise NotThere
    return {
        "title": f"{full.row.kind_said} {ref}", "full": full, "row": full.row, "limits": LIMITS,
        "doc": told(full.document), "facts": presenting.sent_facts(full),
        "marking": MARKING, "hash": _grouped(full.hash), "printed_at": request.at, "printed_for": request.viewer.name,
    }  # fmt: skip


def _grouped(digest: str) -> str:
    """Write a long number in groups of eight, so that it can be read aloud and breaks a line."""
    return " ".join(digest[begin : begin + 8] for begin in range(0, len(digest), 8))


@require_GET
@door("sharing.see", shows_person=True)
def printed(request: Asked, ref: str) -> HttpResponse:
    """Show a document for paper."""
    return render(request, "sharing/print.html", _context(request, ref))


@require_GET
@door("sharing.see", shows_person=True)
def pdf(request: Asked, ref: str) -> HttpResponse:
    """Give a document as a PDF; where this machine cannot make one, the page for paper."""
    context = _context(request, ref)
    try:
        import weasyprint  # noqa: PLC0415 -- needs libraries of the system that may not be there
    except (ImportError, OSError):
        return redirect(f"/sharing/{ref}/print")
    html = render_to_string("sharing/print.html", context, request)
    style = finders.find("kit/firstlight.css")
    made = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=_nothing).write_pdf(
        stylesheets=[weasyprint.CSS(filename=style)] if style else [], pdf_variant="pdf/a-3b"
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{ref}.pdf"'
    return answer


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    """Fetch nothing: a document asks no other machine for anything."""
    from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415 -- as above

    return URLFetcherResponse(url, body=b"", headers={"Content-Type": "text/css"})
