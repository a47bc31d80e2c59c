"""The second step of signing in, and setting one up before anything else is shown."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from firstlight.access.rules.codes import new_key
from firstlight.access.selectors import has_second
from firstlight.access.services import (
    add_app,
    as_viewer,
    ask_key,
    check_code,
    check_key,
    check_unlocked,
    failed_second,
    make_paper,
)
from firstlight.desk.entering import (
    Halfway,
    address_of,
    enter,
    halfway,
    host_of,
    remembering,
)
from firstlight.desk.picturing import app_picture
from firstlight.desk.signing_forms import CodeForm, SecondForm
from firstlight.force.selectors import session_terms, setting
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import NotThere, Refusal

NEW, ASKED = "new_key", "key_asked"


@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the second step; too many wrong ones lock the account as a wrong password does."""
    asked: Any = request
    try:
        who, kept = halfway(request, asked.at)
    except NotThere:
        return redirect("/sign-in")
    days = int(setting("access.remember_days"))
    form = SecondForm(request.POST or None, days=days)
    if request.method == "POST" and (request.POST.get("answer") or form.is_valid()):
        try:
            return _proved(request, who, kept, form)
        except Refusal as refused:
            form.is_valid()
            form.add_error("code", str(refused))
    return _second_page(request, who, form)


def _proved(request: HttpRequest, who: Any, kept: Halfway, form: SecondForm) -> HttpResponse:
    asked: Any = request
    counted = {
        "user": who,
        "address": address_of(request),
        "terms": session_terms(),
        "at": asked.at,
    }
    check_unlocked(**counted)
    try:
        by = _checked(request, who, form)
    except Refusal:
        failed_second(**counted)
        raise
    response = enter(request, who, f"{kept.how} and {by}", kept.onward, asked.at)
    remembering(request, response, who, asked.at)
    return response


def _checked(request: HttpRequest, who: Any, form: SecondForm) -> str:
    answer = request.POST.get("answer", "")
    if answer:
        state = request.session.pop(ASKED, {})
        return check_key(user=who, host=host_of(request), state=state, answer=answer, at=clock.real_now())  # fmt: skip
    code = form.cleaned_data["code"]
    return check_code(user=who, code=code, by=as_viewer(who), at=clock.real_now())


def _second_page(request: HttpRequest, who: Any, form: SecondForm) -> HttpResponse:
    context: dict[str, Any] = {"title": "Second step", "form": form, "app": has_second(who, "app")}
    if has_second(who, "key"):
        options, request.session[ASKED] = ask_key(who, host_of(request))
        context["key_options"] = json.dumps(options)
    return render(request, "desk/second.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up an app for the second step, which every account needs; then show the paper codes."""
    asked: Any = request
    try:
        who, _ = halfway(request, asked.at)
    except NotThere:
        return redirect("/sign-in")
    if has_second(who):
        return redirect("/sign-in/second")
    key = request.session.setdefault(NEW, new_key())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code, by = form.cleaned_data["code"], as_viewer(who)
        try:
            add_app(user=who, key=key, code=code, by=by, at=clock.real_now())
        except Refusal as refused:
            form.add_error("code", str(refused))
        else:
            del request.session[NEW]
            request.session["set_up"] = True
            return _paper(request, make_paper(user=who, by=by, at=asked.at))
    context = {"title": "Set up your second step", "form": form, **app_picture(key, who.username)}
    return render(request, "desk/set_up.html", context, status=422 if form.errors else 200)


def _paper(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"title": "Your paper codes", "codes": codes, "go_on": "/sign-in/done"}
    return render(request, "desk/paper_codes.html", context)


@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """Go in, once the second step is set up and the paper codes are kept."""
    asked: Any = request
    try:
        who, kept = halfway(request, asked.at)
    except NotThere:
        return redirect("/sign-in")
    if not request.session.pop("set_up", False) or not has_second(who):
        return redirect("/sign-in/second")
    return enter(request, who, f"{kept.how} and app", kept.onward, asked.at)
