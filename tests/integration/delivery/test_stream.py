"""The live stream, asked over a socket of a real server process."""

from __future__ import annotations

import json
import threading
import time
from queue import Empty, Queue

import httpx
import pytest

from tests.integration.delivery.conftest import free_port

# What one page's silence has waited for need not be waited for again at the next.
AFTERWARDS = 0.3
pytestmark = [pytest.mark.embedded, pytest.mark.dear]


class Page:
    """An open page: collects what the stream says."""

    def __init__(self, url, session, after="", headers=None):
        self.said, self.status, self.ended = Queue(), None, threading.Event()
        query = f"?after={after}" if after != "" else ""
        self._thread = threading.Thread(
            target=self._read, args=(url + query, session, headers or {}), daemon=True
        )
        self._ready = threading.Event()
        self._thread.start()
        assert self._ready.wait(10)

    def _read(self, url, session, headers):
        kept = {"Cookie": f"sessionid={session}"} if session else {}
        with httpx.stream("GET", url, headers=headers | kept, timeout=40) as answer:
            self.status, self.headers, event = answer.status_code, answer.headers, {}
            self._ready.set()
            for line in answer.iter_lines():
                if not line and event:
                    self.said.put(event)
                    event = {}
                elif ": " in line and not line.startswith(":"):
                    name, _, value = line.partition(": ")
                    event[name] = value
        self.ended.set()

    def next(self, seconds=8.0):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                event = self.said.get(timeout=0.2)
            except Empty:
                continue
            if event.get("event") != "ping":
                return {**event, "data": json.loads(event["data"])}
        return None

    def all(self, seconds=3.0):
        found = []
        while (event := self.next(seconds)) is not None:
            found.append(event)
        return found


def opened(url, force, name, after=""):
    page = Page(url, force.people[name]["session"], after)
    assert page.status == 200
    return page


def test_each_hears_what_is_theirs(force, stream):
    rao, khan, head = (opened(stream, force, name) for name in ("rao", "khan", "head"))
    ref = force.open_duty("stream:1")
    hers = rao.all()
    assert [e["event"] for e in hers] == ["alert", "change"]
    alert = hers[0]["data"]
    assert alert["url"] == f"/duties/{ref}"
    assert alert["title"].startswith("Duty inspector North: new")
    assert alert["level"] == "urgent"
    assert set(hers[1]["data"]) == {"seq", "kind", "refs"}
    assert (hers[1]["data"]["kind"], hers[1]["data"]["refs"]) == ("duty.opened", [ref])
    his = khan.all(AFTERWARDS)
    assert [e["data"]["kind"] for e in his] == ["duty.opened"], "another post's alert is not his"
    assert head.all(AFTERWARDS) == [], "a partner hears of no duty"
    steps = force.run(
        "from firstlight.delivery.models import DeliveryStep as S\n"
        "print([(s.step, s.by) for s in S.objects.filter(step='delivered')])"
    )
    assert force.people["rao"]["ref"] in steps
    assert force.people["khan"]["ref"] not in steps


def test_a_page_catches_up_from_where_it_was(force, stream):
    first = opened(stream, force, "rao", after=0).all()
    position = first[-1]["id"] if first else 0
    ref = force.open_duty("stream:2")
    missed = opened(stream, force, "rao", after=position).all()
    assert [e["data"]["kind"] for e in missed] == ["delivery.alert_raised", "duty.opened"]
    assert missed[-1]["data"]["refs"] == [ref]
    again = opened(stream, force, "rao", after=missed[-1]["id"])
    assert again.all(1.5) == []


def test_nobody_without_a_session_and_no_other_hosts_page(force, stream):
    session = force.people["rao"]["session"]
    assert httpx.get(stream).status_code == 401
    assert httpx.get(stream, headers={"Cookie": "sessionid=made-up"}).status_code == 401
    asked = {"Cookie": f"sessionid={session}", "Origin": "http://evil.example"}
    assert httpx.get(stream, headers=asked).status_code == 403
    rebound = {"Cookie": f"sessionid={session}", "Host": "evil.example"}
    assert httpx.get(stream, headers=rebound).status_code == 403
    page = Page(stream, session, headers={"Origin": f"http://127.0.0.1:{force.port}"})
    assert page.headers["access-control-allow-origin"] == f"http://127.0.0.1:{force.port}"
    assert page.headers["access-control-allow-credentials"] == "true"


def test_signing_out_ends_the_stream(force, stream):
    page = opened(stream, force, "adey")
    force.run(
        "from django.contrib.sessions.models import Session\n"
        f"Session.objects.filter(pk='{force.people['adey']['session']}').delete()"
    )
    assert page.ended.wait(25)


def test_the_server_stops_at_once_though_pages_are_open(force):
    port = free_port()
    process = force.start("-m", "firstlight.config.stream", str(port))
    url = f"http://127.0.0.1:{port}"
    force.wait(f"{url}/health")
    pages = [opened(f"{url}/stream", force, "rao") for _ in range(5)]
    began = time.monotonic()
    process.terminate()
    assert process.wait(10) in {0, -15}
    assert time.monotonic() - began < 5
    assert all(page.ended.wait(3) for page in pages)


@pytest.mark.parametrize("path", ["/", "/stream/", "/admin"])
def test_there_is_nothing_else(stream, path):
    assert httpx.get(stream.removesuffix("/stream") + path).status_code == 404
