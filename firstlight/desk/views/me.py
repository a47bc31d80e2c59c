"""One's own account: the second steps, the sessions, the devices that are remembered."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.rules.codes import new_key
from firstlight.access.rules.ends import SIGNED
from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import interests, own_account, user
from firstlight.access.services import (
    KINDS,
    add_app,
    add_key,
    ask_new_key,
    declare,
    end_everywhere,
    end_session,
    forget_device,
    make_paper,
    remove_factor,
    withdraw_interest,
)
from firstlight.desk.entering import host_of
from firstlight.desk.own import match_own
from firstlight.desk.picturing import app_picture
from firstlight.desk.signing_forms import CodeForm, InterestForm, KeyForm
from firstlight.force.selectors import posts
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import Refusal

NEW, ASKED = "new_key", "new_security_key"
BACK = {"back_url": "/me", "back_label": "Your account"}


@require_GET
@door("account.own")
def me(request: Asked) -> HttpResponse:
    """Show one's own account, with what each part does."""
    context = {
        "title": "Your account",
        "account": own_account(request.viewer, request.at),
        "here": request.session.get(SIGNED),
        "roles": [ROLES[role] for role in sorted(request.viewer.roles) if role in ROLES],
        "posts": [posts().title_of(post) for post in sorted(request.viewer.posts)],
        "interests": [(one, KINDS[one.kind]) for one in interests(request.viewer.ref)],
    }
    return render(request, "desk/me/page.html", context)


@require_http_methods(["GET", "POST"])
@door("account.own")
def app(request: Asked) -> HttpResponse:
    """Set up an app for the second step, in place of the one before."""
    who: Any = user(request.viewer.ref)
    key = request.session.setdefault(NEW, new_key())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_app(user=who, key=key, code=form.cleaned_data["code"], by=request.viewer,
                    at=clock.real_now())  # fmt: skip
        except Refusal as refused:
            form.add_error("code", str(refused))
        else:
            del request.session[NEW]
            messages.success(request, "The app is set up.")
            return redirect("/me")
    context = {"title": "Set up an app", "form": form, **BACK, **app_picture(key, who.username)}
    return render(request, "desk/set_up.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@door("account.own")
def key(request: Asked) -> HttpResponse:
    """Add a security key."""
    who: Any = user(request.viewer.ref)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state = request.session.pop(ASKED, {})
        try:
            add_key(user=who, host=host_of(request), state=state, answer=request.POST.get("answer", ""),
                    title=form.cleaned_data["title"], by=request.viewer, at=request.at)  # fmt: skip
        except Refusal as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, "The security key is added.")
            return redirect("/me")
    options, request.session[ASKED] = ask_new_key(who, host_of(request))
    context = {"title": "Add a security key", "form": form, "options": json.dumps(options), **BACK}
    return render(request, "desk/me/key.html", context, status=422 if form.errors else 200)


@require_POST
@door("account.own")
def paper(request: Asked) -> HttpResponse:
    """Make paper codes afresh; those before open nothing any more."""
    who: Any = user(request.viewer.ref)
    codes = make_paper(user=who, by=request.viewer, at=request.at)
    context = {"title": "Your paper codes", "codes": codes, "go_on": "/me/paper/kept", **BACK}
    return render(request, "desk/paper_codes.html", context)


@require_POST
@door("account.own")
def paper_kept(_request: Asked) -> HttpResponse:
    """Go back once they are kept."""
    return redirect("/me")


@require_POST
@door("account.own")
def remove(request: Asked, ref: str) -> HttpResponse:
    """Take one of one's own second steps away."""
    try:
        remove_factor(factor=ref, by=request.viewer, at=request.at)
    except Refusal as refused:
        if refused.code == "not_there":
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is taken away.")
    return redirect("/me")


@require_POST
@door("account.own")
def end(request: Asked, ref: str) -> HttpResponse:
    """End one of one's own sessions."""
    end_session(session=ref, by=request.viewer, at=request.at)
    messages.success(request, "That session has ended.")
    return redirect("/me")


@require_POST
@door("account.own")
def forget(request: Asked, ref: str) -> HttpResponse:
    """Ask for the second step on a device again."""
    forget_device(device=ref, by=request.viewer, at=request.at)
    messages.success(request, "The second step is asked there again.")
    return redirect("/me")


@require_POST
@door("account.own")
def everywhere(request: Asked) -> HttpResponse:
    """End every session of one's own, this one too."""
    end_everywhere(user=request.viewer.ref, by=request.viewer, at=request.at)
    return redirect("/sign-in")


@require_http_methods(["GET", "POST"])
@door("account.own")
def interest(request: Asked) -> HttpResponse:
    """Declare somebody of one's own life; whether they are held is not told."""
    form = InterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declare(**form.cleaned_data, by=request.viewer, at=request.at)
        except Refusal as refused:
            for field, said in refused.faults:
                form.add_error(field, said)
        else:
            match_own(request.viewer.ref, request.at)
            messages.success(request, "It is noted. What concerns them is kept from you.")
            return redirect("/me")
    context = {"title": "Declare an interest", "form": form, **BACK}
    return render(request, "desk/me/interest.html", context, status=422 if form.errors else 200)


@require_POST
@door("account.own")
def withdraw(request: Asked, ref: str) -> HttpResponse:
    """Take a declaration back."""
    withdraw_interest(ref=ref, by=request.viewer, at=request.at)
    match_own(request.viewer.ref, request.at)
    messages.success(request, "It is taken back.")
    return redirect("/me")
