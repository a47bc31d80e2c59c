"""At the door: the time is read once, and the one who asks becomes a viewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from firstlight.access.doors import Asked
from firstlight.config.viewers import going_on, viewer_of
from firstlight.kernel import clock


def at_the_door(
    ask: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request its `at` and its `viewer`."""

    def entered(request: HttpRequest) -> HttpResponse:
        asked = cast("Asked", request)
        asked.at = clock.now()
        by_itself = request.method == "GET" and "HX-Request" in request.headers
        user = going_on(request.session, request.user, asked.at, active=not by_itself)
        if user is None and request.user.is_authenticated:
            logout(request)
        asked.viewer = viewer_of(user, asked.at)
        response = ask(asked)
        if user is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return entered
