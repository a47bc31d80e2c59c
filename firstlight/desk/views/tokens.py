"""Keys of other systems: made, shown once, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import tokens, user_named
from firstlight.access.services import issue_token, revoke_token
from firstlight.desk.signing_forms import TokenForm
from firstlight.kernel.values.refusal import Refusal


@require_http_methods(["GET", "POST"])
@door("tokens.set")
def listing(request: Asked) -> HttpResponse:
    """List the keys; make one, whose secret is shown only now."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        secret = _made(request, form)
    context = {"title": "Keys of other systems", "form": TokenForm() if secret else form,
               "secret": secret, "rows": tokens(), "at": request.at}  # fmt: skip
    return render(request, "desk/tokens.html", context, status=422 if form.errors else 200)


def _made(request: Asked, form: TokenForm) -> str:
    told = dict(form.cleaned_data)
    account = user_named(told.pop("account"))
    if account is None:
        form.add_error("account", "Nobody signs in by that name: firstlight user add")
        return ""
    try:
        return issue_token(**told, user=account.ref, by=request.viewer, at=request.at)
    except Refusal as refused:
        for field, said in refused.faults:
            form.add_error(field, said)
        return ""


@require_POST
@door("tokens.set")
def revoke(request: Asked) -> HttpResponse:
    """Take a key out of use at once."""
    revoke_token(name=request.POST.get("name", ""), by=request.viewer, at=request.at)
    messages.success(request, "That key opens nothing any more.")
    return redirect("/keys")
