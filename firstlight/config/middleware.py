"""At the door: the time is read once, and the one who asks becomes a viewer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from firstlight.access.models import User
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock


def at_the_door(
    ask: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request its `at` and its `viewer`."""

    def entered(request: HttpRequest) -> HttpResponse:
        request.at = clock.now()  # type: ignore[attr-defined] -- read once, passed down
        user = request.user if isinstance(request.user, User) else None
        request.viewer = viewer_of(user, request.at)  # type: ignore[attr-defined] -- see access.doors.Asked
        response = ask(request)
        if user is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return entered
