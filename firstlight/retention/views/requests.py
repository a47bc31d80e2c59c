"""Requests about what is held of somebody, the bundle they are given, and corrections to pass on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import london_date
from firstlight.kit.components.signs import day, tag, when
from firstlight.retention import selectors, services
from firstlight.retention.forms import AnswerForm, RequestForm
from firstlight.retention.presenting import context, kind_said, link, links, refused
from firstlight.retention.rules.requests import CLAIMS, KINDS, OUTCOMES

HEADERS = ("Request", "What is asked", "Who asks", "Came", "Due", "State")
TONES = {"for": "green", "against": "red", "ask": "orange"}
WEIGHS = {"for": "Speaks for it", "against": "Speaks against it", "ask": "To be asked"}


@require_http_methods(["GET", "POST"])
@door("retention.requests")
def requests(request: Asked) -> HttpResponse:
    """List requests, those due soonest first, and enter one."""
    form = RequestForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    if request.method == "POST" and form.is_valid():
        try:
            ref = services.enter(**form.cleaned_data, by=request.viewer, at=request.at)
        except NotThere:
            form.add_error("person", "There is nobody of that reference whom you may see")
        except Refusal as refusal:
            refused(form, refusal)
        else:
            return redirect(f"/retention/requests/{ref}")
    today = london_date(request.at)
    rows = [
        (
            link("/retention/requests", one.ref), KINDS[one.kind], CLAIMS[one.claims], day(one.received_on),
            {"text": tag("Late", "red") if one.state == "open" and one.due_on < today else day(one.due_on),
             "sort": one.due_on.isoformat()},
            OUTCOMES.get(one.state, "Open"),
        )
        for one in selectors.requests(request.viewer, open_only="all" not in request.GET)
    ]  # fmt: skip
    more = {"form": form, "rows": rows, "headers": HEADERS, "all": "all" in request.GET}
    status = 422 if form.errors else 200
    return render(request, "retention/requests.html", context("Requests", **more), status=status)


@require_GET
@door("retention.requests", shows_person=True)
def one(request: Asked, ref: str) -> HttpResponse:
    """Show a request: who asks, checked against what is held, and what a person must decide."""
    return _one(request, ref, AnswerForm())


def _one(request: Asked, ref: str, form: AnswerForm, wrong: str = "") -> HttpResponse:
    asked, found = selectors.request(ref), selectors.bundle(ref, request.viewer, request.at)
    rows = [
        {"key": "What is asked", "value": KINDS[asked.kind]}, {"key": "About", "value": link("/people", found.person)},
        {"key": "Who asks", "value": f"{asked.asker_said} ({CLAIMS[asked.claims].lower()})"},
        {"key": "Came", "value": day(asked.received_on)}, {"key": "Due", "value": day(asked.due_on)},
        {"key": "Identity checked", "value": asked.identity or "not yet"},
        {"key": "Answered", "value": f"{OUTCOMES[asked.state]}: {asked.outcome}" if asked.outcome else "not yet"},
    ]  # fmt: skip
    weighs = [
        (tag(WEIGHS[sign.tone], TONES[sign.tone]), sign.said, links("/records", sign.records) or "none")
        for sign in found.signs
    ]  # fmt: skip
    more = {
        "asked": asked, "found": found, "rows": rows, "weighs": weighs, "form": form, "wrong": wrong,
        "weigh_headers": ("Weighs", "What is held", "Records"),
        "back_url": "/retention/requests", "back_label": "Requests",
    }  # fmt: skip
    status = 422 if form.errors or wrong else 200
    return render(
        request, "retention/request.html", context(f"Request {ref}", **more), status=status
    )


@require_POST
@door("retention.requests")
def prepare(request: Asked, ref: str) -> HttpResponse:
    """Keep which others are shown and which records are withheld, each with its reason."""
    found = selectors.bundle(ref, request.viewer, request.at)
    told = request.POST
    shown = {o.ref: told.get(f"why-{o.ref}", "") for o in found.others if told.get(f"show-{o.ref}")}
    withheld = {
        e.ref: told.get(f"why-{e.ref}", "") for e in found.entries if told.get(f"withhold-{e.ref}")
    }
    try:
        services.prepare(ref=ref, shown=shown, withheld=withheld, identity=told.get("identity", ""),
                         by=request.viewer, at=request.at)  # fmt: skip
    except NotThere:
        raise
    except Refusal as refusal:
        return _one(request, ref, AnswerForm(), wrong=str(refusal))
    messages.success(request, "Kept. Look at the bundle before it is given.")
    return redirect(f"/retention/requests/{ref}")


@require_POST
@door("retention.requests")
def answer(request: Asked, ref: str) -> HttpResponse:
    """Answer a request."""
    form = AnswerForm(request.POST)
    form.full_clean()
    asked = form.cleaned_data
    try:
        services.answer(ref=ref, outcome=asked.get("outcome", ""), said=asked.get("said", ""),
                        by=request.viewer, at=request.at)  # fmt: skip
    except NotThere:
        raise
    except Refusal as refusal:
        refused(form, refusal)
        return _one(request, ref, form)
    messages.success(request, "Answered.")
    return redirect(f"/retention/requests/{ref}")


@require_GET
@door("retention.requests", shows_person=True)
def bundle(request: Asked, ref: str) -> HttpResponse:
    """Show what may be given as a page to print: others struck, what is withheld counted."""
    found = selectors.bundle(ref, request.viewer, request.at)
    more = {
        "title": "What is held about you", "found": found, "printed_at": request.at,
        "given": [entry for entry in found.entries if not entry.why],
        "withheld": sum(bool(entry.why) for entry in found.entries),
    }  # fmt: skip
    return render(request, "retention/bundle.html", more)


@require_GET
@door("retention.requests", shows_person=True)
def bundle_json(request: Asked, ref: str) -> HttpResponse:
    """Give the same as JSON."""
    found = selectors.bundle(ref, request.viewer, request.at)
    return JsonResponse(found.to_json(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_GET
@door("retention.see")
def corrections(request: Asked) -> HttpResponse:
    """List what was corrected, and who was told the earlier version."""
    rows = [
        (
            link("/records", one.record), kind_said(one.kind), str(one.number), when(one.at),
            links("/sharing", one.told) or "nobody outside", links("/briefs", one.shown[:5]) or "none",
        )
        for one in selectors.corrections(request.viewer, request.at)
    ]  # fmt: skip
    headers = (
        "Record",
        "Kind",
        "Version",
        "Corrected",
        "Left the force before it",
        "Shown inside before it",
    )
    more = {"rows": rows, "headers": headers}
    return render(request, "retention/corrections.html", context("Corrections", **more))
