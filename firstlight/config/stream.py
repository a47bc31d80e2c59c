"""The live stream: one poller of what happened, many open pages, server-sent events.

A page hears kinds and references alone, and only those its viewer may know of. An alert is told
to its own recipient with its title and address, which name no person.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django
import uvicorn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django must be set up first
from django.contrib.auth import get_user  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import DatabaseError, close_old_connections  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.http.request import validate_host  # noqa: E402

from firstlight.access.models import User  # noqa: E402
from firstlight.access.selectors import Sight, sight  # noqa: E402
from firstlight.audit.selectors import Happened, events_after, last_event  # noqa: E402
from firstlight.config.viewers import viewer_of  # noqa: E402
from firstlight.delivery.selectors import AlertSeen, alerts  # noqa: E402
from firstlight.delivery.services import delivered  # noqa: E402
from firstlight.kernel import clock  # noqa: E402
from firstlight.kernel.values.viewer import Viewer, system_viewer  # noqa: E402

logger = logging.getLogger("firstlight.stream")

POLL = 0.3
HEARTBEAT = 10.0
# Posts change hands and people are signed out: who a page's viewer is, is asked again this often.
KNOWN_FOR = 5.0
WAITING = 1000
PAGES = 20
OFFICERS = "all"
ALERT = "delivery.alert_raised"
PARTNERS = frozenset({"partner", "edt"})

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Scope = dict[str, Any]


@dataclass(slots=True)
class Reader:
    """Who a page is open for, and what is sealed from them."""

    viewer: Viewer
    sight: Sight

    def hears(self, event: Happened) -> bool:
        """Tell whether this reader may know that something happened."""
        viewer = self.viewer
        mine = {f"user:{viewer.ref}", *(f"post:{p}" for p in viewer.posts)}
        mine |= {f"role:{role}" for role in viewer.roles}
        if viewer.roles - PARTNERS:
            mine.add(OFFICERS)
        hidden = self.sight.sealed | self.sight.restricted | viewer.own_refs
        return bool(mine & set(event.audience)) and not hidden & set(event.refs)


@dataclass(eq=False, slots=True)
class Page:
    """One open page."""

    session: str
    last: int
    queue: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(WAITING))

    def put(self, text: bytes | None) -> None:
        """Give the page a message; one that does not read is closed, and asks again."""
        try:
            self.queue.put_nowait(text)
        except asyncio.QueueFull:
            while not self.queue.empty():
                self.queue.get_nowait()
            self.queue.put_nowait(None)


def reader_of(session: str) -> Reader | None:
    """Work out who a session is signed in as now; None where nobody is. Touches the database."""
    request = HttpRequest()
    request.session = SessionStore(session)
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return None
    viewer = viewer_of(user, clock.now())
    return Reader(viewer, sight(viewer)) if viewer.roles else None


def said(event: Happened, alert: AlertSeen | None) -> bytes:
    """Write an event as a page reads it."""
    data: dict[str, Any] = {"seq": event.seq, "kind": event.kind, "refs": list(event.refs)}
    name = "change"
    if event.kind == ALERT and alert is not None:
        name = "alert"
        data |= {"ref": alert.ref, "title": alert.title, "url": alert.url, "level": alert.level}
    return f"event: {name}\nid: {event.id}\ndata: {json.dumps(data)}\n\n".encode()


def _texts(events: list[Happened]) -> list[tuple[Happened, bytes]]:
    held = alerts(ref for event in events if event.kind == ALERT for ref in event.refs)
    return [(one, said(one, held.get(one.refs[0]) if one.refs else None)) for one in events]


class Hub:
    """Asks once for everybody what happened, and gives each page what its viewer may hear."""

    def __init__(self) -> None:
        self.pages: set[Page] = set()
        self.readers: dict[str, Reader | None] = {}
        self.known_at = 0.0
        self.cursor = 0
        self.closing = False

    async def run(self) -> None:
        """Poll until cancelled; a fault of the database is waited out."""
        self.cursor = await _in_thread(last_event)
        while True:
            try:
                await self._round()
            except DatabaseError:
                logger.warning("the database did not answer; asking again")
                await asyncio.sleep(2)
            await asyncio.sleep(POLL)

    async def _round(self) -> None:
        events = await _in_thread(events_after, self.cursor)
        stale = asyncio.get_running_loop().time() - self.known_at > KNOWN_FOR
        if self.pages and (events or stale):
            await self._know_again(stale=stale)
        if not events:
            return
        texts = await _in_thread(_texts, events)
        told = {pair for page in tuple(self.pages) for pair in self.give(page, texts)}
        self.cursor = events[-1].id
        if told:
            await _in_thread(_note, told)

    async def _know_again(self, *, stale: bool) -> None:
        sessions = {page.session for page in self.pages}
        asked = sessions if stale else sessions - set(self.readers)
        found = await _in_thread(lambda: {one: reader_of(one) for one in asked})
        self.readers = {k: v for k, v in (self.readers | found).items() if k in sessions}
        if stale:
            self.known_at = asyncio.get_running_loop().time()
        for page in self.pages:
            if page.session in self.readers and self.readers[page.session] is None:
                page.put(None)

    def give(self, page: Page, texts: Iterable[tuple[Happened, bytes]]) -> list[tuple[str, str]]:
        """Queue for a page what its viewer may hear; give alerts that reached somebody."""
        reader = self.readers.get(page.session)
        told = []
        for event, text in texts:
            if event.id <= page.last:
                continue
            page.last = event.id
            if reader is not None and reader.hears(event):
                page.put(text)
                if event.kind == ALERT:
                    told.append((event.refs[0], reader.viewer.ref))
        return told

    async def catch_up(self, page: Page) -> None:
        """Give a page what it missed, up to where the poller stands when it ends."""
        for _ in range(PAGES):
            events = await _in_thread(events_after, page.last)
            if not events:
                break
            told = self.give(page, await _in_thread(_texts, events))
            if told:
                await _in_thread(_note, set(told))
        self.pages.add(page)

    def close(self) -> None:
        """End every page's stream, so that the process can stop; pages open another."""
        self.closing = True
        for page in self.pages:
            page.put(None)


