"""An alert on its way to an open page and into a mail box, with two hundred pages open; and a first view.

A force of its own, the real processes, and a mail server of this process. Each open page is one stream
held as a browser holds it.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx

from bench.county import County
from bench.text import milliseconds, quantile

PAGES, ALERTS, EPISODES = 200, 20, 500
# The step's measures, in seconds.
ON_PAGE, MAILED, VIEW = 2.0, 10.0, 0.3
POSTS = (
    "duty_inspector_north", "duty_inspector_south", "duty_inspector_east", "duty_inspector_west",
    "duty_inspector_central", "missing_coordinator", "fim", "on_call_superintendent",
)  # fmt: skip
SEED = """
import json
from datetime import timedelta
from django.test import Client
from firstlight.access.services import add_user
from firstlight.duties.services import set_shift
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.services import register_source
by, at, told = system_viewer("bench"), clock.now(), {{}}
register_source(code="oak-missing", name="oak-missing", owner="x", by=by, at=at - timedelta(days=30))
for n, post in enumerate({posts!r}):
    role = {{"fim": "fim", "on_call_superintendent": "superintendent"}}.get(post, "inspector")
    user = add_user(username=f"o{{n}}", full_name=f"Officer {{n}}", roles=[role], mail=f"o{{n}}@example.test",
                    by=by, at=at)
    set_shift(post=post, user=user.ref, begins_at=at - timedelta(hours=1), ends_at=None, by=by, at=at)
    client = Client()
    client.force_login(user)
    told[post] = client.cookies["sessionid"].value
print(json.dumps(told))
"""
OPEN = """
from firstlight.duties.services import open_duty
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
at = clock.now()
print(open_duty(clock="MISS_ACK", about=("E-{n:010d}",), people=(), told_at=at, key="reach:{n}", post="{post}",
                because="A child was reported missing.", by=system_viewer("bench"), at=at))
