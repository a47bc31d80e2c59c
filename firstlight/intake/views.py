"""Quarantine: what waits, one of it, mended or dropped. The sources: fresh, late, down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.intake import selectors, services
from firstlight.intake.forms import DropForm, MendForm, WhichForm
from firstlight.kernel.values.refusal import Refusal
from firstlight.kit.components.signs import tag, when

PER_PAGE = 50
TONES = {"fresh": "green", "late": "orange", "down": "red", "never heard": "grey"}


@require_GET
@door("quarantine.see")
def quarantine(request: Asked) -> HttpResponse:
    """List what waits, newest first."""
    form = WhichForm(request.GET or None)
    source = form.cleaned_data["source"] if form.is_bound and form.is_valid() else ""
    rows = selectors.held_back(request.viewer, source=source)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Waiting in quarantine", "form": form, "page": page, "total": len(rows),
        "most": selectors.MOST, "filtered": bool(source),
    }  # fmt: skip
    return render(request, "intake/quarantine.html", context)


@require_GET
@door("quarantine.see")
def waiting(request: Asked, ref: str) -> HttpResponse:
    """Show one thing that waits, with all its faults."""
    return _one(request, ref)


def _one(
    request: Asked, ref: str, mending: MendForm | None = None, dropping: DropForm | None = None
) -> HttpResponse:
    held = selectors.held_back_one(ref, request.viewer)
    context: dict[str, Any] = {
        "title": "A record that waits", "held": held, "form": mending or MendForm(initial={"text": held.text}),
        "drop_form": dropping or DropForm(), "back_url": "/quarantine", "back_label": "Quarantine",
        "rows": [
            {"key": "Source", "value": held.source}, {"key": "Its reference", "value": held.source_ref},
            {"key": "Where it stood", "value": held.provenance}, {"key": "Received", "value": when(held.received_at)},
        ],
    }  # fmt: skip
    return render(
        request, "intake/waiting.html", context, status=422 if mending or dropping else 200
    )


@require_POST
@door("quarantine.see")
def mend(request: Asked, ref: str) -> HttpResponse:
    """Offer the mended text again."""
    form = MendForm(request.POST)
    if not form.is_valid():
        return _one(request, ref, mending=form)
    try:
        taken = services.mend(
            ref=ref, text=form.cleaned_data["text"], by=request.viewer, at=request.at
        )
    except Refusal as refusal:
        for _, said in refusal.faults or (("text", str(refusal)),):
            form.add_error("text", f"The text {said}." if refusal.faults else said)
        return _one(request, ref, mending=form)
    if taken.outcome in {"quarantined", "conflict"}:
        for fault in taken.faults:
            form.add_error("text", f"{fault.field} {fault.problem}. {fault.mend}".strip())
        held = ref if _still_waits(ref, request) else taken.ref
        return _one(request, held, mending=form)
    messages.success(request, f"Taken in as {taken.ref}.")
    return redirect("quarantine")


def _still_waits(ref: str, request: Asked) -> bool:
    return any(one.ref == ref for one in selectors.held_back(request.viewer))


@require_POST
@door("quarantine.see")
def drop(request: Asked, ref: str) -> HttpResponse:
    """Put aside for good what waits, with a reason."""
    form = DropForm(request.POST)
    if not form.is_valid():
        return _one(request, ref, dropping=form)
    services.drop(ref=ref, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at)
    messages.success(request, "Dropped. It waits no more.")
    return redirect("quarantine")


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
    headers = (
        "Source",
        "State",
        "Last heard",
        "Late or down since",
        "Tells",
        "Covers",
        "Does not cover",
        "Owner",
    )
    context = {
        "title": "Sources",
        "headers": headers,
        "rows": rows,
        "not_told": selectors.not_told(request.viewer),
    }
    return render(request, "intake/sources.html", context)
