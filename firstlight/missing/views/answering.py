"""Answering a row of the plan, and recording how police protection ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.forms import KitForm
from firstlight.missing import services
from firstlight.missing.forms import PlanForm
from firstlight.missing.return_forms import ProtectionEndForm
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.views.episodes import page
from firstlight.missing.views.plans import councils


@require_POST
@door("missing.work", shows_person=False)
def answer(request: Asked, ref: str, code: str) -> HttpResponse:
    """Answer one row of the plan."""
    ask = ask_of(code)
    if ask is None:
        raise Http404
    form = PlanForm(request.POST, ask=ask, councils=councils())
    return _done(request, ref, f"plan:{code}", form, services.answer_plan, code=code)


@require_POST
@door("missing.work", shows_person=False)
def protection_ended(request: Asked, ref: str, record: str) -> HttpResponse:
    """Record how a use of police protection ended."""
    form = ProtectionEndForm(request.POST, prefix=f"end-{record}")
    return _done(request, ref, f"end:{record}", form, services.protection_ended, record_ref=record)


def _done(
    request: Asked, ref: str, place: str, form: KitForm, verb: Callable[..., Any], **more: Any
) -> HttpResponse:
    if not form.is_valid():
        return page(request, ref, {place: form})
    given = {name: value for name, value in form.cleaned_data.items() if value is not None}
    try:
        verb(ref=ref, **given, **more, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        for name, sentence in refusal.faults:
            form.add_error(name if name in form.fields else None, sentence)
        return page(request, ref, {place: form}, refusal)
    messages.success(request, "Saved.")
    return redirect(f"/missing/{ref}")
