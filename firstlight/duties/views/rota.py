"""The rota: which post somebody holds when, where nobody does, and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.duties import presenting_rota, selectors, services
from firstlight.duties.forms import EndForm, RotaListForm, ShiftForm, SwapForm
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.forms import KitForm

CRUMBS = ({"label": "Rota", "url": "/rota"},)


@require_GET
@door("rota.see")
def rota(request: Asked) -> HttpResponse:
    """Show the coming fortnight of every post: who acts now, and each time nobody does."""
    return _rota(request)


def _rota(
    request: Asked, shift: KitForm | None = None, many: KitForm | None = None
) -> HttpResponse:
    found = selectors.coming(request.viewer, request.at)
    context = {
        "title": "Rota", "headers": presenting_rota.HEADERS,
        "rows": [presenting_rota.row(one) for one in found],
        "empty": [one for one in found if one.gaps], "posts": len(found),
        "may_set": may(request.viewer, "rota.set"), "form": shift or many,
        "shift": shift or ShiftForm(), "many": many or RotaListForm(),
    }  # fmt: skip
    return render(request, "duties/rota.html", context, status=422 if shift or many else 200)


@require_POST
@door("rota.set")
def add(request: Asked) -> HttpResponse:
    """Put somebody on a post."""
    form = ShiftForm(request.POST)
    if not form.is_valid() or not _set(request, form, [form.cleaned_data]):
        return _rota(request, shift=form)
    messages.success(request, f"On the rota for {posts().title_of(form.cleaned_data['post'])}.")
    return redirect("/rota")


@require_POST
@door("rota.set")
def take_list(request: Asked) -> HttpResponse:
    """Put many on the rota, all or none."""
    form = RotaListForm(request.POST)
    if not form.is_valid() or not _set(request, form):
        return _rota(request, many=form)
    messages.success(request, "The rows are on the rota.")
    return redirect("/rota")


def _set(request: Asked, form: KitForm, rows: list[dict[str, Any]] | None = None) -> bool:
    try:
        given = services.read_list(form.cleaned_data["rows"]) if rows is None else rows
        services.set_shifts(rows=given, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        _tell(form, refusal)
        return False
    return True


def _tell(form: KitForm, refusal: Refusal) -> None:
    for name, sentence in refusal.faults:
        field = name if name in form.fields else None
        form.add_error(field, sentence if field else f"{name}: {sentence}")


@require_GET
@door("rota.see")
def post(request: Asked) -> HttpResponse:
    """Show one post's coming fortnight, and its shifts to be changed."""
    code = request.GET.get("post", "")
    if code not in posts():
        raise NotThere
    (found,) = selectors.coming(request.viewer, request.at, post=code)
    context = {
        "title": found.title, "caption": "Rota", "breadcrumbs": CRUMBS, "found": found,
        "lines": presenting_rota.lines(found), "line_headers": presenting_rota.LINES,
        "shifts": presenting_rota.shifts(selectors.shifts_of(code, request.viewer, request.at)),
        "shift_headers": presenting_rota.SHIFTS,
    }  # fmt: skip
    return render(request, "duties/rota_post.html", context)


@require_GET
@door("rota.set")
def shift(request: Asked) -> HttpResponse:
    """Show one row of the rota, to be ended or swapped."""
    return _shift(request, request.GET.get("shift", ""))


def _shift(
    request: Asked, key: str, *, end: KitForm | None = None, swap: KitForm | None = None
) -> HttpResponse:
    if not key.isdigit():
        raise NotThere
    one = selectors.shift(int(key), request.viewer)
    now = {"from_at": request.at}
    context = {
        "title": one.title, "caption": "Rota", "one": one, "breadcrumbs": CRUMBS,
        "facts": presenting_rota.facts(one), "form": end or swap,
        "end": end or EndForm(initial=now, prefix="end"),
        "swap": swap or SwapForm(initial=now, prefix="swap"),
    }  # fmt: skip
    return render(request, "duties/rota_shift.html", context, status=422 if end or swap else 200)


@require_POST
@door("rota.set")
def end(request: Asked) -> HttpResponse:
    """End somebody's time on a post."""
    form, key = EndForm(request.POST, prefix="end"), request.POST.get("shift", "")
    if not key.isdigit() or not form.is_valid():
        return _shift(request, key, end=form)
    try:
        services.end_shift(
            shift=int(key), ends_at=form.cleaned_data["from_at"], by=request.viewer, at=request.at
        )
    except NotThere:
        raise
    except Refusal as refusal:
        _tell(form, refusal)
        return _shift(request, key, end=form)
    messages.success(request, "Ended. What the post holds waits for whoever comes.")
    return redirect("/rota")


@require_POST
@door("rota.set")
def swap(request: Asked) -> HttpResponse:
    """Have another take the rest of a shift."""
    form, key = SwapForm(request.POST, prefix="swap"), request.POST.get("shift", "")
    if not key.isdigit() or not form.is_valid():
        return _shift(request, key, swap=form)
    try:
        services.swap_shift(shift=int(key), **form.cleaned_data, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        _tell(form, refusal)
        return _shift(request, key, swap=form)
    messages.success(request, "Swapped. What the post holds is handed over then.")
    return redirect("/rota")
