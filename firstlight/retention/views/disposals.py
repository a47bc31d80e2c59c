"""Disposals: proposed, decided by a second person, and their tombstones."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people.selectors import hidden_records
from firstlight.retention import selectors, services
from firstlight.retention.forms import STATES, ProposeForm, ReasonForm, StateForm
from firstlight.retention.presenting import (
    context,
    disposal_rows,
    facts,
    item_rows,
    outside_rows,
    refused,
)

PER_PAGE = 50
HEADERS = ("Decision", "State", "Authority", {"label": "Records", "numeric": True}, "Proposed by",
           "Proposed", "Decided by")  # fmt: skip
ITEMS = ("Record", "Kind", "State", "Hold", "What went")
OUTSIDE = ("Record", "What left", "Which")


@require_GET
@door("retention.see")
def disposals(request: Asked) -> HttpResponse:
    """List disposals, newest first."""
    form = StateForm(request.GET or None)
    state = form.cleaned_data["state"] if form.is_bound and form.is_valid() else ""
    rows = selectors.disposals(request.viewer, state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    more = {
        "form": form, "page": page, "rows": disposal_rows(page.object_list), "headers": HEADERS,
        "total": len(rows), "state": STATES[state] if state else "",
        "may_propose": may(request.viewer, "retention.propose"),
    }  # fmt: skip
    return render(request, "retention/disposals.html", context("Disposals", **more))


@require_http_methods(["GET", "POST"])
@door("retention.propose")
def propose(request: Asked) -> HttpResponse:
    """Propose that records are disposed of."""
    form = ProposeForm(request.POST or None, initial={"records": request.GET.get("record", "")})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            ref = services.propose(
                records=asked["records"].replace(",", " ").split(), authority=asked["authority"],
                reference=asked["reference"], reason=asked["reason"], by=request.viewer, at=request.at,
            )  # fmt: skip
        except NotThere:
            form.add_error("records", "One of these is not there, or not yours to see")
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Proposed. A second person decides it.")
            return redirect(f"/retention/disposals/{ref}")
    status = 422 if form.errors else 200
    return render(
        request, "retention/propose.html", context("Propose a disposal", form=form), status=status
    )


@require_GET
@door("retention.see")
def disposal(request: Asked, ref: str) -> HttpResponse:
    """Show one disposal, its records, and what left the force and has to be told of."""
    return _one(request, ref, ReasonForm())


def _one(request: Asked, ref: str, form: ReasonForm) -> HttpResponse:
    one = selectors.disposal(ref)
    records = [item.record for item in one.items]
    if hidden_records(records, request.viewer):
        raise NotThere
    request.viewer.seen.add(ref, *records[:500])
    mine = one.proposed_by == request.viewer.ref
    more = {
        "one": one, "facts": facts(one), "rows": item_rows(one), "headers": ITEMS, "form": form,
        "outside": outside_rows(one), "outside_headers": OUTSIDE, "mine": mine,
        "may_decide": may(request.viewer, "retention.confirm") and one.state == "waiting" and not mine,
        "back_url": "/retention/disposals", "back_label": "Disposals",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(
        request, "retention/disposal.html", context(f"Disposal {ref}", **more), status=status
    )


@require_POST
@door("retention.confirm")
def agree(request: Asked, ref: str) -> HttpResponse:
    """Agree as the second person: the records go."""
    try:
        services.confirm(disposal=ref, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Agreed. What is disposed of is gone; the tombstones stay.")
    return redirect(f"/retention/disposals/{ref}")


@require_POST
@door("retention.confirm")
def refuse(request: Asked, ref: str) -> HttpResponse:
    """Refuse as the second person: everything is kept."""
    form = ReasonForm(request.POST)
    try:
        reason = form.data.get("reason", "")
        services.refuse(disposal=ref, reason=reason, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        form.full_clean()
        refused(form, refusal)
        return _one(request, ref, form)
    messages.success(request, "Refused. Nothing was disposed of.")
    return redirect(f"/retention/disposals/{ref}")
