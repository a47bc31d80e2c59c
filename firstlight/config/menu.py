"""What every page carries: the menu, who is signed in, the live stream and the clock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from firstlight.access.selectors import may
from firstlight.audit.selectors import last_event

# Label, address, permission: what a reader may not open is not in their menu.
MENU: tuple[tuple[str, str, str], ...] = ()


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or not viewer.roles:
        return {"demo": settings.DEMO}
    host = request.get_host().rsplit(":", 1)[0]
    return {
        "viewer": viewer,
        "at": request.at,  # type: ignore[attr-defined] -- set at the door
        "menu": [
            {"label": label, "url": url, "current": request.path.startswith(url)}
            for label, url, permission in MENU
            if may(viewer, permission)
        ],
        "stream_url": f"{request.scheme}://{host}:{settings.STREAM_PORT}/stream",
        "position": last_event(),
        "demo": settings.DEMO,
    }
