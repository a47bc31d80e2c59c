"""Work the outbox asks of delivery."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from firstlight.audit.tasks import task
from firstlight.delivery import webhook
from firstlight.delivery.recipients import mail_addresses
from firstlight.delivery.selectors import alerts, steps, waits_until
from firstlight.delivery.services import mailed, pause, postpone
from firstlight.kernel.values.viewer import system_viewer

BODY = """Something waits for you in Firstlight.

Reference: {ref}
{link}

Details are never sent by mail. Sign in to read it.
"""


@task("delivery.mail")
def mail(refs: tuple[str, ...], at: datetime) -> None:
    """Send an alert's link and reference by mail, once.

    It is repeated only where the process died between acceptance and commit, and then with the
    same Message-ID. A server that cannot be reached pauses the channel: until it is next tried,
    nothing waits on it.
    """
    by = system_viewer("delivery")
    found = alerts(refs)
    for ref in refs:
        if not settings.MAIL_ON or ref not in found or _sent(ref):
            continue
        addresses = mail_addresses(found[ref].to, at)
        if not addresses:
            continue
        if (until := waits_until("mail")) and at < until:
            postpone(ref, until, by, at)
            continue
        try:
            _message(ref, found[ref].url, addresses).send()
        except (OSError, SMTPException) as fault:
            pause(ref, type(fault).__name__, by, at)
            continue
        mailed(ref, by, at)


@task("delivery.webhook")
def call(refs: tuple[str, ...], at: datetime) -> None:
    """Send what waits for the webhook."""
    for ref in refs:
        webhook.send(ref, at)


def _sent(ref: str) -> bool:
    return any(one.step == "sent" and one.channel == "mail" for one in steps(ref))


def _message(ref: str, url: str, addresses: tuple[str, ...]) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    return EmailMessage(
        subject=f"Firstlight: {ref} waits for you",
        body=BODY.format(ref=ref, link=f"{settings.BASE_URL}{url}"),
        bcc=list(addresses),
        headers={"Message-ID": f"<{ref}.mail@{domain}>"},
    )
