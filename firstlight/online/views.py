"""The queue, one case, images among children and devices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.forms import KitForm
from firstlight.online import forms, presenting, selectors, services
from firstlight.online.rules.steps import STATES, buttons

PER_PAGE = 25
GROUP = "group"


def _choices(kids: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the children a line can be of, and the group of the same building last."""
    return [*kids, (GROUP, "The children of the same building or institution, as a group")]


@require_GET
@door("online.see")
def queue(request: Asked) -> HttpResponse:
    """Show open cases, whose children nobody acts for first."""
    return render(request, "online/queue.html", _queue(request, "suspect"))


@require_GET
@door("online.see")
def queue_rows(request: Asked) -> HttpResponse:
    """Give the living part of the queue."""
    return render(request, "online/queue_rows.html", _queue(request, "suspect"))


@require_GET
@door("online.see")
def images(request: Asked) -> HttpResponse:
    """Show matters of images among children, every child counted."""
    return render(request, "online/images.html", _queue(request, "images"))


def _queue(request: Asked, kind: str) -> dict[str, Any]:
    rows = selectors.queue(request.viewer, request.at, kind=kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "1"))
    late = selectors.late(request.viewer, request.at) if kind == "suspect" else ()
    shown = (*page.object_list, *late)
    people = presenting.pictures(
        (c.person for r in shown for c in r.near), request.viewer, request.at
    )
    found = selectors.demand(request.viewer, request.at)
    return {
        "title": "Online" if kind == "suspect" else "Images among children",
        "headers": presenting.HEADERS if kind == "suspect" else presenting.IMAGE_HEADERS,
        "cells": [presenting.cells(row, people, request.at) for row in page.object_list],
        "late_headers": presenting.LATE_HEADERS,
        "late": [presenting.late_cells(row, people, request.at) for row in late],
        "heads": presenting.heads(found),
        "officers": presenting.officers(found),
        "tabs": _tabs(kind),
        "page": page,
        "at": request.at,
    }


def _tabs(current: str) -> list[dict[str, object]]:
    rows = (("suspect", "Cases", "/online"), ("images", "Images among children", "/online/images"),
            ("devices", "Devices", "/online/devices"))  # fmt: skip
    return [{"label": words, "url": url, "current": key == current} for key, words, url in rows]


@require_GET
@door("online.see")
def devices(request: Asked) -> HttpResponse:
    """Show devices that wait, the child first, with why."""
    rows = selectors.devices(request.viewer, request.at)
    context = {
        "title": "Devices waiting", "tabs": _tabs("devices"), "headers": presenting.DEVICE_HEADERS,
        "cells": [presenting.device_cells(one, request.at) for one in rows],
    }  # fmt: skip
    return render(request, "online/devices.html", context)


@require_GET
@door("online.see", shows_person=True)
def case(request: Asked, ref: str) -> HttpResponse:
    """Show one case: the children, then the suspect."""
    return _page(request, ref)


@require_GET
@door("online.see")
def case_state(request: Asked, ref: str) -> HttpResponse:
    """Give the living part of a case's page."""
    return render(request, "online/state.html", _case(request, ref))


def _case(request: Asked, ref: str) -> dict[str, Any]:
    full = selectors.case(ref, request.viewer, request.at)
    refs = (full.row.suspect, *(c.person for c in full.row.children))
    people = presenting.pictures(refs, request.viewer, request.at)
    suspect = people.get(full.row.suspect)
    waiting = selectors.devices(request.viewer, request.at, ref=ref)
    is_images = full.row.kind == "images"
    return {
        "title": "Images among children" if is_images else "Online case",
        "caption": ref, "full": full, "row": full.row, "images": is_images,
        "cards": presenting.cards(full, people, request.at),
        "five": presenting.five_rows(full),
        "suspect": presenting.person_link(full.row.suspect, suspect, request.at) if full.row.suspect else "",
        "level": presenting.LEVELS[full.row.level],
        "asked": presenting.ASKED[full.row.asked],
        "state": STATES[full.row.state],
        "devices": [presenting.device_cells(one, request.at) for one in waiting],
        "device_headers": presenting.DEVICE_HEADERS,
        "at": request.at,
        "breadcrumbs": [{"label": "Online", "url": "/online"}],
        "choices": [(c.full.child.anchor, presenting.named(people.get(c.full.child.person), request.at))
                    for c in presenting.cards(full, people, request.at)],
    }  # fmt: skip


