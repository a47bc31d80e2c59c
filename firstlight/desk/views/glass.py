"""Opening something restricted, with a reason that somebody else will read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import opening, openings, sight, title_of
from firstlight.desk.forms import ReasonForm, ReviewForm
from firstlight.desk.searching import PAGES
from firstlight.desk.services import break_glass, review_glass
from firstlight.kernel.values.refusal import NotThere, Refusal


def is_restricted(request: Asked, ref: str) -> bool:
    """Tell whether the viewer must give a reason before this opens."""
    return ref in sight(request.viewer).restricted


def glass(request: Asked, ref: str, form: ReasonForm | None = None) -> HttpResponse:
    """Show that something is there and restricted, and the way in."""
    request.viewer.seen.add(ref)
    context = {"title": "This is restricted", "ref": ref, "form": form or ReasonForm()}
    return render(request, "desk/glass.html", context, status=422 if form else 200)


@require_http_methods(["GET", "POST"])
@door("access.break_glass", shows_person=True)
def open_with_reason(request: Asked, ref: str) -> HttpResponse:
    """Ask for a reason, then open it for a while; the reason is journaled and a review is due."""
    if not is_restricted(request, ref):
        raise NotThere
    if request.method != "POST":
        return glass(request, ref)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return glass(request, ref, form)
    break_glass(
        ref=ref,
        reason=form.cleaned_data["reason"],
        minutes=int(form.cleaned_data["minutes"] or 60),
        by=request.viewer,
        at=request.at,
    )
    return redirect(f"/{PAGES[ref[:1]]}/{ref}")


@require_GET
@door("access.review_glass")
def listing(request: Asked) -> HttpResponse:
    """List the openings that wait for a review, then those that had theirs."""
    waiting = openings(request.viewer, waiting=True)
    done = openings(request.viewer, waiting=False)
    request.viewer.seen.add(*(row.ref for row in (*waiting, *done)))
    context = {
        "title": "Emergency openings",
        "waiting": [(row, title_of(row.by)) for row in waiting],
        "done": [(row, title_of(row.by)) for row in done],
    }
    return render(request, "desk/openings.html", context)


@require_http_methods(["GET", "POST"])
@door("access.review_glass")
def review(request: Asked, ref: str) -> HttpResponse:
    """Show who opened what and why; whoever keeps or guards it says whether it was right."""
    row = opening(ref, request.viewer)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_glass(ref=ref, **form.cleaned_data, by=request.viewer, at=request.at)
        except Refusal as refused:
            for field, said in refused.faults:
                form.add_error(field, said)
        else:
            messages.success(request, "The review is noted.")
            return redirect("/openings")
    request.viewer.seen.add(ref, row.target)
    context = {
        "title": "An emergency opening", "caption": ref, "row": row, "form": form,
        "who": title_of(row.by), "page": f"/{PAGES[row.target[:1]]}/{row.target}",
        "reviewer": title_of(row.reviewed_by) if row.reviewed_by else "",
        "back_url": "/openings", "back_label": "Emergency openings",
    }  # fmt: skip
    return render(request, "desk/opening.html", context, status=422 if form.errors else 200)
