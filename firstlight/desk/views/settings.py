"""The force's settings: who set them, proposals to change one, and the second person's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may, title_of
from firstlight.desk import settling
from firstlight.desk.setting_forms import DecisionForm, SettingForm
from firstlight.force.rules.settings import SETTINGS
from firstlight.force.selectors import approval as approval_of
from firstlight.force.selectors import approvals, held
from firstlight.force.services import decide, propose_setting
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.forms import KitForm
from firstlight.risk.selectors import moves_floors, trial

CRUMBS = ({"label": "Settings", "url": "/settings"},)
HEADERS = ("Setting", "Now", "Bounds", "Set by")
KINDS = ("Framework", "From", "To", {"label": "Floors", "numeric": True})
PEOPLE = ("Person", "Framework", "From", "To")


@require_GET
@door("force.see")
def listing(request: Asked) -> HttpResponse:
    """Show every setting, what waits for a second person and what was decided."""
    context = {
        "title": "Settings", "headers": HEADERS, "rows": settling.listed(),
        "waiting": [settling.shown(one) for one in approvals(waiting=True)],
        "decided": [settling.shown(one) for one in approvals(waiting=False, limit=10)],
    }  # fmt: skip
    return render(request, "desk/settings.html", context)


@require_http_methods(["GET", "POST"])
@door("force.settings")
def setting(request: Asked, code: str) -> HttpResponse:
    """Propose a value for one setting."""
    row = SETTINGS.get(code)
    if row is None or row.page:
        raise NotThere
    form = SettingForm(row, held(code).value, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            ref = propose_setting(
                code=code,
                value=form.value(),
                reason=told["reason"],
                by=request.viewer,
                at=request.at,
            )
        except Refusal as refused:
            _tell(form, refused)
        else:
            return redirect(f"/approvals/{ref}")
    now = held(code)
    context = {
        "title": row.title, "caption": "Setting", "breadcrumbs": CRUMBS, "form": form, "row": row,
        "now": f"{settling.said(now.value)} {row.unit}".strip(), "bounds": settling.bounds(row),
        "set_by": title_of(now.set_by) if now.set_by else "",
        "agreed_by": title_of(now.agreed_by) if now.agreed_by else "",
    }  # fmt: skip
    return render(request, "desk/setting.html", context, status=422 if form.errors else 200)


def _tell(form: KitForm, refused: Refusal) -> None:
    for field, said in refused.faults:
        form.add_error(field if field in form.fields else None, said)
    if not refused.faults:
        form.add_error(None, str(refused))


@require_http_methods(["GET", "POST"])
@door("force.see")
def approval(request: Asked, ref: str) -> HttpResponse:
    """Show what is proposed and who would change; take a second person's answer."""
    one = approval_of(ref)
    if one is None:
        raise NotThere
    decides = may(request.viewer, "force.approve") and settling.may_decide(one, request.viewer)
    form = DecisionForm(request.POST or None) if decides else None
    if request.method == "POST":
        if form is None:
            raise NotThere
        if form.is_valid() and _decided(request, ref, form):
            return redirect(f"/approvals/{ref}")
    context = {
        "title": "A change of the force's settings", "breadcrumbs": CRUMBS, "one": settling.shown(one),
        "differs": settling.differs(one), "form": form, "own": one.asked_by == request.viewer.ref,
        "touches": moves_floors(one.code), **_trial(request, ref),
    }  # fmt: skip
    return render(
        request, "desk/approval.html", context, status=422 if form and form.errors else 200
    )


def _decided(request: Asked, ref: str, form: DecisionForm) -> bool:
    agreed = form.cleaned_data["answer"] == "agreed"
    because = form.cleaned_data["because"]
    try:
        decide(ref=ref, agreed=agreed, because=because, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refused:
        _tell(form, refused)
        return False
    messages.success(
        request, "Agreed: it applies from now." if agreed else "Refused: nothing changes."
    )
    return True


def _trial(request: Asked, ref: str) -> dict[str, Any]:
    """Give who would change: counts to all, people to those whose work is with people."""
    found = trial(ref, request.viewer)
    if found is None:
        return {}
    context: dict[str, Any] = {
        "trial": found, "kind_headers": KINDS, "people_headers": PEOPLE,
        "kinds": settling.kinds_of(found, request.at),
    }  # fmt: skip
    if may(request.viewer, "risk.see"):
        page = Paginator(found.changes, 50).get_page(request.GET.get("page"))
        context |= {"page": page, "people": settling.people_of(list(page), request.viewer)}
    return context
