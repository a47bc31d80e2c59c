"""Legal holds: what stands, a new one, one ended or kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may, title_of
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.components.signs import day, when
from firstlight.retention import selectors, services
from firstlight.retention.forms import HoldForm, KeepForm, ReasonForm
from firstlight.retention.presenting import context, hold_rows, refused

HEADERS = ("Hold", "Of what", "Why", "Made by", "Made", "To be looked at on")


@require_http_methods(["GET", "POST"])
@door("retention.see")
def holds(request: Asked) -> HttpResponse:
    """List the holds that stand; whoever may, makes one."""
    form = HoldForm(request.POST or None, initial={"target": request.GET.get("target", "")})
    allowed = may(request.viewer, "retention.hold")
    if request.method == "POST" and allowed and form.is_valid():
        asked = form.cleaned_data
        try:
            ref = services.hold(target=asked["target"].strip().upper(), reason=asked["reason"],
                                review_on=asked["review_on"], by=request.viewer, at=request.at)  # fmt: skip
        except NotThere:
            form.add_error(
                "target", "There is no record or person of that reference that you may see"
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"Held: {ref}.")
            return redirect("/retention/holds")
    rows = selectors.holds(request.viewer)
    request.viewer.seen.add(*(one.target for one in rows))
    more = {"form": form, "rows": hold_rows(rows), "headers": HEADERS, "may_hold": allowed}
    status = 422 if form.errors else 200
    return render(request, "retention/holds.html", context("Legal holds", **more), status=status)


@require_http_methods(["GET", "POST"])
@door("retention.see")
def hold(request: Asked, ref: str) -> HttpResponse:
    """Show one hold; whoever may, ends it with a reason."""
    one = selectors.hold(ref, request.viewer)
    allowed = may(request.viewer, "retention.hold") and one.ended_at is None
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and allowed and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.end_hold(ref=ref, reason=reason, by=request.viewer, at=request.at)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{ref} is ended.")
            return redirect("/retention/holds")
    request.viewer.seen.add(one.target)
    told = {
        "Of what": one.target, "Why": one.reason, "Made by": title_of(one.by), "Made": when(one.at),
        "To be looked at on": day(one.review_on),
        "Ended": when(one.ended_at) if one.ended_at else "no: it stands",
        **({"Why it was ended": one.ended_reason, "Ended by": title_of(one.ended_by)} if one.ended_at else {}),
    }  # fmt: skip
    rows = [{"key": key, "value": value} for key, value in told.items()]
    more = {
        "form": form,
        "keep_form": KeepForm(),
        "ref": ref,
        "rows": rows,
        "may_end": allowed,
        "back_url": "/retention/holds",
        "back_label": "Holds",
    }
    status = 422 if form.errors else 200
    return render(request, "retention/hold.html", context(f"Hold {ref}", **more), status=status)


@require_POST
@door("retention.hold")
def keep(request: Asked, ref: str) -> HttpResponse:
    """Keep a hold that was looked at again until another day."""
    selectors.hold(ref, request.viewer)
    form = KeepForm(request.POST)
    form.full_clean()
    asked = form.cleaned_data
    try:
        services.keep_held(ref=ref, review_on=asked.get("review_on"), reason=asked.get("because", ""),
                           by=request.viewer, at=request.at)  # fmt: skip
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The hold stays, and is looked at again on the day named.")
    return redirect(f"/retention/holds/{ref}")
