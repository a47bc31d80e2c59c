"""What every page carries: the menu, who is signed in, the live stream and the clock."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import is_valid_path

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import may, sight
from firstlight.audit.selectors import last_event
from firstlight.force.selectors import setting
from firstlight.kernel.values.viewer import Viewer

# Label, address, permission: what a reader may not open is not in their menu.
# A row shows only where its address is there.
MENU: tuple[tuple[str, str, str], ...] = (
    ("Home", "/", "home.see"),
    ("My work", "/work", "duties.see"),
    ("Board", "/board", "duties.board"),
    ("Rota", "/rota", "rota.see"),
    ("Interruptions", "/interruptions", "duties.board"),
    ("Hourly pack", "/pack", "pack.see"),
    ("Search", "/search", "people.search"),
    ("Record a concern", "/concern", "records.add"),
    ("Briefs", "/briefs", "briefs.see"),
    ("Phones", "/phones/all", "phones.guard"),
    ("Missing", "/missing", "missing.see"),
    ("Domestic abuse", "/domestic", "domestic.see"),
    ("Domestic abuse in figures", "/figures/domestic", "domestic.figures"),
    ("Online", "/online", "online.see"),
    ("Exploitation", "/exploitation", "exploitation.see"),
    ("Custody", "/custody", "custody.see"),
    ("Orders", "/orders", "orders.see"),
    ("Who is who", "/review", "people.judge"),
    ("Sharing", "/sharing", "sharing.see"),
    ("School notices", "/encompass", "sharing.release"),
    ("Portal", "/portal", "portal.see"),
    ("Leaders", "/leaders", "leaders.see"),
    ("Journal", "/journal", "journal.see"),
    ("Rules of risk", "/risk/rules", "risk.settings"),
    ("Risen", "/risk/rises", "risk.see"),
    ("Below the floor", "/risk/below", "risk.review"),
    ("Floors by group", "/risk/groups", "risk.review"),
    ("Settings", "/settings", "force.see"),
    ("Retention", "/retention", "retention.see"),
    ("Sources", "/sources", "sources.see"),
    ("Keys", "/keys", "tokens.set"),
    ("Channels", "/deliveries", "delivery.see"),
    ("Emergency openings", "/openings", "journal.see"),
    ("Data quality", "/quality", "sources.see"),
    ("Quarantine", "/quarantine", "quarantine.see"),
    ("Files", "/files", "quarantine.see"),
    ("Back to other systems", "/returned", "quarantine.see"),
    ("Tour", "/tour", "demo.play"),
)

PHONE_SCRIPTS = ("desk/phone.js",)
# A menu of more entries than this keeps what is used at every hour and folds the rest.
MOST = 9
FIRST = (
    "Home", "My work", "Board", "Search", "Missing", "Domestic abuse", "Online", "Exploitation",
)  # fmt: skip


def _is_there(path: str) -> bool:
    return _stands(path, settings.ROOT_URLCONF)


@lru_cache
def _stands(path: str, addresses: str) -> bool:
    return bool(is_valid_path(path, addresses))


def _is_current(here: str, url: str) -> bool:
    return here == url or (url != "/" and here.startswith(f"{url}/"))


def _entries(viewer: Viewer, here: str) -> list[dict[str, Any]]:
    """Give the entries the viewer may open; beyond `MOST`, the last one holds the rest."""
    rows: list[dict[str, Any]] = [
        {"label": label, "url": url, "current": _is_current(here, url)}
        for label, url, permission in MENU
        if may(viewer, permission) and _is_there(url)
    ]
    if len(rows) <= MOST:
        return rows
    ranked = sorted(rows, key=lambda row: row["label"] not in FIRST)
    shown = [row for row in rows if row in ranked[: MOST - 1]]
    under = [row for row in rows if row not in shown]
    return [*shown, {"label": "More", "under": under, "current": any(r["current"] for r in under)}]


def _roles(viewer: Viewer) -> str:
    return ", ".join(ROLES[role].lower() for role in sorted(viewer.roles) if role in ROLES)


def _demo(request: HttpRequest) -> dict[str, Any] | bool:
    """Give the demonstration's bar: its simulated clock and what plays it."""
    if not settings.DEMO:
        return False
    return {
        "at": getattr(request, "at", None),
        "actions": [
            {"url": "/demo/play/1", "label": "Play the next hour"},
            {"url": "/demo/play/4", "label": "Play the next 4 hours"},
            {"url": "/demo/start-again", "label": "Start again"},
        ],
        "links": [{"url": "/tour", "label": "Tour"}] if _is_there("/tour") else [],
    }


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or not viewer.roles:
        # A phone where nobody is signed in keeps nothing: its script sees to that.
        return {"demo": settings.DEMO, "at": getattr(request, "at", None), "scripts": PHONE_SCRIPTS}
    closed = sight(viewer)
    host = request.get_host().rsplit(":", 1)[0]
    return {
        "viewer": viewer,
        "at": getattr(request, "at", None),
        "menu": _entries(viewer, request.path),
        "stream_url": f"{request.scheme}://{host}:{settings.STREAM_PORT}/stream",
        "position": last_event(closed.sealed | closed.restricted),
        "demo": _demo(request),
        "signed_in": {"name": viewer.name, "role": _roles(viewer)},
        "sign_out_url": "/sign-out",
        "scripts": PHONE_SCRIPTS,
        "phone": getattr(request, "session", {}).get("phone", ""),
        "keeps_phones": may(viewer, "phones.keep") and bool(setting("briefs.on_phones")),
        "foot_links": [
            {"label": "Glossary", "url": "/glossary"},
            {"label": "Your account", "url": "/me"},
        ],
    }
