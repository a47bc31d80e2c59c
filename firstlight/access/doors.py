"""The door of every page: signed in, permitted, and what was shown written down first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from firstlight.access.events import AskedInVain
from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act, look
from firstlight.kernel.values.refs import is_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request as views get it: who looks, and the time, read once at the door."""

    viewer: Viewer
    at: datetime


class NothingSeenError(RuntimeError):
    """A page that shows a person did not say whom: a fault of ours, never sent to the reader."""


def door(permission: str, *, shows_person: bool = False) -> Callable[[View], View]:
    """Guard a view by a row of the permission table.

    Not permitted answers exactly as not there. A look is journaled before the body is sent;
    with `shows_person` a page that names nobody as seen is refused as a fault.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            asked = cast("Asked", request)
            if not asked.viewer.roles:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            about = kwargs.get("ref")
            if not may(asked.viewer, permission, about):
                raise Http404
            try:
                response = view(request, *args, **kwargs)
            except NotThere:
                asked_in_vain(about, asked.viewer, asked.at)
                raise Http404 from None
            except Refusal as shut:
                response = _way_in(shut)
            return journaled(asked, response, permission, shows_person=shows_person)

        # The tests of the house read both off every page.
        vars(entered).update(permission=permission, shows_person=shows_person)
        return entered

    return guarded


def asked_in_vain(ref: str | None, viewer: Viewer, at: datetime) -> None:
    """Note what somebody with an own story asked for and was not given, whatever it was.

    Whether it was their own is looked at afterwards, so that the answer cannot tell.
    """
    if ref and viewer.own_refs and is_ref(ref):
        with act(
            "access.asked_in_vain", by=viewer, at=at, operation=Operation.CONSULTATION
        ) as line:
            line.about(ref)
            line.emit(AskedInVain(ref=ref, by=viewer.ref))


def _way_in(shut: Refusal) -> HttpResponse:
    """Lead from something restricted to where a reason opens it; any other refusal is the view's."""
    if shut.code != "restricted":
        raise shut
    return redirect(f"/open/{vars(shut)['ref']}")


def journaled(
    asked: Asked, response: HttpResponse, permission: str, *, shows_person: bool
) -> HttpResponse:
    """Write down what a response shows before it is sent."""
    render = getattr(response, "render", None)
    if render is not None and not getattr(response, "is_rendered", True):
        response = render()
    shown = asked.viewer.seen.refs
    if shows_person and not shown and response.status_code == 200:
        raise NothingSeenError(permission)
    if shown:
        why = str(asked.POST.get("justification", "")) if asked.method == "POST" else ""
        look(asked.viewer, action=f"look.{permission}", at=asked.at, justification=why)
    return response
