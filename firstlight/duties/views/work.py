"""My work, the board, and the page of one duty."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.delivery.services import acknowledged_together
from firstlight.duties import presenting, selectors, services
from firstlight.duties.forms import BoardForm, CloseForm, PassOnForm
from firstlight.duties.rules.accepting import singly
from firstlight.duties.rules.clocks import NOW, TODAY
from firstlight.duties.rules.doing import DEEDS
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere, Refusal

PER_PAGE = 25
TOGETHER = "Handed over to you: accept or pass on"


@require_GET
@door("duties.see")
def my_work(request: Asked) -> HttpResponse:
    """Show what the viewer's posts hold, by danger and then by time."""
    return render(request, "duties/work.html", _work(request))


@require_GET
@door("duties.see")
def my_work_rows(request: Asked) -> HttpResponse:
    """Give the living part of my work."""
    return render(request, "duties/work_rows.html", _work(request))


def _work(request: Asked) -> dict[str, Any]:
    rows = presenting.shown(selectors.mine(request.viewer, request.at), request.viewer, request.at)
    handed = [one for one in rows if one.row.state == "unaccepted"]
    alone = [one for one in handed if _alone(one.row, request.at)]
    groups = (
        ("Handed over to you, high or late: accept each or pass it on", "urgent", alone),
        (TOGETHER, "urgent", [one for one in handed if one not in alone]),
        ("Now", "urgent", [x for x in rows if x.row.urgency == NOW and x not in handed]),
        ("Today", "plain", [x for x in rows if x.row.urgency == TODAY and x not in handed]),
        ("With a date", "plain", [x for x in rows if x.row.urgency > TODAY and x not in handed]),
    )
    return {
        "title": "My work",
        "groups": [group for group in groups if group[2]],
        "at_once": TOGETHER,
        "alone": alone,
        "posts": [posts().title_of(post) for post in sorted(request.viewer.posts)],
        "alerts": selectors.told(request.viewer, request.at),
        "at": request.at,
    }


def _alone(row: selectors.DutyRow, at: datetime) -> bool:
    return singly(row.urgency, row.level, row.due_at, at)


@require_POST
@door("duties.act")
def accept_together(request: Asked) -> HttpResponse:
    """Accept several duties handed over."""
    refs = tuple(request.POST.getlist("ref"))
    if not refs:
        messages.error(request, "Choose at least one duty to accept.")
        return redirect("/work")
    try:
        done = services.accept_many(refs, request.viewer, request.at)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Accepted: {done}.")
    return redirect("/work")


@require_POST
@door("duties.see")
def alert_seen(request: Asked, ref: str) -> HttpResponse:
    """Say that an alert was seen, and whatever was told with it."""
    told = [ref, *request.POST.getlist("also")]
    acknowledged_together(told, by=request.viewer, at=request.at)
    return redirect("/work")


@require_GET
@door("duties.board")
def board(request: Asked) -> HttpResponse:
    """Show every open duty: which post holds it, what is late, who has not acknowledged."""
    return render(request, "duties/board.html", _board(request))


@require_GET
@door("duties.board")
def board_rows(request: Asked) -> HttpResponse:
    """Give the living part of the board."""
    return render(request, "duties/board_rows.html", _board(request))


def _board(request: Asked) -> dict[str, Any]:
    form = BoardForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"show": "", "post": "", "queue": ""}
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdigit() else 1
    found = selectors.board(
        request.viewer, request.at, **chosen, skip=(page - 1) * PER_PAGE, limit=PER_PAGE
    )
    pages = Paginator(range(found.total), PER_PAGE).get_page(page)
    rows = presenting.shown(found.rows, request.viewer, request.at)
    return {
        "title": "Board",
        "form": form,
        "heads": presenting.heads(found.counts, chosen["post"], chosen["queue"]),
        "caption": "",
        "table": "Open duties, the most dangerous first, then by time",
        "headers": presenting.HEADERS,
        "rows": rows,
        "cells": [presenting.cells(one, request.at) for one in rows],
        "page": pages,
        "filtered": any(chosen.values()),
        "query": request.GET.urlencode(),
        "empty_posts": [posts().title_of(post) for post in found.empty],
        "at": request.at,
    }


