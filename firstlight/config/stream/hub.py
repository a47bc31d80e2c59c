"""One poller for every open page; each gets what its viewer may hear."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import close_old_connections

from firstlight.audit.selectors import events_after, last_event
from firstlight.config.stream.hearing import ALERT, Heard, Reader, heard, note, reader_of

logger = logging.getLogger("firstlight.stream")

POLL = 0.3
# People are signed out and matters sealed: who a page's viewer is, is asked again this often.
KNOWN_FOR = 10.0
AFTER_FAULT = 2.0
# Without a poll for this long nobody is told that the page is live.
STALE = 15.0
# Messages a page may leave unread before it is closed; it then asks again from where it was.
WAITING = 1000
# Reads of 500 events by which a page catches up; one that missed more begins at the newest.
PAGES = 20


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


class Hub:
    """Asks once for everybody what happened, and gives each page what its viewer may hear."""

    def __init__(self) -> None:
        self.pages: set[Page] = set()
        self.readers: dict[str, Reader | None] = {}
        self.cursor = 0
        self.closing = False
        self.polled_at = float("-inf")

    async def run(self) -> None:
        """Poll until cancelled; a fault of the database is waited out."""
        await _until_done(self._begin)
        async with asyncio.TaskGroup() as group:
            group.create_task(_again(self._poll, POLL))
            group.create_task(_again(self._know_again, KNOWN_FOR))

    @property
    def alive(self) -> bool:
        """Tell whether the poller runs; where it does not, no page may be told that it is live."""
        return asyncio.get_running_loop().time() - self.polled_at < STALE

    async def _begin(self) -> None:
        self.cursor = await in_thread(last_event)

    async def _poll(self) -> None:
        events = await in_thread(events_after, self.cursor)
        self.polled_at = asyncio.get_running_loop().time()
        if not events:
            return
        news = await in_thread(heard, events)
        told = {pair for page in tuple(self.pages) for pair in self.give(page, news)}
        self.cursor = events[-1].id
        if told:
            await in_thread(note, told)

    async def _know_again(self) -> None:
        newest = await in_thread(last_event)
        if newest < self.cursor:  # the database was begun again
            self.cursor = newest
            for page in self.pages:
                page.last = newest
        for session in {page.session for page in self.pages}:
            self.readers[session] = await in_thread(reader_of, session)
        open_now = {page.session for page in self.pages}
        self.readers = {k: v for k, v in self.readers.items() if k in open_now}
        for page in self.pages:
            if page.session in self.readers and self.readers[page.session] is None:
                page.put(None)

    def give(self, page: Page, news: Heard) -> list[tuple[str, str]]:
        """Queue for a page what its viewer may hear; give alerts that reached somebody."""
        reader = self.readers.get(page.session)
        told = []
        for event, text in news.texts:
            if event.id <= page.last:
                continue
            page.last = event.id
            if reader is not None and reader.hears(event, news.on_duty):
                page.put(text)
                if event.kind == ALERT:
                    told.append((event.refs[0], reader.viewer.ref))
        return told

    async def join(self, page: Page, reader: Reader) -> None:
        """Give a page what it missed, then count it among those the poller tells."""
        self.readers[page.session] = reader
        for _ in range(PAGES):
            if page.last >= self.cursor:
                break
            events = await in_thread(events_after, page.last)
            if not events:
                break
            self.readers.setdefault(page.session, reader)
            told = self.give(page, await in_thread(heard, events))
            if told:
                await in_thread(note, set(told))
        # Nothing may be awaited between this and the last look at the cursor.
        page.last = max(page.last, self.cursor)
        self.readers.setdefault(page.session, reader)
        self.pages.add(page)

    def close(self) -> None:
        """End every page's stream, so that the process can stop; pages open another."""
        self.closing = True
        for page in self.pages:
            page.put(None)


async def _again(work: Callable[[], Awaitable[None]], every: float) -> None:
    while True:
        await _until_done(work)
        await asyncio.sleep(every)


async def _until_done(work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception as fault:  # noqa: BLE001 -- a poller that died in silence would leave pages stale
            logger.warning("the stream could not read (%s); asking again", type(fault).__name__)
            await asyncio.sleep(AFTER_FAULT)
        else:
            return


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do work that touches the database in a thread, with a connection of its own."""
    return await asyncio.to_thread(_fresh, work, *arguments)


def _fresh(work: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        return work(*arguments)
    finally:
        close_old_connections()
