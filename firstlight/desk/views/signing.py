"""Signing in and out; in a demonstration, changing roles."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import everybody, user
from firstlight.desk.forms import SignInForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


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
    if form.is_bound and form.is_valid():
        who = authenticate(request, **form.cleaned_data)
        if who is not None:
            login(request, who)
            return redirect(_onward(request))
        form.add_error("username", "That username and password do not belong together")
    context = {"title": "Sign in", "form": form, "next": _onward(request), "roles": _demo_roles()}
    return render(request, "desk/sign_in.html", context, status=422 if form.errors else 200)


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
    logout(request)
    return redirect("/sign-in")
