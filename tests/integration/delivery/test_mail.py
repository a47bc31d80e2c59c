"""Mail by a real SMTP server: the link and the reference, once, to whoever is on duty."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from firstlight.access.services import add_user
from firstlight.audit.outbox import drain
from firstlight.audit.services import act
from firstlight.delivery.models import DeliveryStep
from firstlight.delivery.selectors import alerts_to, outages, steps
from firstlight.delivery.services import alert
from firstlight.delivery.tasks import mail
from firstlight.duties.services import close_by_key, open_duty, set_shift
from firstlight.duties.watching import watch
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
POST = "duty_inspector_north"


class Box:
    """Keeps what it is sent, and fails, stalls or drops as it is told to, one message at a time."""

    def __init__(self):
        self.kept, self.does = [], []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- the server's own name
        does = self.does.pop(0) if self.does else "take"
        if does == "fail":
            return "451 Try again later"
        if does == "stall":
            await asyncio.sleep(2)
            return "451 Too late"
        self.kept.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        if does == "drop":
            server.transport.close()
        return "250 OK"


@pytest.fixture
def box(settings, force_port):
    kept = Box()
    controller = Controller(kept, hostname="127.0.0.1", port=force_port)
    settings.MAIL_ON, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", force_port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    controller.start()
    yield kept
    controller.stop()


@pytest.fixture
def force_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def rao(at):
    user = add_user(
        username="rao", full_name="Asha Rao", roles=["inspector"], mail="rao@example.test",
        by=SYSTEM, at=at,
    )  # fmt: skip
    gone = add_user(
        username="adey", full_name="Tom Adey", roles=["inspector"], mail="adey@example.test",
        by=SYSTEM, at=at,
    )  # fmt: skip
    for ref, begins, ends in ((user.ref, at - timedelta(hours=1), None),
                              (gone.ref, at - timedelta(hours=9), at - timedelta(hours=1))):  # fmt: skip
        set_shift(post=POST, user=ref, begins_at=begins, ends_at=ends, by=SYSTEM, at=at)
    return user


def opened(at, key="a"):
    return open_duty(
        clock="MISS_ACK", about=("E-0000000001",), people=(), told_at=at, key=key, area="north",
        because="A child was reported missing.", by=SYSTEM, at=at,
    )  # fmt: skip


def test_a_link_and_a_reference_to_whoever_is_on_duty(at, box, rao, settings):
    ref = opened(at)
    drain(at, at)
    ((to, message),) = box.kept
    assert to == ["rao@example.test"]
    text = message.get_payload()
    assert f"{settings.BASE_URL}/duties/{ref}" in text
    assert "missing" not in (text + message["Subject"]).lower()
    assert message["To"] is None
    assert message["Message-ID"].startswith("<AL-")


def test_it_is_sent_once_and_a_repeat_after_a_crash_has_the_same_id(at, box, rao):
    opened(at)
    drain(at, at)
    (sent,) = DeliveryStep.objects.filter(channel="mail")
    mail((sent.alert.ref,), at)
    assert len(box.kept) == 1
    sent.delete()  # the process died between acceptance and commit
    mail((sent.alert.ref,), at)
    assert box.kept[0][1]["Message-ID"] == box.kept[1][1]["Message-ID"]


def test_a_server_that_is_down_pauses_the_channel_is_one_duty_and_loses_nothing(
    at, box, rao, settings, force_port
):
    settings.EMAIL_PORT = 1
    for n in range(3):
        opened(at + timedelta(minutes=11 * n), key=str(n))
    drain(at + timedelta(minutes=23), at)
    assert not box.kept
    (outage,) = outages()
    assert outage.channel == "mail"
    assert watch(SYSTEM, at + timedelta(minutes=24)) == 1
    assert watch(SYSTEM, at + timedelta(minutes=25)) == 0
    settings.EMAIL_PORT = force_port
    drain(at + timedelta(minutes=29), at)
    ids = [m["Message-ID"] for _, m in box.kept]
    assert len(ids) == len(set(ids)) >= 3
    assert outages() == ()
    watch(SYSTEM, at + timedelta(minutes=30))
    key = f"channel_down:mail:{outage.since.isoformat()}"
    assert not close_by_key(key, "x", (), SYSTEM, at), "it closed itself when mail answered"


@pytest.mark.once
@pytest.mark.parametrize(("does", "taken"), [("fail", 0), ("stall", 0), ("drop", 1)])
def test_a_server_that_fails_stalls_or_drops_is_tried_again_and_it_is_recorded_once(
    at, box, rao, settings, does, taken
):
    settings.EMAIL_TIMEOUT = 0.4
    box.does = [does]
    opened(at)
    drain(at, at)
    (letter,) = alerts_to(f"post:{POST}", since=at)
    assert len(box.kept) == taken
    assert [one.channel for one in outages()] == ["mail"]
    assert [(s.step, s.channel) for s in steps(letter.ref)] == [
        ("sent", "page"),
        ("failed", "mail"),
    ]
    drain(at + timedelta(minutes=3), at)
    assert len(box.kept) == taken + 1, "at least once"
    assert {message["Message-ID"] for _, message in box.kept} == {
        f"<{letter.ref}.mail@oakshire.example>"
    }
    sent = [s for s in steps(letter.ref) if (s.step, s.channel) == ("sent", "mail")]
    assert len(sent) == 1
    assert outages() == ()


def test_what_does_not_interrupt_is_not_mailed(at, box, rao):
    with act("test.told", by=SYSTEM, at=at) as line:
        (ref,) = alert(line, to=(f"post:{POST}",), title="Digest", url="/work", level="standard")
    drain(at, at)
    assert not box.kept
    assert [s.step for s in steps(ref)] == ["sent"]
