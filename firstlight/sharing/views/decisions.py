"""The list of decisions, making one, and the page of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refs import is_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import london_date
from firstlight.kit.forms import KitForm
from firstlight.people.selectors import stands_as
from firstlight.sharing import gathering, presenting, selectors, services
from firstlight.sharing.forms import (
    AddressForm,
    AnswerForm,
    ByHandForm,
    DecideForm,
    FilterForm,
    GapsForm,
    RecallForm,
    ReceivedForm,
)
from firstlight.sharing.rules import gaps
from firstlight.sharing.rules.referral import Chosen, Offer, build, offers
from firstlight.sharing.rules.telling import told

PER_PAGE = 25


@require_GET
@door("sharing.see")
def listing(request: Asked) -> HttpResponse:
    """Show decisions: what was shared, not shared, deferred, and what is late."""
    form = FilterForm(request.GET)
    show = str(form.cleaned_data.get("show", "")) if form.is_valid() else ""
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdigit() else 1
    rows, total = selectors.listed(
        request.viewer, request.at, show=show, skip=(page - 1) * PER_PAGE, limit=PER_PAGE
    )
    sample = selectors.sample(request.viewer, request.at, request.at - timedelta(days=7))
    named = presenting.names((r.person for r in (*rows, *sample)), request.viewer, request.at)
    context = {
        "title": "Sharing", "form": form, "filtered": bool(show), "headers": presenting.HEADERS,
        "cells": [presenting.cells(row, named, request.at) for row in rows], "total": total,
        "sample": [(row, presenting.person_link(row.person, named)) for row in sample],
        "page": Paginator(range(total), PER_PAGE).get_page(page), "at": request.at,
    }  # fmt: skip
    return render(request, "sharing/list.html", context)


@require_http_methods(["GET", "POST"])
@door("sharing.decide", shows_person=True)
def decide(request: Asked) -> HttpResponse:
    """Make a decision about a child; what would go is shown before it goes."""
    person = request.GET.get("about", "")
    if not is_ref(person) or not person.startswith("P-"):
        raise NotThere
    person = stands_as(person)
    made = gathering.given((person,), by=request.viewer, at=request.at)
    offered = offers(made, request.at)
    form = DecideForm(
        request.POST or None, offers=offered, on=london_date(request.at), initial=_begun(offered)
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        chosen = Chosen(tuple(form.cleaned_data["items"]), form.held_back(), form.answers())
        if "look" in request.POST:
            preview = told(build(made, chosen, request.at))
        else:
            answered = _decided(request, person, form, chosen)
            if answered is not None:
                return answered
    named = presenting.names([person], request.viewer, request.at)
    context = {
        "title": "Decide on sharing", "caption": named.get(person, ""), "form": form,
        "doc": preview, "breadcrumbs": [
            {"label": "Sharing", "url": "/sharing"},
            {"label": "The person", "url": f"/people/{person}"},
        ],
        "levels": presenting.levels_of(person, request.viewer, request.at),
    }  # fmt: skip
    return render(request, "sharing/decide.html", context, status=422 if form.errors else 200)


def _begun(offered: tuple[Offer, ...]) -> dict[str, Any]:
    """Begin with everything ticked and nothing decided: what is held back is a choice."""
    return {"items": [one.code for one in offered], "family_informed": "unknown"}


def _decided(request: Asked, person: str, form: DecideForm, chosen: Chosen) -> HttpResponse | None:
    given = form.cleaned_data
    record = request.GET.get("record", "")
    try:
        ref = services.disclose(
            about=(record,) if is_ref(record) else (), people=(person,), decision=given["decision"],
            recipient=given["recipient"], purpose=given["purpose"], basis=given["basis"],
            items=chosen.items, withheld=chosen.withheld, reason=given["reason"],
            caveat=given["caveat"], family_informed=given["family_informed"] or "unknown",
            supervisor=given["supervisor"], role=given["role"], regime=given["regime"] or "part3",
            answers=chosen.answers, by=request.viewer, at=request.at,
        )  # fmt: skip
    except NotThere:
        raise
    except Refusal as refusal:
        _told(form, refusal)
        return None
    messages.success(request, "The decision is saved.")
    return redirect(f"/sharing/{ref}")


def _told(form: KitForm, refusal: Refusal) -> None:
    for name, sentence in refusal.faults or (("", str(refusal)),):
        form.add_error(name if name in form.fields else None, sentence)


@require_GET
@door("sharing.see", shows_person=True)
def one(request: Asked, ref: str) -> HttpResponse:
    """Show one decision, its document, and what became of it."""
    return _page(request, ref)


def _page(request: Asked, ref: str, **bound: Any) -> HttpResponse:
    full = selectors.decision(ref, request.viewer, request.at)
    named = presenting.names([full.row.person], request.viewer, request.at)
    releases = may(request.viewer, "sharing.release")
    decides = may(request.viewer, "sharing.decide")
    here = full.row.state == "decided" and bool(full.document)
    blanks = gaps.blanks(full.document) if here and full.row.kind == "referral" else ()
    asked = tuple((gap.code, _gap_title(gap, full.document)) for gap in blanks)
    context: dict[str, Any] = {
        "title": f"{full.row.kind_said} {ref}", "caption": full.row.said, "full": full,
        "row": full.row, "facts": presenting.facts(full), "at": request.at,
        "person": presenting.person_link(full.row.person, named),
        "doc": told(full.document) if full.document else None,
        "steps": [(presenting.STEPS.get(s.step, s.step), s) for s in full.steps],
        "blanks": [title for _, title in asked], "releases": releases and here,
        "gaps": GapsForm(gaps=asked) if blanks and decides else None,
        "receiving": ReceivedForm() if decides and full.row.state == "sent" else None,
        "recalling": RecallForm(prefix="recall") if releases and full.document
        and full.row.state != "recalled" else None,
        "address": AddressForm(prefix="address") if releases and here and presenting.has_protected(full)
        and not full.address_released else None,
        "by_hand": ByHandForm() if releases and full.row.state == "released" else None,
        "answering": AnswerForm() if decides and full.row.state in {"sent", "received"} else None,
        "withheld": presenting.withheld(full, request.viewer, request.at),
        "story": presenting.story_said(full, request.at) if here else (),
        "breadcrumbs": [{"label": "Sharing", "url": "/sharing"}],
    }  # fmt: skip
    context |= bound
    return render(request, "sharing/one.html", context, status=422 if bound else 200)


def _gap_title(gap: gaps.Gap, document: dict[str, Any]) -> str:
    child = next((c["name"] for c in document.get("children", ()) if c["person"] == gap.person), "")
    return f"{child}: {gap.title.lower()}" if child else gap.title


def _done(request: Asked, ref: str, work: Any, said: str) -> HttpResponse:
    """Do one verb on a decision and say what came of it."""
    try:
        work()
    except NotThere:
        raise
    except Refusal as refusal:
        return _page(request, ref, refused=refusal)
    messages.success(request, said)
    return redirect(f"/sharing/{ref}")


@require_POST
@door("sharing.decide")
def complete(request: Asked, ref: str) -> HttpResponse:
    """Answer the blanks of a referral."""
    full = selectors.decision(ref, request.viewer, request.at)
    form = GapsForm(request.POST, gaps=[(g.code, g.title) for g in gaps.blanks(full.document)])
    answers = form.answers() if form.is_valid() else {}
    return _done(request, ref, lambda: services.complete(ref, answers, by=request.viewer, at=request.at),
                 "Saved.")  # fmt: skip


@require_POST
@door("sharing.release")
def release(request: Asked, ref: str) -> HttpResponse:
    """Let a document go."""
    urgent = request.POST.get("blanks") == "not_asked"
    return _done(
        request, ref,
        lambda: services.release(ref, by=request.viewer, at=request.at, blanks_not_asked=urgent),
        "Released.",
    )  # fmt: skip


@require_POST
@door("sharing.release")
def recall(request: Asked, ref: str) -> HttpResponse:
    """Take back what was shared."""
    reason, wrong = request.POST.get("recall-reason", ""), bool(request.POST.get("recall-wrong"))
    return _done(
        request, ref,
        lambda: services.recall(ref, reason, by=request.viewer, at=request.at, wrong=wrong),
        "Recalled. The recipient was told.",
    )  # fmt: skip


@require_POST
@door("sharing.decide")
def received(request: Asked, ref: str) -> HttpResponse:
    """Write down an acknowledgement that came another way."""
    how = request.POST.get("received", "")
    return _done(request, ref, lambda: services.receive_by_hand(ref, how, by=request.viewer, at=request.at),
                 "Written down as acknowledged.")  # fmt: skip


@require_POST
@door("sharing.release")
def address(request: Asked, ref: str) -> HttpResponse:
    """Be one of the two people who release a protected address."""
    reason = request.POST.get("address-reason", "")
    return _done(
        request, ref,
        lambda: services.release_address(ref, reason, by=request.viewer, at=request.at),
        "Written down under your name.",
    )  # fmt: skip


@require_POST
@door("sharing.release")
def by_hand(request: Asked, ref: str) -> HttpResponse:
    """Note that a document was given another way."""
    how = request.POST.get("how", "")
    return _done(request, ref, lambda: services.sent_by_hand(ref, how, by=request.viewer, at=request.at),
                 "Written down as sent.")  # fmt: skip


@require_POST
@door("sharing.decide")
def answer(request: Asked, ref: str) -> HttpResponse:
    """Write down an answer that came another way."""
    said = request.POST.get("said", "")
    return _done(request, ref, lambda: services.answer_by_hand(ref, said, by=request.viewer, at=request.at),
                 "The answer is saved.")  # fmt: skip


@require_GET
@door("sharing.see", shows_person=True)
def split(request: Asked, ref: str) -> HttpResponse:
    """Show everything that relied on a link that was parted."""
    found = selectors.recall_list(ref, request.viewer)
    named = presenting.names([found.person, found.to], request.viewer, request.at)
    context = {
        "title": "What relied on a link that was parted", "caption": ref, "list": found,
        "person": presenting.person_link(found.person, named),
        "to": presenting.person_link(found.to, named), "rows": presenting.relied(found),
        "breadcrumbs": [{"label": "Sharing", "url": "/sharing"}],
    }  # fmt: skip
    return render(request, "sharing/split.html", context)