def _note(told: set[tuple[str, str]]) -> None:
    delivered(told, by=system_viewer("stream"), at=clock.now())


async def _in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.to_thread(_fresh, work, *arguments)


def _fresh(work: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        return work(*arguments)
    finally:
        close_old_connections()


HUB = Hub()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/stream` and `/health`, and run the poller while the server runs."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/health":
        body = json.dumps({"pages": len(HUB.pages), "position": HUB.cursor}).encode()
        await _answer(send, 200, body, [])
    elif scope["type"] == "http" and scope["path"] == "/stream" and scope["method"] == "GET":
        await _stream(scope, receive, send)
    elif scope["type"] == "http":
        await _answer(send, 404, b"{}", [])


async def _lifespan(receive: Receive, send: Send) -> None:
    poller: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            poller = asyncio.create_task(HUB.run())
            await send({"type": "lifespan.startup.complete"})
        else:
            HUB.close()
            if poller is not None:
                poller.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await poller
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _answer(
    send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]
) -> None:
    kind = (b"content-type", b"application/json")
    await send({"type": "http.response.start", "status": status, "headers": [kind, *headers]})
    await send({"type": "http.response.body", "body": body})


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def cross_origin(scope: Scope) -> list[tuple[bytes, bytes]] | None:
    """Give the headers a page of the same host needs; None for any other host's page."""
    host = urlsplit(f"//{_header(scope, b'host')}").hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return None
    origin = _header(scope, b"origin")
    if not origin:
        return []
    if urlsplit(origin).hostname != host:
        return None
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def _session(scope: Scope) -> str:
    try:
        jar = SimpleCookie(_header(scope, b"cookie"))
    except CookieError:
        return ""
    found = jar.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    headers = cross_origin(scope)
    session = _session(scope)
    if headers is None:
        await _answer(send, 403, b"{}", [])
        return
    reader = await _in_thread(reader_of, session) if session else None
    if reader is None or HUB.closing:
        await _answer(send, 503 if HUB.closing else 401, b"{}", headers)
        return
    after = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    last = _header(scope, b"last-event-id") or after
    page = Page(session, int(last) if last.isdigit() else HUB.cursor)
    HUB.readers[session] = reader
    started: list[tuple[bytes, bytes]] = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": started})
    await _serve_page(page, receive, send)


async def _serve_page(page: Page, receive: Receive, send: Send) -> None:
    gone = asyncio.create_task(_gone(receive))
    writing = asyncio.create_task(_write(page, send))
    try:
        await HUB.catch_up(page)
        await asyncio.wait({gone, writing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        HUB.pages.discard(page)
        for one in (gone, writing):
            one.cancel()
    if writing.done() and not writing.cancelled() and writing.exception() is None:
        await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(page: Page, send: Send) -> None:
    beat = b": alive\n\nevent: ping\ndata: {}\n\n"
    await send({"type": "http.response.body", "body": beat, "more_body": True})
    while True:
        try:
            text = await asyncio.wait_for(page.queue.get(), HEARTBEAT)
        except TimeoutError:
            text = beat
        if text is None:
            return
        await send({"type": "http.response.body", "body": text, "more_body": True})


class Server(uvicorn.Server):
    """Ends the open streams first: they would otherwise never let the process stop."""

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        """Close every page's stream, then stop as any server does."""
        HUB.close()
        await super().shutdown(sockets)


def main(port: int, host: str = "127.0.0.1") -> None:
    """Serve the stream until told to stop."""
    config = uvicorn.Config(
        application, host=host, port=port, log_level="warning", access_log=False,
        timeout_graceful_shutdown=3, lifespan="on", ws="none",
    )  # fmt: skip
    Server(config).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), *(sys.argv[2:3] or ["127.0.0.1"]))
