"""Answering a row of the plan, and recording how police protection ended."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from firstlight.access.doors import Asked, door
from firstlight.missing import services
from firstlight.missing.forms import PlanForm
from firstlight.missing.return_forms import ProtectionEndForm
from firstlight.missing.rules.plan import ask_of
from firstlight.missing.views.episodes import done
from firstlight.missing.views.plans import told_of


@require_POST
@door("missing.work", shows_person=False)
def answer(request: Asked, ref: str, code: str) -> HttpResponse:
    """Answer one row of the plan."""
    ask = ask_of(code)
    if ask is None:
        raise Http404
    form = PlanForm(request.POST, ask=ask, told=told_of(ask))
    return done(request, ref, f"plan:{code}", form, services.answer_plan, code=code)


@require_POST
@door("missing.work", shows_person=False)
def protection_ended(request: Asked, ref: str, record: str) -> HttpResponse:
    """Record how a use of police protection ended."""
    form = ProtectionEndForm(request.POST, prefix=f"end-{record}")
    return done(request, ref, f"end:{record}", form, services.protection_ended, record_ref=record)
