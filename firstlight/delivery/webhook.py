"""The webhook: what may interrupt goes, signed, to the one system the force has named.

It carries a reference, a recipient and a link, never a name or a word of a matter. Recorded as
sent once; repeated only where the process died between acceptance and commit, with the same
Idempotency-Key. A receiver that does not answer pauses the channel; a message that failed for
good is a dead letter, which a person sends again.
"""

from __future__ import annotations

import json
import socket
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.delivery.events import ChannelDown
from firstlight.delivery.models import Alert, ChannelOutage, DeliveryStep, Letter
from firstlight.delivery.rules.retrying import is_down, next_try, signature, took
from firstlight.delivery.selectors import waits_until
from firstlight.force.rules.addresses import chosen
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer

BY = system_viewer("delivery")
SECONDS = 5.0
# How long the other messages wait for a receiver that did not answer one.
PAUSE = timedelta(minutes=2)


def is_on() -> bool:
    """Tell whether there is a key to sign with and an address to send to."""
    return bool(settings.WEBHOOK_SECRET) and bool(setting("delivery.webhook"))


def queue(line: Line, row: Alert, priority: Priority) -> None:
    """Ask, inside an open line, for an alert to be sent; nothing where there is no webhook."""
    if is_on():
        Letter.objects.create(alert=row, asked_at=line.at)
        line.queue("delivery.webhook", (row.ref,), priority=priority, key=f"webhook:{row.ref}")


def send(ref: str, at: datetime) -> None:
    """Send one letter that waits, or let it wait for a channel that is down."""
    letter = Letter.objects.select_related("alert").filter(alert__ref=ref, state="waiting").first()
    if letter is None or not is_on():
        return
    if (until := waits_until("webhook")) and at < until:
        with act("delivery.postponed", by=BY, at=at) as line:
            line.about(ref)
            line.due(f"webhook:{ref}", until, "delivery.webhook", (ref,))
        return
    status, said = _posted(letter.alert, at)
    with act("delivery.webhook", by=BY, at=at, operation=Operation.DISCLOSURE) as line:
        line.about(ref)
        line.say(answer=said)
        _noted(line, letter, status, said)


def _noted(line: Line, letter: Letter, status: int, said: str) -> None:
    letter.tries, letter.tried_at, letter.answer = letter.tries + 1, line.at, said[:40]
    if not is_down(status):
        ChannelOutage.objects.filter(channel="webhook").delete()
    if took(status):
        letter.state = "sent"
        DeliveryStep.objects.get_or_create(
            alert=letter.alert, step="sent", channel="webhook", by=line.by.ref,
            defaults={"at": line.at},
        )  # fmt: skip
    else:
        _failed(line, letter, status)
    letter.save()


def _failed(line: Line, letter: Letter, status: int) -> None:
    again = next_try(letter.tries, line.at)
    letter.state = "waiting" if again else "dead"
    DeliveryStep.objects.create(
        alert=letter.alert, step="failed", channel="webhook", at=line.at, by=line.by.ref
    )
    if again:
        ref = letter.alert.ref
        line.due(f"webhook:{ref}", again, "delivery.webhook", (ref,))
    if is_down(status):
        found = ChannelOutage.objects.filter(channel="webhook").first()
        if found is None:
            found = ChannelOutage(channel="webhook", since=line.at)
            line.emit(ChannelDown(channel="webhook"))
        found.next_try_at, found.reason = line.at + PAUSE, letter.answer
        found.save()


def send_again(refs: tuple[str, ...], by: Viewer, at: datetime) -> None:
    """Send dead letters again, from their first try, all or none.

    NotThere for who may not, or where one is not there. Refuses none chosen, and one that is not dead.
    """
    if not may(by, "delivery.again"):
        raise NotThere
    with act("delivery.sent_again", by=by, at=at) as line:
        letters = list(Letter.objects.filter(alert__ref__in=refs).select_related("alert"))
        if len(letters) != len(set(refs)):
            raise NotThere
        if not letters or any(one.state != "dead" for one in letters):
            raise Refusal(
                "Not all of these are dead letters now.",
                next_step="Open the list again to see what became of them.",
            )
        for one in letters:
            one.state, one.tries = "waiting", 0
            one.save(update_fields=["state", "tries"])
            ref = one.alert.ref
            line.about(ref)
            line.queue("delivery.webhook", (ref,), priority=Priority.NAMED, key=f"webhook:{ref}")


def body_of(row: Alert) -> bytes:
    """Write the message: references, a level and a link, and nothing that anybody typed."""
    told = {
        "kind": "alert", "ref": row.ref, "to": row.to, "level": row.level,
        "raised_at": row.created_at.isoformat(), "link": f"{settings.BASE_URL}{row.url}",
    }  # fmt: skip
    return json.dumps(told, sort_keys=True).encode()


def _posted(row: Alert, at: datetime) -> tuple[int, str]:
    """Post it; gives the answer's code, 0 where there was none, and what to keep of it."""
    import httpx

    address = str(setting("delivery.webhook"))
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    to, why = chosen(_resolved(host, port), parts.scheme, settings.WEBHOOK_NETWORKS)
    if not to:
        return 0, why
    body = body_of(row)
    headers = {
        "Host": parts.netloc, "Content-Type": "application/json", "Idempotency-Key": row.ref,
        "Firstlight-Signature": signature(settings.WEBHOOK_SECRET, body, at),
    }  # fmt: skip
    pinned = parts._replace(netloc=f"[{to}]:{port}" if ":" in to else f"{to}:{port}").geturl()
    try:
        return _answer(pinned, host, body, headers)
    except httpx.HTTPError as fault:
        return 0, type(fault).__name__


def _answer(url: str, host: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """Read the code alone: what a receiver writes beside it is neither read nor kept."""
    import httpx

    with (
        httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False) as client,
        client.stream(
            "POST", url, content=body, headers=headers, extensions={"sni_hostname": host}
        ) as answer,
    ):
        return answer.status_code, str(answer.status_code)


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(one[4][0]) for one in found]
