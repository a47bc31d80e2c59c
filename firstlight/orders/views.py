"""The register of orders and bail, breaches, and addresses looked at before they are accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import said
from firstlight.kit.forms import KitForm
from firstlight.kit.rules.cells import csv_of
from firstlight.orders import reading, selectors, services
from firstlight.orders.forms import (
    AnswerForm,
    AskAddressForm,
    BreachesForm,
    DecideForm,
    ForceForm,
    ListForm,
    TellBreachForm,
)

PER_PAGE = 25
TITLES = {
    "first": "To look at first",
    "unserved": "Not shown as served",
    "ending": "Ends within 14 days",
    "returning": "Back in court within 14 days",
    "orders": "Orders that may stand",
    "bail": "Bail and release",
    "ended": "Ended",
}
COLUMNS = (
    "Record", "Kind", "In force", "Served", "Made", "Varied", "Back in court", "Ends", "Conditions told",
    "Power of arrest", "Protects a child",
)  # fmt: skip
_CRUMBS = [{"label": "Orders and bail", "url": "/orders"}]


def _asked(request: Asked) -> tuple[ListForm, dict[str, Any]]:
    form = ListForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    which = given.get("show") or "first"
    return form, {
        "which": which if which in TITLES else "first",
        "kind": given.get("kind") or "",
        "within": int(given.get("within") or 0),
    }


@require_GET
@door("orders.see")
def register(request: Asked) -> HttpResponse:
    """Show one list of the register; the address holds codes and a page number alone."""
    form, asked = _asked(request)
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdigit() else 1
    found = selectors.register(
        request.viewer, request.at, **asked, skip=(page - 1) * PER_PAGE, limit=PER_PAGE
    )
    kept = "".join(f"&{name}={asked[name]}" for name in ("kind", "within") if asked[name])
    tabs = [
        {
            "label": words, "url": f"/orders?show={code}{kept}", "current": code == asked["which"],
            "count": found.counts[code],
        }
        for code, words in TITLES.items()
    ]  # fmt: skip
    context = {
        "title": "Orders and bail", "tabs": tabs, "shown": TITLES[asked["which"]], "form": form,
        "entries": found.entries, "is_cut": found.is_cut, "most": selectors.MOST,
        "owed": len(reading.breaches(request.viewer, request.at)),
        "page": Paginator(range(found.total), PER_PAGE).get_page(page),
        "query": request.GET.urlencode(), "filtered": bool(kept), "at": request.at,
    }  # fmt: skip
    return render(request, "orders/register.html", context)


@require_GET
@door("orders.see")
def exported(request: Asked) -> HttpResponse:
    """Give the same list as a file, by reference alone."""
    _, asked = _asked(request)
    found = selectors.register(request.viewer, request.at, **asked, limit=selectors.MOST)
    answer = HttpResponse(
        csv_of([COLUMNS, *(_cells(one) for one in found.entries)]),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="orders.csv"'
    return answer


def _cells(one: selectors.Entry) -> tuple[str, ...]:
    row = one.row

    def day(moment: Any) -> str:
        return said(moment) if moment else "not told"

    served = row.served.value if row.served is not None else "does not apply"
    return (
        one.record, row.title, row.in_force.value, served, day(row.made_at), day(row.varied_at),
        day(row.returns_at), day(row.ends_at), str(len(row.conditions)), row.arrest,
        "yes" if any(who.is_child for who in one.protects) else "none named that you may see",
    )  # fmt: skip


def _done(
    request: Asked,
    form: KitForm,
    work: Callable[[dict[str, Any]], object],
    page: Callable[[KitForm], HttpResponse],
    url: str,
    told: str,
) -> HttpResponse:
    """Do one thing; what the service refuses is told beside the fields, all together."""
    form.is_valid()
    try:
        work(form.cleaned_data)
    except NotThere:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        for name, sentence in refusal.faults:
            form.add_error(name if name in form.fields else None, sentence)
        return page(form)
    messages.success(request, told)
    return redirect(url)


@require_GET
@door("orders.see")
def breaches(request: Asked) -> HttpResponse:
    """List breaches: those an answer is owed for, the longest known first."""
    form = BreachesForm(request.GET or {"state": "open"})
    state = (form.cleaned_data["state"] if form.is_valid() else "") or "open"
    found = reading.breaches(request.viewer, request.at, state=state)
    context = {
        "title": "Breaches", "form": form, "rows": found, "at": request.at, "breadcrumbs": _CRUMBS,
    }  # fmt: skip
    return render(request, "orders/breaches.html", context)


def _breach_page(request: Asked, ref: str, form: KitForm | None = None) -> HttpResponse:
    found = reading.breach(ref, request.viewer, request.at)
    context = {
        "title": f"Breach of {found.entry.row.title[0].lower()}{found.entry.row.title[1:]}",
        "caption": ref, "row": found, "entry": found.entry, "form": form or AnswerForm(),
        "told": form, "at": request.at,
        "breadcrumbs": [*_CRUMBS, {"label": "Breaches", "url": "/orders/breaches"}],
    }  # fmt: skip
    return render(request, "orders/breach.html", context, status=422 if form else 200)


@require_GET
@door("orders.see", shows_person=True)
def breach(request: Asked, ref: str) -> HttpResponse:
    """Show one breach and ask: arrested, or why not, by whom, by when."""
    return _breach_page(request, ref)


@require_POST
@door("orders.work")
def answer(request: Asked, ref: str) -> HttpResponse:
    """Answer a breach."""

    def work(given: dict[str, Any]) -> None:
        asked = {name: given.get(name) or "" for name in ("answer", "owner", "why_not")}
        services.answer_breach(
            breach=ref, **asked, by_when=given.get("by_when"), by=request.viewer, at=request.at
        )

    form = AnswerForm(request.POST)
    return _done(
        request, form, work, lambda wrong: _breach_page(request, ref, wrong),
        f"/orders/breaches/{ref}", "The answer was recorded.",
    )  # fmt: skip


def _tell_page(request: Asked, ref: str, form: KitForm | None = None) -> HttpResponse:
    entries = selectors.of_records((ref,), request.viewer, request.at)
    if not entries:
        raise NotThere
    context = {
        "title": "Tell a breach", "caption": ref, "entry": entries[0], "told": form,
        "form": form or TellBreachForm(), "at": request.at, "breadcrumbs": _CRUMBS,
    }  # fmt: skip
    return render(request, "orders/tell.html", context, status=422 if form else 200)


@require_http_methods(["GET", "POST"])
@door("orders.work", shows_person=True)
def tell(request: Asked, ref: str) -> HttpResponse:
    """Tell by hand that an order was breached."""
    if request.method == "GET":
        return _tell_page(request, ref)
    form, made = TellBreachForm(request.POST), []

    def work(given: dict[str, Any]) -> None:
        told = given.get("told") or ""
        made.append(services.tell_breach(order=ref, told=told, by=request.viewer, at=request.at))

    return _done(
        request, form, work, lambda wrong: _tell_page(request, ref, wrong), "/orders/breaches",
        "The breach is open. Say now: arrested, or why not, by whom and by when.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@door("orders.work")
def addresses(request: Asked) -> HttpResponse:
    """List address checks, those that wait first, and begin one."""
    form = AskAddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        given = {name: form.cleaned_data.get(name) or "" for name in form.fields}
        given["person"] = given["person"].strip().upper()
        try:
            ref = services.ask_address(**given, by=request.viewer, at=request.at)
            return redirect(f"/orders/addresses/{ref}")
        except NotThere:
            form.add_error("person", "There is nobody here that you may see by this reference")
        except Refusal as refusal:
            for name, sentence in refusal.faults:
                form.add_error(name, sentence)
    context = {
        "title": "Bail, curfew and release addresses", "form": form, "at": request.at,
        "rows": reading.checks(request.viewer, request.at), "breadcrumbs": _CRUMBS,
    }  # fmt: skip
    return render(request, "orders/addresses.html", context, status=422 if form.errors else 200)


def _address_page(request: Asked, ref: str, form: KitForm | None = None) -> HttpResponse:
    found = reading.check(ref, request.viewer, request.at)
    context = {
        "title": found.purpose, "caption": ref, "row": found, "told": form, "at": request.at,
        "force": form if isinstance(form, ForceForm) else ForceForm(),
        "decide": form if isinstance(form, DecideForm) else DecideForm(),
        "breadcrumbs": [*_CRUMBS, {"label": "Addresses", "url": "/orders/addresses"}],
    }  # fmt: skip
    return render(request, "orders/address.html", context, status=422 if form else 200)


@require_GET
@door("orders.work", shows_person=True)
def address(request: Asked, ref: str) -> HttpResponse:
    """Show who is told at an address, which forces were asked, and its answer."""
    return _address_page(request, ref)


@require_POST
@door("orders.work")
def force(request: Asked, ref: str) -> HttpResponse:
    """Write down that another force was asked, or what it answered."""

    def work(given: dict[str, Any]) -> None:
        asked = {name: given.get(name) or "" for name in ("force", "answer", "said")}
        services.ask_force(check=ref, **asked, by=request.viewer, at=request.at)

    return _done(
        request, ForceForm(request.POST), work, lambda wrong: _address_page(request, ref, wrong),
        f"/orders/addresses/{ref}", "Written down.",
    )  # fmt: skip


@require_POST
@door("orders.work")
def decide(request: Asked, ref: str) -> HttpResponse:
    """Accept an address, or not."""

    def work(given: dict[str, Any]) -> None:
        services.decide_address(
            check=ref, answer=given.get("answer") or "", because=given.get("because") or "",
            none_concerned=bool(given.get("none_concerned")), by=request.viewer, at=request.at,
        )  # fmt: skip

    return _done(
        request, DecideForm(request.POST), work, lambda wrong: _address_page(request, ref, wrong),
        f"/orders/addresses/{ref}", "The answer was recorded.",
    )  # fmt: skip
