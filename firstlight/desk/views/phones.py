"""Phones of the force that keep briefs: signing on, contact, what was on one, and shutting a lost one."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.briefs import selectors, services
from firstlight.briefs.rules.offline import GONE
from firstlight.desk.entering import PHONE
from firstlight.desk.forms import PhoneForm
from firstlight.kernel.values.refusal import NotThere, Refusal

STATES = {"": "All", "keeps": "Keep briefs now", "lost": "Lost", "ended": "Ended"}
SHOWN = 50


@require_http_methods(["GET", "POST"])
@door("phones.keep")
def phones(request: Asked) -> HttpResponse:
    """Show one's own phones and keep briefs on this one, under the force's number of it."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        try:
            ref = services.sign_on(
                asset=form.cleaned_data.get("asset", ""), by=request.viewer, at=request.at
            )
        except Refusal as refused:
            for name, sentence in refused.faults:
                form.add_error(name, sentence)
        else:
            request.session[PHONE] = ref
            if request.headers.get("Accept") == "application/json":
                return JsonResponse({"phone": ref}, status=201)
            return redirect("/phones?kept=1")
    context = {
        "title": "Briefs on your phone", "form": form, "here": request.session.get(PHONE),
        "rows": selectors.phones(request.viewer, request.at)[:SHOWN],
        "guards": may(request.viewer, "phones.guard"),
        "breadcrumbs": [{"label": "My briefs", "url": "/briefs"}],
    }  # fmt: skip
    return render(request, "desk/phones.html", context, status=422 if form.errors else 200)


@require_GET
@door("phones.guard")
def everybodys(request: Asked) -> HttpResponse:
    """Show every phone that keeps or kept briefs, by state and number."""
    state, asset = request.GET.get("state", ""), request.GET.get("asset", "").strip()[:40]
    rows = _narrowed(request, state, asset)
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdigit() else 1
    context = {
        "title": "Phones with briefs on them", "rows": rows[(page - 1) * SHOWN : page * SHOWN],
        "state": state, "states": STATES, "asset": asset, "page": page, "number": len(rows),
        "more": len(rows) > page * SHOWN,
    }  # fmt: skip
    return render(request, "desk/phones_all.html", context)


def _narrowed(request: Asked, state: str, asset: str) -> list[selectors.PhoneRow]:
    found = selectors.phones(request.viewer, request.at, everybody=True)
    return [x for x in found if _is_in(x, state) and asset.casefold() in x.asset.casefold()]


def _is_in(one: selectors.PhoneRow, state: str) -> bool:
    if state == "keeps":
        return one.ended_at is None
    lost = one.because == "lost"
    return {"lost": lost, "ended": one.ended_at is not None and not lost}.get(state, True)


@require_GET
@door("phones.guard")
def export(request: Asked) -> HttpResponse:
    """Give the list as CSV, as it is narrowed."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="phones.csv"'
    out = csv.writer(answer)
    out.writerow(["signing on", "phone", "began", "last contact", "state", "may be on it"])
    for one in _narrowed(request, request.GET.get("state", ""), request.GET.get("asset", "")):
        began, seen = one.began_at.isoformat(), one.seen_at.isoformat()
        out.writerow([one.ref, "'" + one.asset, began, seen, one.said, one.on_it])
    return answer


@require_GET
@door("phones.keep")
def offline(request: Asked) -> HttpResponse:
    """Give the page that a phone shows without signal: it holds nothing of anybody."""
    return render(request, "desk/offline.html", {"title": "Briefs kept on this phone"})


@require_GET
@door("phones.keep")
def worker(request: Asked) -> HttpResponse:
    """Give the phone's own worker, which shows the kept briefs where no page can be reached."""
    text = render_to_string("desk/phone_worker.js", {}, request)
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


@require_POST
@door("phones.keep")
def contact(request: Asked) -> HttpResponse:
    """Bring the phone of this session up to date; what it read meanwhile is written down.

    Body: sent (the phone's clock), read [[brief, moment]], holds [brief], again.
    """
    try:
        told = _told(json.loads(request.body or b"{}"))
    except (ValueError, TypeError, AttributeError):
        return JsonResponse({"title": "This is no account of a phone."}, status=422)
    found = services.bring(
        phone=str(request.session.get(PHONE, "")), **told, by=request.viewer, at=request.at
    )
    briefs = [_page_of(request, one.brief.ref, one.kept_at, one.until) for one in found.new]
    said = {
        "shut": GONE.get(found.shut, found.shut), "now": request.at.isoformat(), "briefs": briefs,
        "have": found.have, "gone": [[ref, GONE.get(why, why)] for ref, why in found.gone],
    }  # fmt: skip
    return JsonResponse(said)


def _told(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "sent": _moment(body["sent"]),
        "read": [(str(ref), _moment(when)) for ref, when in body.get("read", [])][:200],
        "holds": [str(ref) for ref in body.get("holds", [])][:50],
        "again": str(body.get("again", "")),
    }


def _moment(text: Any) -> datetime:
    found = parse_datetime(str(text))
    if found is None or found.tzinfo is None:
        raise ValueError(text)
    return found


def _page_of(request: Asked, ref: str, kept_at: datetime, until: datetime) -> dict[str, Any]:
    found = selectors.brief(ref, request.viewer, request.at)
    html = render_to_string("briefs/kept.html", selectors.telling(found, request.at), request)
    return {
        "ref": ref, "job": found.job, "made": found.made_at.isoformat(),
        "kept": kept_at.isoformat(), "until": until.isoformat(), "html": html,
    }  # fmt: skip


@require_GET
@door("phones.keep")
def one(request: Asked, ref: str) -> HttpResponse:
    """Show what was put on a phone, what could be read there, and what was."""
    found = selectors.phone(ref, request.viewer, request.at)
    rows = selectors.kept(ref, request.viewer, request.at)
    context = {
        "title": f"Phone {found.asset}", "caption": ref, "phone": found, "rows": rows,
        "there": sum(row.there for row in rows), "own": found.user == request.viewer.ref,
        "guards": may(request.viewer, "phones.guard"),
        "breadcrumbs": [{"label": "Phones with briefs on them", "url": "/phones/all"}],
    }  # fmt: skip
    return render(request, "desk/phone.html", context)


@require_POST
@door("phones.keep")
def forget(request: Asked, ref: str) -> HttpResponse:
    """Take one's briefs off one's own phone."""
    if selectors.phone(ref, request.viewer, request.at).user != request.viewer.ref:
        raise NotThere
    services.end(phone=ref, because="forgotten", by=request.viewer, at=request.at)
    messages.success(
        request, "Nothing more is kept there; what was there goes at its next contact."
    )
    return redirect("/phones")


@require_POST
@door("phones.keep")
def lost(request: Asked, ref: str) -> HttpResponse:
    """Say that a phone is lost: its keys die at next contact, and the list of what was on it is made."""
    services.lose(phone=ref, by=request.viewer, at=request.at)
    messages.success(
        request, "Shut. Its keys die at its next contact; the data protection officer has the list."
    )
    return redirect(f"/phones/{ref}")


@require_POST
@door("phones.guard")
def found(request: Asked, ref: str) -> HttpResponse:
    """Say that a lost phone is back."""
    services.find(phone=ref, by=request.viewer, at=request.at)
    messages.success(request, "It may be signed on to again. What was on it stays listed.")
    return redirect(f"/phones/{ref}")
