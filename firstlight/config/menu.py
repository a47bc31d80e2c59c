"""What every page carries: the menu, who is signed in, the live stream and the clock."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from firstlight.access.selectors import may
from firstlight.audit.selectors import last_event

# Label, address, permission: what a reader may not open is not in their menu.
# A row shows only where its address is there.
MENU: tuple[tuple[str, str, str], ...] = (
    ("Home", "/", "home.see"),
    ("My work", "/work", "duties.see"),
    ("Board", "/board", "duties.board"),
    ("Search", "/search", "people.search"),
    ("Record a concern", "/concern", "records.add"),
    ("Briefs", "/briefs", "briefs.see"),
    ("Missing", "/missing", "missing.see"),
    ("Domestic abuse", "/domestic", "domestic.see"),
    ("Online", "/online", "online.see"),
    ("Exploitation", "/exploitation", "exploitation.see"),
    ("Orders", "/orders", "orders.see"),
    ("Who is who", "/review", "people.judge"),
    ("Sharing", "/sharing", "sharing.see"),
    ("School notices", "/encompass", "sharing.release"),
    ("Portal", "/portal", "portal.see"),
    ("Leaders", "/leaders", "leaders.see"),
    ("Journal", "/journal", "journal.see"),
    ("Sources", "/sources", "sources.see"),
)


@lru_cache
def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _is_current(here: str, url: str) -> bool:
    return here == url or (url != "/" and here.startswith(f"{url}/"))


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or not viewer.roles:
        return {"demo": settings.DEMO, "at": getattr(request, "at", None)}
    host = request.get_host().rsplit(":", 1)[0]
    return {
        "viewer": viewer,
        "at": request.at,  # type: ignore[attr-defined] -- set at the door
        "menu": [
            {"label": label, "url": url, "current": _is_current(request.path, url)}
            for label, url, permission in MENU
            if may(viewer, permission) and _is_there(url)
        ],
        "stream_url": f"{request.scheme}://{host}:{settings.STREAM_PORT}/stream",
        "position": last_event(),
        "demo": settings.DEMO,
        "signed_in": {"name": viewer.name},
        "sign_out_url": "/sign-out",
        "foot_links": [{"label": "Glossary", "url": "/glossary"}],
    }