"""
# Children of the county's age, each with names, a birthday and a home of their own.
TELL = """
from datetime import timedelta
from firstlight.audit.outbox import drain
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing.models import Episode
from firstlight.people.services import take_in_many
at, by = clock.now(), system_viewer("bench")
PARTS = ("Al", "Bren", "Cor", "Dal", "El", "Fen", "Gar", "Hol", "Is", "Jor", "Kel", "Lor", "Mar", "Nor", "Os")
ENDS = ("aby", "bourne", "combe", "dale", "ester", "field", "gate", "ham", "ington", "ley", "mere")
def name(n):
    return PARTS[n % 15] + ENDS[n // 15 % 11]
def told(n):
    moment = (at - timedelta(hours=47) + timedelta(minutes=5 * n)).isoformat()
    return {{"source": "oak-missing", "source_ref": f"M-{{n}}", "kind": "missing_report", "told_at": moment,
            "recorded_at": moment, "occurred": {{"begins": moment}},
            "people": [{{"key": "p1", "role": "subject", "sex": "female",
                        "given": name(n * 7 + n // 165), "family": name(n * 11 + 3) + "s",
                        "born_on": f"{{2009 + n % 8}}-{{1 + n % 12:02}}-{{1 + n % 28:02}}"}}],
            "places": [{{"role": "last_seen",
                        "address": {{"text": f"{{1 + n}} Fairwater Lane, Stanbridge, ZX3 7SR"}}}}],
            "details": {{"words_used": "missing", "whereabouts_known": "no"}}}}
taken = take_in_many([told(n) for n in range({many})], by=by, at=at)
assert all(one.outcome == "taken" for one in taken), [one for one in taken if one.outcome != "taken"][:2]
drain(at, clock.real_now())
print(Episode.objects.exclude(state="joined").count())
"""


class Box:
    """A mail server that takes everything and keeps when each link came."""

    def __init__(self) -> None:
        self.came: dict[str, float] = {}
        self.port = 0

    async def open(self) -> None:
        """Listen on a free port of this machine."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = int(server.sockets[0].getsockname()[1])

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 bench\r\n")
        while line := await reader.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                text = (await reader.readuntil(b"\r\n.\r\n")).decode(errors="replace")
                for part in text.split():
                    if "/duties/D-" in part:
                        self.came.setdefault(part.rsplit("/", 1)[1], time.monotonic())
            writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 good\r\n")
            await writer.drain()
            if word == b"QUIT":
                break
        writer.close()


class Pages:
    """Streams held open, and when each heard of which duty."""

    def __init__(self) -> None:
        self.heard: dict[str, list[float]] = {}
        self.open = 0
        self.held: list[Any] = []  # a task that nobody holds may be thrown away
        self.loop = asyncio.new_event_loop()
        self.box = Box()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.box.open(), self.loop).result(10)

    def hold(self, port: int, session: str) -> None:
        """Open one more page's stream."""
        held = asyncio.run_coroutine_threadsafe(self._hold(port, session), self.loop)
        self.held.append(held)

    async def _hold(self, port: int, session: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}\r\n\r\n"
        writer.write(head.encode())
        answered = await reader.readline()
        self.open += b" 200 " in answered
        while line := await reader.readline():
            if line.startswith(b"data:") and b'"url": "/duties/' in line:
                told = json.loads(line[5:])
                ref = str(told["url"]).rsplit("/", 1)[1]
                self.heard.setdefault(ref, []).append(time.monotonic())


def measure(*, database: str = "") -> list[str]:
    """Tell how long an alert takes, and a first view of many open episodes."""
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        county, pages = County(Path(name), database), Pages()
        county.env.pop("FIRSTLIGHT_DEMO")
        county.env |= {
            "FIRSTLIGHT_MAIL_HOST": "127.0.0.1",
            "FIRSTLIGHT_MAIL_PORT": str(pages.box.port),
        }
        county.run("manage", "migrate", "--verbosity", "0")
        sessions = json.loads(county.code(SEED.format(posts=POSTS)).splitlines()[-1])
        county.start()
        try:
            told = _alerts(county, pages, sessions)
            return [*told, *_view(county, sessions)]
        finally:
            county.stop()


def _alerts(county: County, pages: Pages, sessions: dict[str, str]) -> list[str]:
    """Open duties one after the other, for a post each, and wait until page and mail have them."""
    for n in range(PAGES):
        pages.hold(county.stream_port, sessions[POSTS[n % len(POSTS)]])
    _until(lambda: pages.open == PAGES, 60)
    first, last, mailed, missed = [], [], [], 0
    each = PAGES // len(POSTS)
    for n in range(ALERTS):
        begun = time.monotonic()
        ref = county.code(OPEN.format(n=n, post=POSTS[n % len(POSTS)])).split()[-1]
        _until(lambda ref=ref: len(pages.heard.get(ref, ())) >= each and ref in pages.box.came, 15)
        heard, came = pages.heard.get(ref, []), pages.box.came.get(ref)
        missed += len(heard) < each or came is None
        first += [heard[0] - begun] if heard else []
        last += [heard[-1] - begun] if heard else []
        mailed += [came - begun] if came else []
    good = sum(took <= ON_PAGE for took in last)
    sent = sum(took <= MAILED for took in mailed)
    return [
        f"reaching  {pages.open} pages open, {ALERTS} alerts one after the other, each for {each} of the pages",
        f"          on the first of them           {milliseconds(first) if first else 'never'}",
        f"          on the last of them            {milliseconds(last) if last else 'never'}",
        f"          on every one within {ON_PAGE:.0f} s       {good} of {ALERTS}",
        f"          accepted by the mail server    {milliseconds(mailed) if mailed else 'never'}",
        f"          within {MAILED:.0f} s                    {sent} of {ALERTS}; {missed} not everywhere after 15 s",
    ]


def _view(county: County, sessions: dict[str, str]) -> list[str]:
    """Have as many episodes open as the measure says, and look at the board for the first time."""
    begun = time.monotonic()
    held = int(county.code(TELL.format(many=EPISODES)).splitlines()[-1])
    told = time.monotonic() - begun
    county.stop()
    county.start()
    took = []
    with httpx.Client(base_url=county.url, cookies={"sessionid": sessions[POSTS[0]]}) as client:
        client.get("/work").raise_for_status()
        for _ in range(12):
            one = time.monotonic()
            client.get("/missing", timeout=60).raise_for_status()
            took.append(time.monotonic() - one)
    half = quantile(took[1:], 0.5)
    word = "within" if max(took[0], half) <= VIEW else "NOT WITHIN"
    first, then = took[0] * 1000, half * 1000
    seen = f"{first:.0f} ms the first time after a start, then {then:.0f} ms"
    return [
        f"view      {held} open episodes, told and worked in {told:.0f} s",
        f"          the board of missing people: {seen}, {word} {VIEW * 1000:.0f} ms",
    ]


def _until(done: Any, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.005)
