"""The rules as the force has them, each on its own page; proposals to change them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.when import london_date
from firstlight.kit.forms import KitForm
from firstlight.risk import ruling, selectors, services
from firstlight.risk.forms import OwnRuleForm, RuleForm
from firstlight.risk.rules import levels
from firstlight.risk.showing import named

CRUMBS = ({"label": "Rules of risk", "url": "/risk/rules"},)


@require_GET
@door("risk.settings")
def rules(request: Asked) -> HttpResponse:
    """Show every rule with its source, whether it is on, and how often it says yes."""
    found = ruling.rulings(request.viewer)
    groups = [
        {
            "title": levels.TITLES[name],
            "rows": [one for one in found if one.rule.framework == name],
        }
        for name in levels.FRAMEWORKS
    ]
    context = {
        "title": "Rules of risk", "groups": groups, "going": selectors.reworking(),
        "may_propose": may(request.viewer, "force.settings"), "at": request.at,
    }  # fmt: skip
    return render(request, "risk/rules.html", context)


@require_http_methods(["GET", "POST"])
@door("risk.settings")
def rule(request: Asked, code: str) -> HttpResponse:
    """Show one rule, whom it touches and what people made of it; take a proposal to change it."""
    found = ruling.ruling(code, request.viewer)
    if found is None:
        raise NotThere
    proposes = may(request.viewer, "force.settings")
    form = _form(found, request) if proposes else None
    if request.method == "POST":
        if form is None:
            raise NotThere
        asked = _proposed(found, form, request) if form.is_valid() else ""
        if asked:
            return redirect(f"/approvals/{asked}")
    context = {
        "title": found.rule.title, "caption": "Rule of risk", "breadcrumbs": CRUMBS, "r": found,
        "framework": levels.TITLES[found.rule.framework], "form": form, "ever": selectors.ever_found(code),
        "heard": ruling.heard().get(code), **ruling.asked_about(code), **_touched(found, request),
    }  # fmt: skip
    return render(request, "risk/rule.html", context, status=422 if form and form.errors else 200)


def _touched(found: ruling.Ruling, request: Asked) -> dict[str, Any]:
    """Give whom a rule touches, to those whose work is with people."""
    if not may(request.viewer, "risk.see"):
        return {}
    listed = ruling.touched(found.rule.code, request.viewer)
    page = Paginator(listed, 25).get_page(request.GET.get("page"))
    return {"page": page, "people": named(page.object_list, request.viewer)}


def _form(found: ruling.Ruling, request: Asked) -> RuleForm:
    on = london_date(request.at)
    return RuleForm(found, levels.scale(found.rule.framework, on).levels, request.POST or None)


def _proposed(found: ruling.Ruling, form: RuleForm, request: Asked) -> str:
    """Put the proposal; gives its reference, or '' where it was refused and the form says why."""
    code, reason, said = found.rule.code, form.cleaned_data["reason"], form.cleaned_data["change"]
    by, at = request.viewer, request.at
    try:
        if said == "withdraw":
            return services.withdraw_rule(rule=code, reason=reason, by=by, at=at)
        if said in {"on", "off"}:
            return services.switch(rule=code, on=said == "on", reason=reason, by=by, at=at)
        level = said.removeprefix("level-").removeprefix("as-delivered")
        return services.set_level(rule=code, level=level, reason=reason, by=by, at=at)
    except NotThere:
        raise
    except Refusal as refused:
        _tell(form, refused)
        return ""


def _tell(form: KitForm, refused: Refusal) -> None:
    for field, said in refused.faults:
        form.add_error(field if field in form.fields else None, said)
    if not refused.faults:
        form.add_error(None, str(refused))


@require_http_methods(["GET", "POST"])
@door("force.settings")
def new(request: Asked) -> HttpResponse:
    """Propose a rule of the force's own."""
    form = OwnRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = dict(form.cleaned_data)
        reason = row.pop("reason")
        try:
            asked = services.add_rule(row=row, reason=reason, by=request.viewer, at=request.at)
        except Refusal as refused:
            _tell(form, refused)
        else:
            return redirect(f"/approvals/{asked}")
    context = {"title": "A rule of the force's own", "breadcrumbs": CRUMBS, "form": form}
    return render(request, "risk/new_rule.html", context, status=422 if form.errors else 200)