def _page(
    request: Asked,
    ref: str,
    refused: Refusal | None = None,
    bound: dict[str, KitForm] | None = None,
) -> HttpResponse:
    context = _case(request, ref)
    works = may(request.viewer, "online.work", ref) and context["row"].state != "closed"
    kids = context["choices"]
    offered: dict[str, KitForm] = {
        "line": forms.LineForm(children=_choices(kids), prefix="line"),
        "tonight": forms.TonightForm(children=kids, prefix="tonight"),
        "ask": forms.AskForm(prefix="ask"), "late": forms.LateForm(prefix="late"),
        "preserve": forms.SaidForm(prefix="preserve"), "close": forms.SaidForm(prefix="close"),
        "five": forms.FiveForm(prefix="five"),
    }  # fmt: skip
    context |= {
        "works": works, "forms": offered | (bound or {}), "refused": refused,
        "form": next(iter((bound or {}).values()), None),
        "steps": buttons(context["row"].state) if works and not context["images"] else (),
    }  # fmt: skip
    return render(request, "online/case.html", context, status=422 if refused or bound else 200)


def _act(
    request: Asked, ref: str, name: str, form: KitForm, work: Callable[..., object]
) -> HttpResponse:
    """Translate a form in, make one call, translate out."""
    if not form.is_valid():
        return _page(request, ref, bound={name: form})
    try:
        work(ref=ref, **form.cleaned_data, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        for field, sentence in refusal.faults:
            form.add_error(field if field in form.fields else None, sentence)
        return _page(request, ref, refusal, {name: form})
    messages.success(request, "Recorded.")
    return redirect(f"/online/{ref}")


def _kids(request: Asked, ref: str) -> list[tuple[str, str]]:
    full = selectors.case(ref, request.viewer, request.at)
    refs = (c.person for c in full.row.children)
    people = presenting.pictures(refs, request.viewer, request.at)
    return [
        (c.anchor, presenting.named(people.get(c.person), request.at)) for c in full.row.children
    ]


@require_POST
@door("online.work")
def consider(request: Asked, ref: str) -> HttpResponse:
    """Write a child's line."""

    def work(*, ref: str, anchor: str, by: Any, at: Any, **told: str) -> None:
        services.consider(ref=ref, anchor="" if anchor == GROUP else anchor, **told, by=by, at=at)

    form = forms.LineForm(request.POST, children=_choices(_kids(request, ref)), prefix="line")
    return _act(request, ref, "line", form, work)


@require_POST
@door("online.work")
def tonight(request: Asked, ref: str) -> HttpResponse:
    """Say where a child sleeps tonight."""
    form = forms.TonightForm(request.POST, children=_kids(request, ref), prefix="tonight")
    return _act(request, ref, "tonight", form, services.sleep_tonight)


@require_POST
@door("online.work")
def ask(request: Asked, ref: str) -> HttpResponse:
    """Record who was asked for the household's children."""
    return _act(request, ref, "ask", forms.AskForm(request.POST, prefix="ask"), services.ask)


@require_POST
@door("online.see")
def late_telling(request: Asked, ref: str) -> HttpResponse:
    """Give late telling in a chief inspector's own name."""
    return _act(
        request, ref, "late", forms.LateForm(request.POST, prefix="late"), services.tell_late
    )


@require_POST
@door("online.work")
def preserve(request: Asked, ref: str) -> HttpResponse:
    """Say that preservation was asked for."""
    return _act(
        request, ref, "preserve", forms.SaidForm(request.POST, prefix="preserve"), services.preserve
    )


@require_POST
@door("online.work")
def close(request: Asked, ref: str) -> HttpResponse:
    """Close a case, every child done."""
    return _act(request, ref, "close", forms.SaidForm(request.POST, prefix="close"), services.close)


@require_POST
@door("online.work")
def five(request: Asked, ref: str) -> HttpResponse:
    """Record answers to the five questions."""

    def work(*, ref: str, by: Any, at: Any, **answers: str) -> None:
        services.answer_images(ref=ref, answers=answers, by=by, at=at)

    return _act(request, ref, "five", forms.FiveForm(request.POST, prefix="five"), work)


@require_POST
@door("online.work")
def step(request: Asked, ref: str, verb: str) -> HttpResponse:
    """Move the case alone."""
    try:
        services.take_step(ref=ref, verb=verb, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        return _page(request, ref, refusal)
    messages.success(request, "The case moved. No child's clock went with it.")
    return redirect(f"/online/{ref}")
