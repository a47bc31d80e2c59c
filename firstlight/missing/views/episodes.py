"""One episode: what is known, floor and grade, what is done, the return, the close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.forms import KitForm
from firstlight.missing import forms, presenting, return_forms, selectors, services
from firstlight.missing.views import plans
from firstlight.picture.selectors import RESTRICTED_LINE, Restricted, person
from firstlight.records.selectors import source_lines
from firstlight.risk.rules.rationale import barred_reasons
from firstlight.risk.services import agree

FORMS: dict[str, type[KitForm]] = {
    "grade": forms.GradeForm, "act": forms.ActionForm, "return": return_forms.ReturnForm,
    "search_on": forms.ReasonForm, "prevention_interview": return_forms.InterviewForm,
    "offer_return_interview": return_forms.OfferForm, "tonight": return_forms.TonightForm,
    "child": forms.LineForm, "also_there": return_forms.AlsoThereForm,
    "protection": return_forms.ProtectionForm,
    "return_interview": return_forms.ReturnInterviewForm, "allegation": return_forms.AllegationForm,
    "trigger_plan": return_forms.TriggerPlanForm, "close": forms.CloseForm,
}  # fmt: skip
VERBS: dict[str, Callable[..., Any]] = {
    "grade": services.grade, "act": services.log_action, "return": services.return_or_sighting,
    "search_on": services.search_on, "prevention_interview": services.prevention_interview,
    "offer_return_interview": services.offer_return_interview, "tonight": services.answer_tonight,
    "child": services.consider, "also_there": services.also_there,
    "protection": services.police_protection, "return_interview": services.return_interview,
    "allegation": services.allegation, "trigger_plan": services.write_plan, "close": services.close,
}  # fmt: skip
_RETURNS = {"sighting", "locate", "safe_and_seen"}


@require_GET
@door("missing.see", shows_person=True)
def episode(request: Asked, ref: str) -> HttpResponse:
    """Show one episode whole."""
    return page(request, ref)


@require_GET
@door("missing.see", shows_person=True)
def state(request: Asked, ref: str) -> HttpResponse:
    """Give the living part of an episode's page."""
    return render(request, "missing/state.html", _head(request, ref)[1])


@require_GET
@door("missing.see", shows_person=True)
def printed(request: Asked, ref: str) -> HttpResponse:
    """Show an episode for paper."""
    context = _context(request, ref)
    context["plan"] = [(row, None) for row, _ in context["plan"]]
    context |= {
        "printed_at": request.at,
        "printed_for": request.viewer.name,
    }
    return render(request, "missing/print.html", context)


def _head(request: Asked, ref: str) -> tuple[selectors.EpisodeView, dict[str, Any]]:
    view = selectors.episode(ref, request.viewer, request.at)
    rows = selectors.board(request.viewer, request.at, show="open") if view.same else ()
    return view, {
        "view": view,
        "card": presenting.card(view.row, request.at),
        "twins": presenting.twins(view, rows),
        "at": request.at,
        "may_work": may(request.viewer, "missing.work", ref),
        **presenting.missing_standing(view.row.person, request.viewer, request.at),
    }


def _context(request: Asked, ref: str) -> dict[str, Any]:
    view, context = _head(request, ref)
    picture = person(view.row.person, viewer=request.viewer, at=request.at)
    found: dict[str, int] = {}
    for one in picture.records:
        found[one.source] = found.get(one.source, 0) + 1
    verbs: set[str] = {step.verb for step in view.buttons}
    wanted = tuple(
        (c.person, f"{c.name} ({c.nearness.replace('_', ' ')})")
        for c in view.children
        if not c.outcome
    )
    return context | {
        "title": f"{context['card'].who}: missing"
        if view.row.state != "closed"
        else context["card"].who,
        "caption": f"Missing episode {view.row.ref}",
        **presenting.patterns_of(picture, request.viewer),
        "topics": presenting.topics(picture, request.viewer, request.at),
        "history": presenting.history(view),
        "plan": plans.forms_of(view) if context["may_work"] else [(row, None) for row in view.plan],
        "plan_left": sum(row.state != "settled" for row in view.plan),
        "endings": [
            (ref, return_forms.ProtectionEndForm(prefix=f"end-{ref}")) for ref in view.protections
        ],
        "sources": source_lines(found, at=request.at),
        "restricted_line": RESTRICTED_LINE,
        "forms": _forms(verbs, view, wanted) if context["may_work"] else {},
        "step": {step.verb: step for step in view.buttons},
        "notes": barred_reasons(context["grade"].rationale) if context.get("grade") else (),
        "same_form": forms.ReasonForm(prefix="same"),
        "breadcrumbs": [{"label": "Missing people", "url": "/missing"}],
    }


