"""Serves rendered pages to a real browser under the strict policy, without a server."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Route

SITE = "http://kit.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'"
)


def serve(pages: dict[str, str], streams: Callable[[str], str | None] | None = None):
    """A route handler over `pages` (path -> html) and the kit's static files."""

    def handle(route: Route) -> None:
        split = urlsplit(route.request.url)
        told = streams(route.request.url) if streams else None
        if told is not None:
            route.fulfill(body=told, content_type="text/event-stream")
        elif split.path in pages:
            route.fulfill(
                body=pages[split.path],
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": POLICY},
            )
        else:
            _static(route, split.path)

    return handle


def _static(route: Route, path: str) -> None:
    name = path.removeprefix("/static/")
    found = finders.find(name) if path.startswith("/static/") else None
    if not found:
        route.fulfill(status=404, body="")
        return
    kind = mimetypes.guess_type(str(found))[0] or "text/plain"
    route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind)