@require_GET
@door("duties.board")
def force(request: Asked) -> HttpResponse:
    """Show what each post has open against the people on duty for it."""
    return render(request, "duties/force.html", _force(request))


@require_GET
@door("duties.board")
def force_rows(request: Asked) -> HttpResponse:
    """Give the living part of the force board."""
    return render(request, "duties/force_rows.html", _force(request))


def _force(request: Asked) -> dict[str, Any]:
    found = selectors.demand(request.viewer, request.at)
    return {
        "title": "Demand against people on duty",
        "headers": presenting.FORCE_HEADERS,
        "cells": [presenting.demand_cells(one) for one in found],
        "breadcrumbs": [{"label": "Board", "url": "/board"}],
    }


@require_GET
@door("duties.see")
def duty_state(request: Asked, ref: str) -> HttpResponse:
    """Give the living part of a duty's page."""
    return render(request, "duties/state.html", _duty(request, ref)[1])


@require_GET
@door("duties.see")
def duty(request: Asked, ref: str) -> HttpResponse:
    """Show one duty, its history, and what can be done."""
    return _duty_page(request, ref)


def _duty(request: Asked, ref: str) -> tuple[selectors.DutyFull, dict[str, Any]]:
    full = selectors.duty(ref, request.viewer, request.at)
    (one,) = presenting.shown([full.row], request.viewer, request.at)
    return full, {
        "one": one,
        "facts": presenting.facts(full, one),
        "history": presenting.history(full),
        "at": request.at,
    }


def _duty_page(
    request: Asked, ref: str, refused: Refusal | None = None, **bound: Any
) -> HttpResponse:
    full, context = _duty(request, ref)
    verbs = {step.verb for step in full.buttons}
    context |= {
        "title": full.row.title,
        "caption": f"Duty {ref}",
        "press": [step for step in full.buttons if not step.needs],
        "pass_on": bound.get("pass_on") or (PassOnForm() if "refuse" in verbs else None),
        "closing": bound.get("closing") or (CloseForm() if "close" in verbs else None),
        "deed": DEEDS.get(full.row.clock, "") if full.row.state != "closed" else "",
        "form": bound.get("pass_on") or bound.get("closing"),
        "refused": refused,
        "breadcrumbs": [{"label": "My work", "url": "/work"}, {"label": "Board", "url": "/board"}],
    }
    return render(request, "duties/duty.html", context, status=422 if refused or bound else 200)


@require_POST
@door("duties.act")
def take(request: Asked, ref: str, verb: str) -> HttpResponse:
    """Acknowledge or accept a duty."""
    work = services.accept if verb == "accept" else services.acknowledge
    try:
        work(ref, request.viewer, request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        return _duty_page(request, ref, refusal)
    messages.success(request, "You have it." if verb == "acknowledge" else "Accepted.")
    return redirect(f"/duties/{ref}")


@require_POST
@door("duties.act")
def pass_on(request: Asked, ref: str) -> HttpResponse:
    """Pass a duty on with a reason and an onward owner."""
    form = PassOnForm(request.POST)
    if not form.is_valid():
        return _duty_page(request, ref, pass_on=form)
    given = form.cleaned_data
    try:
        services.refuse(ref, given["reason"], given["onward"], request.viewer, request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        return _duty_page(request, ref, _told(form, refusal), pass_on=form)
    messages.success(request, f"Passed on to {posts().title_of(given['onward'])}, who was told.")
    return redirect(f"/duties/{ref}")


@require_POST
@door("duties.act")
def close(request: Asked, ref: str) -> HttpResponse:
    """Close a duty with what came of it."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _duty_page(request, ref, closing=form)
    given = form.cleaned_data
    try:
        services.close(
            ref, given["outcome"], given["evidence"], request.viewer, request.at,
            unrecorded=given["unrecorded"],
        )  # fmt: skip
    except NotThere:
        raise
    except Refusal as refusal:
        return _duty_page(request, ref, _told(form, refusal), closing=form)
    messages.success(request, "Closed.")
    return redirect(f"/duties/{ref}")


def _told(form: PassOnForm | CloseForm, refusal: Refusal) -> Refusal:
    for name, sentence in refusal.faults:
        form.add_error(name if name in form.fields else None, sentence)
    return refusal
