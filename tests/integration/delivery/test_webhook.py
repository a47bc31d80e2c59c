"""The webhook at a real receiver that refuses, stalls and drops after acceptance: signed, once, kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.audit.outbox import drain
from firstlight.audit.services import act
from firstlight.delivery import webhook
from firstlight.delivery.models import Alert, DeliveryStep, Letter
from firstlight.delivery.selectors import outages
from firstlight.delivery.services import alert
from firstlight.duties.watching import watch
from firstlight.force.services import set_up
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
SECRET = "a secret that only the receiver and the force know"


class Receiver(ThreadingHTTPServer):
    """Answers as each message is told to: a code, a stall, or nothing after it was read."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.does, self.got, self.hold = [], [], threading.Event()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        does = self.server.does.pop(0) if self.server.does else 204
        if does == "stall":
            self.server.hold.wait(20)
            return
        self.server.got.append((dict(self.headers), body))
        if does == "drop":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(does)
        if does == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def receiver(db, settings, at):
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    settings.WEBHOOK_SECRET = SECRET
    settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
    address = f"http://127.0.0.1:{server.server_port}/firstlight"
    set_up(values={"delivery.webhook": address}, by=SYSTEM, at=at)
    yield server
    server.hold.set()
    server.shutdown()
    server.server_close()


def told(at, level="urgent", n=1):
    with act("test.told", by=SYSTEM, at=at) as line:
        (ref,) = alert(
            line, to=("post:fim",), title="Ola Marsh is missing.", url=f"/duties/D-{n:010d}",
            level=level, about=(f"D-{n:010d}",),
        )  # fmt: skip
    return ref


def state(ref):
    letter = Letter.objects.get(alert__ref=ref)
    return letter.state, letter.tries


def sent(ref):
    return DeliveryStep.objects.filter(alert__ref=ref, channel="webhook", step="sent").count()


def test_a_signed_message_with_a_reference_and_a_link_and_no_name(at, receiver):
    ref, kept = told(at), told(at, "standard", 2)
    drain(at, at)
    ((headers, body),) = receiver.got
    moment, given = (part.split("=")[1] for part in headers["Firstlight-Signature"].split(","))
    assert int(moment) == int(at.timestamp())
    expected = hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(given, expected)
    assert headers["Idempotency-Key"] == ref
    message = json.loads(body)
    assert (message["ref"], message["to"], message["level"]) == (ref, "post:fim", "urgent")
    assert message["link"].endswith("/duties/D-0000000001")
    assert "Ola" not in body.decode()
    assert "Ola" not in str(headers)
    assert (state(ref), sent(ref)) == (("sent", 1), 1)
    assert not Letter.objects.filter(alert__ref=kept).exists(), "a badge goes nowhere"


def test_one_accepted_and_dropped_comes_again_with_its_key_and_is_recorded_once(at, receiver):
    receiver.does = ["drop"]
    ref = told(at)
    drain(at, at)
    assert (state(ref), sent(ref)) == (("waiting", 1), 0)
    drain(at + timedelta(seconds=9), at)
    assert len(receiver.got) == 1
    drain(at + timedelta(seconds=130), at)
    assert [headers["Idempotency-Key"] for headers, _ in receiver.got] == [ref, ref]
    assert (state(ref), sent(ref)) == (("sent", 2), 1)
    webhook.send(ref, at + timedelta(minutes=3))
    assert len(receiver.got) == 2, "what was recorded as sent is not sent again"


def test_a_receiver_that_stalls_pauses_the_channel_for_all_and_loses_nothing(
    at, receiver, monkeypatch
):
    monkeypatch.setattr(webhook, "SECONDS", 0.3)
    receiver.does = ["stall"]
    refs = [told(at, n=n) for n in range(4)]
    drain(at, at)
    assert receiver.got == []
    assert [one.channel for one in outages()] == ["webhook"]
    assert [state(ref)[1] for ref in refs] == [1, 0, 0, 0], "the others wait, untried"
    assert watch(SYSTEM, at + timedelta(minutes=1)) == 1
    drain(at + timedelta(minutes=3), at)
    assert sorted(headers["Idempotency-Key"] for headers, _ in receiver.got) == sorted(refs)
    assert outages() == ()
    assert [sent(ref) for ref in refs] == [1, 1, 1, 1]


def test_waits_grow_to_a_dead_letter_that_a_person_sends_again(at, receiver, monkeypatch):
    receiver.does = [400] * 7
    ref, moment = told(at, n=1), at
    drain(at, at)
    for tries, wait in enumerate((10, 40, 160, 640, 2560, 10240), 1):
        drain(moment + timedelta(seconds=wait - 1), at)
        assert state(ref) == ("waiting", tries)
        moment += timedelta(seconds=wait)
        drain(moment, at)
    assert (state(ref), outages()) == (("dead", 7), ()), "it is this message, not the receiver"
    other = told(at + timedelta(hours=5), n=2)
    drain(at + timedelta(hours=5), at)
    assert sent(other) == 1
    late = at + timedelta(hours=5)
    assert watch(SYSTEM, late) == 1
    assert watch(SYSTEM, late) == 0

    monkeypatch.setattr(clock, "now", lambda: late)
    keeper, reader = (
        add_user(username=name, full_name=name.title(), roles=[role], by=SYSTEM, at=at)
        for name, role in (("keeper", "records"), ("pc", "response"))
    )
    client = Client()
    client.force_login(keeper)
    page = client.get("/deliveries").content.decode()
    assert ref in page
    assert "Send 1 again" in page
    assert "Ola" not in page
    assert client.post("/deliveries/again", {"ref": ref}).status_code == 302
    drain(late, at)
    assert (state(ref), sent(ref)) == (("sent", 1), 1)
    watch(SYSTEM, late + timedelta(minutes=1))
    assert "There is none" in client.get("/deliveries").content.decode()
    outsider = Client()
    outsider.force_login(User.objects.get(ref=reader.ref))
    assert outsider.get("/deliveries").status_code == 404
    assert client.post("/deliveries/again", {"ref": "AL-0000000000"}).status_code == 404
    with pytest.raises(NotThere):
        webhook.send_again(
            (ref,), Viewer(ref=reader.ref, name="PC", roles=frozenset({"response"})), late
        )


def test_a_redirect_is_not_followed_and_a_forbidden_address_is_not_connected_to(
    at, receiver, settings
):
    receiver.does = [302]
    ref = told(at)
    drain(at, at)
    assert len(receiver.got) == 1
    assert state(ref) == ("waiting", 1)
    settings.WEBHOOK_NETWORKS = ()
    drain(at + timedelta(minutes=1), at)
    assert len(receiver.got) == 1, "loopback is nobody's receiver unless an administrator says so"
    assert Letter.objects.get(alert__ref=ref).answer == "address not allowed"


def test_a_force_without_a_webhook_keeps_no_letters(at, db, settings):
    settings.WEBHOOK_SECRET = ""
    told(at)
    assert Alert.objects.count() == 1
    assert not Letter.objects.exists()
