"""Quarantine: what waits, one of it mended or refused, several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.intake import selectors, services
from firstlight.intake.forms import BulkForm, DropForm, MendFieldsForm, MendForm, WhichForm
from firstlight.intake.selectors import Chosen
from firstlight.kernel.values.refusal import Refusal
from firstlight.kit.components.signs import when

PER_PAGE = 50
STATES = {
    "waiting": "Waiting",
    "mended": "Mended and taken in",
    "dropped": "Refused",
    "disposed": "Disposed of",
}
WAITS = {"quarantined", "conflict"}


@require_GET
@door("quarantine.see")
def quarantine(request: Asked) -> HttpResponse:
    """List what waits, newest first."""
    return _list(request)


def _list(request: Asked, bulk: BulkForm | None = None) -> HttpResponse:
    form = WhichForm(request.GET or None, *selectors.held_back_by(request.viewer))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    chosen = Chosen(
        asked.get("source", ""), asked.get("field", ""), asked.get("file", ""),
        asked.get("state") or "waiting",
    )  # fmt: skip
    total = selectors.held_back(request.viewer, chosen, slice(0, 0))[1]
    page = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    begin = (page.number - 1) * PER_PAGE
    rows, _ = selectors.held_back(request.viewer, chosen, slice(begin, begin + PER_PAGE))
    context = {
        "title": "Waiting in quarantine", "form": form, "page": page, "rows": rows, "total": total,
        "filtered": form.is_bound, "waits": chosen.state == "waiting", "state": STATES[chosen.state],
        "bulk": bulk or BulkForm(initial={"act": "again"}),
    }  # fmt: skip
    return render(request, "intake/quarantine.html", context, status=422 if bulk else 200)


@require_GET
@door("quarantine.see")
def waiting(request: Asked, ref: str) -> HttpResponse:
    """Show one thing that waits, each field at fault beside what is wrong with it."""
    return _one(request, ref)


def _one(
    request: Asked, ref: str, mending: MendForm | None = None, dropping: DropForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    held = selectors.held_back_one(ref, request.viewer)
    fields = selectors.fields_to_mend(held) if held.state == "waiting" else []
    shown = {one.path for one in fields}
    context: dict[str, Any] = {
        "title": "A record that waits", "held": held, "state": STATES.get(held.state, held.state),
        "form": mending or MendForm(initial={"text": held.text}),
        "fields_form": MendFieldsForm(fields) if fields else None,
        "other_faults": [one for one in held.faults if one[0] not in shown],
        "drop_form": dropping or DropForm(), "back_url": "/quarantine", "back_label": "Quarantine",
        "rows": [
            {"key": "Source", "value": held.source}, {"key": "Its reference", "value": held.source_ref},
            {"key": "Where it stood", "value": held.provenance}, {"key": "Received", "value": when(held.received_at)},
            {"key": "What became of it", "value": STATES.get(held.state, held.state)},
        ],
    }  # fmt: skip
    return render(request, "intake/waiting.html", context, status=status)


@require_POST
@door("quarantine.see")
def mend_fields(request: Asked, ref: str) -> HttpResponse:
    """Offer it again with its fields mended."""
    held = selectors.held_back_one(ref, request.viewer)
    form = MendFieldsForm(selectors.fields_to_mend(held), request.POST)
    try:
        taken = services.mend_fields(
            ref=ref, values=form.values(), by=request.viewer, at=request.at
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _one(request, ref, status=422)
    return _answered(request, ref, taken.outcome, taken.ref)


def _answered(request: Asked, ref: str, outcome: str, new: str) -> HttpResponse:
    """Say what offering it again came to."""
    if outcome not in WAITS:
        messages.success(request, f"Taken in as {new}.")
        return redirect("quarantine")
    messages.error(request, "It still has faults and waits on.")
    return _one(request, new or ref, status=422)


@require_POST
@door("quarantine.see")
def mend(request: Asked, ref: str) -> HttpResponse:
    """Offer the mended text of the whole record again."""
    form = MendForm(request.POST)
    if not form.is_valid():
        return _one(request, ref, mending=form, status=422)
    try:
        taken = services.mend(
            ref=ref, text=form.cleaned_data["text"], by=request.viewer, at=request.at
        )
    except Refusal as refusal:
        for _, said in refusal.faults or (("text", str(refusal)),):
            form.add_error("text", f"The text {said}." if refusal.faults else said)
        return _one(request, ref, mending=form, status=422)
    return _answered(request, ref, taken.outcome, taken.ref)


@require_POST
@door("quarantine.see")
def drop(request: Asked, ref: str) -> HttpResponse:
    """Refuse what waits, with a reason."""
    form = DropForm(request.POST)
    if not form.is_valid():
        return _one(request, ref, dropping=form, status=422)
    services.drop(ref=ref, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at)
    messages.success(
        request, f"{ref} is refused and waits no more. It can be taken back up from its page."
    )
    return redirect("quarantine")


@require_POST
@door("quarantine.see")
def reopen(request: Asked, ref: str) -> HttpResponse:
    """Let something that was refused wait again."""
    services.reopen(ref=ref, by=request.viewer, at=request.at)
    messages.success(request, "It waits again.")
    return redirect("waiting", ref=ref)


@require_POST
@door("quarantine.see")
def bulk(request: Asked) -> HttpResponse:
    """Take several again as they are, or refuse them with one reason."""
    form, refs = BulkForm(request.POST), request.POST.getlist("ref")[:PER_PAGE]
    if form.is_valid() and not refs:
        form.add_error(None, "Choose at least one record.")
    if (
        form.is_valid()
        and form.cleaned_data["act"] == "drop"
        and not form.cleaned_data["reason"].strip()
    ):
        form.add_error("reason", "Say why they are not wanted.")
    if not form.is_valid():
        return _list(request, form)
    if form.cleaned_data["act"] == "drop":
        services.drop_many(
            refs=refs, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at
        )
        messages.success(request, f"{len(refs)} refused.")
    else:
        done = services.take_again(refs=refs, by=request.viewer, at=request.at)
        messages.success(request, f"{done['taken']} taken in, {done['waiting']} wait on.")
    return redirect("quarantine")
