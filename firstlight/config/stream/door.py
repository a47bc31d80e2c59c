"""The stream's door: `/stream` for pages of the same host, `/health` for whoever minds it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import validate_host

from firstlight.config.stream.hearing import Reader, reader_of
from firstlight.config.stream.hub import Hub, Page, in_thread

HEARTBEAT = 10.0

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Scope = dict[str, Any]

HUB = Hub()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/stream` and `/health`, and run the poller while the server runs."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/health":
        body = json.dumps({"pages": len(HUB.pages), "position": HUB.cursor}).encode()
        await _answer(send, 200 if HUB.alive else 503, body, [])
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


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
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
    reader = await in_thread(reader_of, session) if session else None
    away = HUB.closing or not HUB.alive
    if reader is None or away:
        await _answer(send, 503 if away else 401, b"{}", headers)
        return
    after = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    last = _header(scope, b"last-event-id") or after
    page = Page(session, int(last) if last.isdigit() else HUB.cursor)
    started: list[tuple[bytes, bytes]] = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": started})
    await _serve_page(page, reader, receive, send)


async def _serve_page(page: Page, reader: Reader, receive: Receive, send: Send) -> None:
    gone = asyncio.create_task(_gone(receive))
    writing = asyncio.create_task(_write(page, send))
    try:
        await HUB.join(page, reader)
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
            text = beat if HUB.alive else None
        if text is None:
            return
        await send({"type": "http.response.body", "body": text, "more_body": True})