def _forms(
    verbs: set[str], view: selectors.EpisodeView, wanted: tuple[tuple[str, str], ...]
) -> dict[str, KitForm]:
    """Give the forms the table of steps has a button for, and those that any time needs."""
    shown: dict[str, KitForm] = {}
    for name, form in FORMS.items():
        if name in verbs or (name == "return" and verbs & _RETURNS):
            shown[name] = form(prefix=name)
    if not view.row.adult:
        shown["trigger_plan"] = return_forms.TriggerPlanForm(prefix="trigger_plan")
        shown["allegation"] = return_forms.AllegationForm(prefix="allegation")
        if view.row.returned_at:
            shown["return_interview"] = return_forms.ReturnInterviewForm(prefix="return_interview")
    if view.row.state not in {"closed", "joined"}:
        if not view.row.adult and view.history:
            shown["also_there"] = return_forms.AlsoThereForm(
                prefix="also_there", choices=view.others
            )
            shown["protection"] = return_forms.ProtectionForm(prefix="protection")
        shown.setdefault("act", forms.ActionForm(prefix="act"))
        if not view.row.adult:
            shown["tonight"] = return_forms.TonightForm(prefix="tonight")
        if wanted:
            shown["child"] = forms.LineForm(prefix="child", choices=wanted)
        shown.setdefault("close", forms.CloseForm(prefix="close")) if view.row.returned_at else None
    return shown


def page(
    request: Asked,
    ref: str,
    bound: dict[str, KitForm] | None = None,
    refused: Refusal | None = None,
) -> HttpResponse:
    """Show the whole page again, with a form that was refused and why."""
    try:
        context = _context(request, ref)
    except Restricted as shut:
        return redirect(f"/people/{shut.ref}")
    context["forms"] = context["forms"] | (bound or {})
    plans.put_back(context, bound or {})
    context["bound"] = next(iter((bound or {}).values()), None)
    context["refused"] = refused
    return render(request, "missing/episode.html", context, status=422 if bound or refused else 200)


@require_POST
@door("missing.work", shows_person=False)
def work(request: Asked, ref: str, verb: str) -> HttpResponse:
    """Take one step of the table with what its form says."""
    if verb not in FORMS:
        raise Http404
    return done(request, ref, verb, _bound(request, ref, verb), VERBS[verb])


def done(
    request: Asked, ref: str, place: str, form: KitForm, verb: Callable[..., Any], **more: Any
) -> HttpResponse:
    """Translate a form in, make one call, translate out; what is refused stands beside its field."""
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


def _bound(request: Asked, ref: str, verb: str) -> KitForm:
    if verb not in {"child", "also_there"}:
        return FORMS[verb](request.POST, prefix=verb)
    view = selectors.episode(ref, request.viewer, request.at)
    if verb == "also_there":
        return return_forms.AlsoThereForm(request.POST, prefix=verb, choices=view.others)
    choices = tuple((c.person, c.name) for c in view.children)
    return forms.LineForm(request.POST, prefix=verb, choices=choices)


@require_POST
@door("missing.work")
def acknowledge(request: Asked, ref: str) -> HttpResponse:
    """Say that the post has it."""
    return _done(request, ref, "You have this.", services.acknowledge, ref=ref)


@require_POST
@door("risk.agree")
def agree_grade(request: Asked, ref: str) -> HttpResponse:
    """Agree a grade below the floor: it counts from now."""
    grade = request.POST.get("grade", "")
    said = "Agreed. The grade counts from now."
    return _done(request, ref, said, agree, grade=grade)


@require_POST
@door("people.judge")
def same(request: Asked, ref: str) -> HttpResponse:
    """Say whether two open episodes are of the same child."""
    return _done(
        request, ref, "Noted.", services.say_same, ref=ref, other=request.POST.get("other", ""),
        same=request.POST.get("answer") == "same", reason=request.POST.get("same-reason", ""),
    )  # fmt: skip


def _done(
    request: Asked, here: str, said: str, verb: Callable[..., Any], /, **given: Any
) -> HttpResponse:
    try:
        verb(**given, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        return page(request, here, refused=refusal)
    messages.success(request, said)
    return redirect(f"/missing/{here}")
