"""Signing in and out: the password, or the force's own sign-in; in a demonstration, roles."""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from firstlight.access.rules.ends import SIGNED
from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import everybody, user, way_in
from firstlight.access.services import (
    account_of,
    begin_elsewhere,
    check_password,
    choose_password,
    end_session,
    finish_elsewhere,
    has_provider,
    proved_twice,
)
from firstlight.briefs.services import end as end_phone
from firstlight.desk.entering import BACKEND, PHONE, address_of, start
from firstlight.desk.forms import SignInForm
from firstlight.desk.signing_forms import PasswordForm
from firstlight.force.selectors import session_terms, setting
from firstlight.kernel.values.refusal import NotThere, Refusal

BEGUN = "elsewhere"


def _onward(request: HttpRequest) -> str:
    """Give the page that was asked for, where it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else "/"


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by username and password; the answer to a wrong one never says which was wrong."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    asked: Any = request
    if form.is_bound and form.is_valid():
        try:
            who = check_password(
                **form.cleaned_data, address=address_of(request), terms=session_terms(), at=asked.at
            )
        except Refusal as refused:
            form.add_error("username", str(refused))
        else:
            return start(request, who, "password", _onward(request), asked.at)
    return _page(request, form)


def _page(request: HttpRequest, form: SignInForm, refused: Refusal | None = None) -> HttpResponse:
    context = {
        "title": "Sign in", "form": form, "next": _onward(request), "roles": _demo_roles(),
        "elsewhere": has_provider(), "refused": refused,
    }  # fmt: skip
    status = 422 if form.errors or refused else 200
    return render(request, "desk/sign_in.html", context, status=status)


@require_GET
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Go to the force's own sign-in."""
    if not has_provider():
        raise Http404
    try:
        address, begun = begin_elsewhere(_back())
    except Refusal as refused:
        return _page(request, SignInForm(), refused)
    request.session[BEGUN] = begun | {"next": _onward(request)}
    return redirect(address)


@require_GET
def returned(request: HttpRequest) -> HttpResponse:
    """Take who comes back from the force's own sign-in; what it proved twice is not asked again."""
    if not has_provider():
        raise Http404
    asked: Any = request
    begun = request.session.pop(BEGUN, {})
    try:
        claims = finish_elsewhere(begun, request.GET.dict(), _back())
        who = account_of(claims, setting("access.groups"), asked.at)
    except Refusal as refused:
        return _page(request, SignInForm(), refused)
    proved = proved_twice(claims)
    return start(request, who, "single sign-on", begun.get("next", "/"), asked.at, proved=proved)


def _back() -> str:
    return f"{settings.BASE_URL}/sign-in/returned"


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a password by a link that works once. Its secret travels after the #, then by POST."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _chosen(request, form)
        except NotThere:
            form.add_error("link", "This link was used, or is older than a day. Ask for another")
        except ValidationError as fault:
            form.add_error("password", " ".join(fault.messages))
    status = 422 if form.errors else 200
    return render(
        request, "desk/choose.html", {"title": "Choose a password", "form": form}, status=status
    )


def _chosen(request: HttpRequest, form: PasswordForm) -> HttpResponse:
    asked: Any = request
    secret, password = form.cleaned_data["link"], form.cleaned_data["password"]
    validate_password(password, way_in(secret, asked.at))
    who = choose_password(secret=secret, password=password, at=asked.at)
    return start(request, who, "password", "/", asked.at)


def _demo_roles() -> list[dict[str, object]]:
    """Give the people of the demonstration by role; nobody where it is none."""
    if not settings.DEMO:
        return []
    order = {code: place for place, code in enumerate(ROLES)}
    people = [
        (min((order.get(role, 99) for role in one.roles), default=99), one) for one in everybody()
    ]
    titles = list(ROLES.values())
    people.sort(key=lambda pair: (pair[0], pair[1].full_name))
    return [
        {
            "role": titles[place] if place < len(titles) else "Other",
            "people": [
                {"ref": one.ref, "name": one.title, "organisation": one.organisation}
                for _, one in held
            ],
        }
        for place, held in groupby(people, key=lambda pair: pair[0])
    ]


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Become one of the demonstration's fictional people; nowhere else is there such a page."""
    if not settings.DEMO:
        raise Http404
    who = user(request.POST.get("user", ""))
    if who is None or not who.is_active:
        raise Http404
    login(request, who, backend=BACKEND)
    return redirect(_onward(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    asked: Any = request
    session = request.session.get(SIGNED)
    if phone := request.session.get(PHONE):
        end_phone(phone=phone, because="out", by=asked.viewer, at=asked.at)
    with suppress(NotThere):  # it may have ended by itself meanwhile
        end_session(session=session or "", by=asked.viewer, at=asked.at)
    logout(request)
    return redirect("/sign-in")
