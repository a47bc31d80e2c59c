"""How fast a served county answers: briefs, a record to an open page, sealed beside nobody."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import httpx

from bench.county import County
from bench.ranks import rank_test
from bench.text import milliseconds

CLIENTS = 8
# A plain search of the same records' text for the words of an address, as a user would otherwise do.
LIKE = """
import json, time
from django.db import connection
took = []
for words in json.loads('''{addresses}'''):
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_version WHERE content LIKE %s", ["%" + words + "%"])
        cursor.fetchall()
    took.append(time.monotonic() - begun)
print(json.dumps(took))
"""


def addresses(county: County, seed: int, count: int) -> list[str]:
    """Give addresses of the county's own families, in a seeded order."""
    found = [
        place
        for story in county.stories.values()
        for place in story["places"].values()
        if "refuge" not in place.lower()
    ]
    return Random(seed).choices(sorted(set(found)), k=count)


def briefs(county: County, seed: int, each: int = 12) -> list[str]:
    """Ask for briefs by address with eight clients at once, beside a plain text search."""
    token = county.token("pc.hale")
    asked = addresses(county, seed, CLIENTS * each)

    def one(part: list[str]) -> list[tuple[int, float]]:
        told = []
        with county.client(token) as client:
            for address in part:
                begun = time.monotonic()
                status = client.post("briefs", json={"address": address}).status_code
                told.append((status, time.monotonic() - begun))
        return told

    with ThreadPoolExecutor(CLIENTS) as pool:
        parts = [asked[n::CLIENTS] for n in range(CLIENTS)]
        rows = [row for part in pool.map(one, parts) for row in part]
    good = [took for status, took in rows if status == 201]
    streets = [address.split(",")[0] for address in asked]
    plain = json.loads(county.code(LIKE.format(addresses=json.dumps(streets))).splitlines()[-1])
    lost = (
        f"; {len(rows) - len(good)} were not answered with a brief" if len(good) < len(rows) else ""
    )
    return [
        f"b) a brief by address over HTTP, {CLIENTS} clients at once",
        f"   brief made, stored, journaled    {milliseconds(good) if good else 'none'}{lost}",
        f"   plain LIKE over the same text    {milliseconds(plain)} (one client; no children, orders or sources)",
    ]


class Listener:
    """An open page's stream, as a browser holds it."""

    def __init__(self, county: County, session: str) -> None:
        self.heard: list[tuple[float, str]] = []
        self.ready = threading.Event()
        self._at = f"http://127.0.0.1:{county.stream_port}/stream"
        self._cookie = session
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.ready.wait(10)

    def _listen(self) -> None:
        with httpx.stream(
            "GET", self._at, cookies={"sessionid": self._cookie}, timeout=httpx.Timeout(10, read=60)
        ) as answer:
            for line in answer.iter_lines():
                self.ready.set()
                if line.startswith("data:"):
                    self.heard.append((time.monotonic(), line))

    def wait(self, words: str, since: float, seconds: float = 10) -> float | None:
        """Give how long after a moment an event came that holds some words."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for moment, line in list(self.heard):
                if moment >= since and words in line:
                    return moment - since
            time.sleep(0.005)
        return None


SESSION = """
from django.test import Client
from firstlight.access.selectors import user_named
client = Client()
client.force_login(user_named("{username}"))
print(client.cookies["sessionid"].value)
"""


def job(number: int, county: County) -> dict[str, Any]:
    """Make a domestic abuse job at a family's own address."""
    at = county.now().isoformat()
    return {
        "source": "oak-cad", "source_ref": f"OAK-20261122-92{number:02}", "kind": "domestic_abuse_incident",
        "told_at": at, "recorded_at": at, "details": {"unit": "ST77", "job": f"OAK-20261122-92{number:02}"},
        "places": [{"role": "scene", "address": {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}}],
        "people": [{"key": "p1", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25"}],
    }  # fmt: skip


def crewing(number: int, county: County) -> dict[str, Any]:
    """Say who crews the unit that is sent."""
    at = county.now().isoformat()
    return {
        "source": "oak-cad", "source_ref": f"OAK-20261122-93{number:02}", "kind": "unit_crewing", "told_at": at,
        "recorded_at": at,
        "details": {"unit": "ST77", "crew": ["4417"], "job": f"OAK-20261122-92{number:02}", "begins_at": at},
    }  # fmt: skip


def live(county: County, tries: int = 20) -> list[str]:
    """Post a record; tell how long until it is linked, assessed, briefed and on an open page."""
    session = county.code(SESSION.format(username="pc.hale")).split()[-1]
    system = county.client(county.token("dispatcher", "oak-cad"))
    page, posted, shown = Listener(county, session), [], []
    for number in range(tries):
        begun = time.monotonic()
        answer = system.post("records", json=job(number, county))
        posted.append(time.monotonic() - begun)
        system.post("records", json=crewing(number, county))
        if answer.status_code == 201:
            came = page.wait("/briefs/B-", begun) or page.wait("brief.pushed", begun, 0.1)
            if came is not None:
                shown.append(came)
    within = sum(took <= 2 for took in shown)
    return [
        f"c) a job posted, linked, assessed, briefed and on an open page, {tries} tries",
        f"   answered                         {milliseconds(posted)}",
        f"   on the open page                 {milliseconds(shown) if shown else 'never'}",
        f"   on the open page within 2 s      {within} of {tries}",
    ]


def sealed(county: County, tries: int = 200) -> list[str]:
    """Ask about a sealed child and about nobody, interleaved; tell whether time tells them apart."""
    client, child = county.client(county.token("pc.hale")), county.person("ayla_moss", "ayla")
    asks: dict[str, Callable[[bool], object]] = {
        "search by name": lambda hidden: client.post(
            "search",
            json={"name": "Ayla Moss" if hidden else "Zora Quix", "justification": "bench"},
        ),
        "person by reference": lambda hidden: client.get(
            "people/" + (child if hidden else "P-0123456789")
        ),
    }
    rows = [f"d) a sealed child beside nobody, {tries} tries each, interleaved in a seeded order"]
    for name, ask in asks.items():
        took: dict[bool, list[float]] = {True: [], False: []}
        order = [True, False] * tries
        Random(1).shuffle(order)
        for hidden in order:
            begun = time.monotonic()
            ask(hidden)
            took[hidden].append(time.monotonic() - begun)
        p = rank_test(took[True], took[False])
        rows.append(f"   {name:32} sealed {milliseconds(took[True])}")
        rows.append(f"   {'':32} nobody {milliseconds(took[False])}; rank test p = {p:.3f}")
    return rows
