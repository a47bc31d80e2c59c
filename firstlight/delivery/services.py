"""Verbs on messages: raise an alert, note that it was sent, delivered, opened, acknowledged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.delivery import webhook
from firstlight.delivery.events import AlertAcknowledged, AlertKept, AlertRaised, ChannelDown
from firstlight.delivery.models import Alert, ChannelOutage, DeliveryStep
from firstlight.delivery.rules.interruptions import (
    BUNDLED,
    GATHERED,
    SHIFT,
    as_urgent,
    interrupts,
    urgency,
)
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

RETRY = timedelta(minutes=2)


def alert(
    line: Line,
    *,
    to: tuple[str, ...],
    title: str,
    url: str,
    level: str,
    about: Iterable[str] = (),
    insists: bool = False,
) -> list[str]:
    """Tell posts (`post:<code>`) or people (`user:<ref>`) something, inside an open line.

    Gives one reference a recipient. `title` and `url` hold references, never a person's name.
    `level` is a row of the table of interruptions, which decides; `insists` is for what nobody acted
    on, what was handed over and what was passed on.
    """
    refs = tuple(about)
    made = [
        _raised(line, one, refs, title=title, url=url, level=level, insists=insists)
        for one in dict.fromkeys(to)
    ]
    return [row.ref for row in made]


def _raised(
    line: Line,
    to: str,
    about: tuple[str, ...],
    *,
    title: str,
    url: str,
    level: str,
    insists: bool,
) -> Alert:
    if to.partition(":")[0] not in {"post", "user"}:
        raise Refusal(f"{to!r} is no recipient.", next_step="Write post:<code> or user:<ref>.")
    now = _may_interrupt(to, level, about, line.at, insists=insists)
    row = Alert.objects.create(
        ref=new_ref("AL"),
        to=to,
        title=title,
        url=url,
        level=level,
        about=list(about),
        interrupts=now,
        created_at=line.at,
        known_seq=line.seq,
    )
    DeliveryStep.objects.create(alert=row, step="sent", channel="page", at=line.at, by=line.by.ref)
    line.about(row.ref)
    line.emit((AlertRaised if now else AlertKept)(ref=row.ref, to=to))
    if now and settings.MAIL_ON and urgency(level).mail:
        key = f"delivery.mail:{row.ref}"
        priority = Priority.BRIEF if urgency(level).always else Priority.NAMED
        line.queue("delivery.mail", (row.ref,), priority=priority, key=key)
    if now:
        webhook.queue(line, row, Priority.BRIEF if urgency(level).always else Priority.NAMED)
    return row


def _may_interrupt(
    to: str, level: str, about: tuple[str, ...], at: datetime, *, insists: bool
) -> bool:
    recent = Alert.objects.filter(to=to, interrupts=True)
    spent = recent.filter(created_at__gt=at - SHIFT).count()
    near = recent.filter(created_at__gt=at - BUNDLED).values_list("about", "level")
    already = any(set(about) & set(refs) and as_urgent(was, level) for refs, was in near)
    budget = int(setting("delivery.budget"))
    lately = recent.filter(created_at__gt=at - GATHERED).exists()
    return interrupts(
        level, spent=spent, budget=budget, already=already, insists=insists, lately=lately
    )


def _of(ref: str, by: Viewer) -> Alert:
    row = Alert.objects.filter(ref=ref).first()
    mine = {f"user:{by.ref}", *(f"post:{post}" for post in by.posts)}
    if row is None or (row.to not in mine and not by.is_system):
        raise NotThere
    return row


def _step(row: Alert, step: str, channel: str, by: str, at: datetime) -> bool:
    _, new = DeliveryStep.objects.get_or_create(
        alert=row, step=step, channel=channel, by=by, defaults={"at": at}
    )
    return new


def delivered(pairs: Iterable[tuple[str, str]], by: Viewer, at: datetime) -> None:
    """Note that alerts reached people's open pages, as pairs of alert and person."""
    wanted = set(pairs)
    rows = {row.ref: row for row in Alert.objects.filter(ref__in={ref for ref, _ in wanted})}
    if not rows:
        return
    with act("delivery.delivered", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        for ref, person in sorted(wanted):
            if ref in rows and _step(rows[ref], "delivered", "page", person, at):
                line.about(ref)


def opened(ref: str, by: Viewer, at: datetime) -> None:
    """Note that somebody opened an alert; a second time is the same. NotThere if not theirs."""
    row = _of(ref, by)
    with act("delivery.opened", by=by, at=at, operation=Operation.CONSULTATION) as line:
        _step(row, "opened", "page", by.ref, at)
        line.about(ref)


def acknowledged(ref: str, by: Viewer, at: datetime) -> None:
    """Note that somebody acknowledged an alert; a second time is the same. NotThere if not theirs."""
    row = _of(ref, by)
    with act("delivery.acknowledged", by=by, at=at) as line:
        _step(row, "acknowledged", "page", by.ref, at)
        Alert.objects.filter(pk=row.pk, acknowledged_at__isnull=True).update(acknowledged_at=at)
        line.about(ref)
        line.emit(AlertAcknowledged(ref=ref, to=row.to))


def acknowledged_together(refs: Iterable[str], by: Viewer, at: datetime) -> None:
    """Note that somebody acknowledged several alerts at once. NotThere, for all, if one is not theirs."""
    with act("delivery.acknowledged", by=by, at=at):
        for ref in dict.fromkeys(refs):
            acknowledged(ref, by, at)


def settle(line: Line, *, about: str) -> None:
    """Take every unread alert about something as acknowledged: what it asked for was done."""
    rows = Alert.objects.filter(acknowledged_at__isnull=True, url__endswith=f"/{about}")
    for row in rows:
        _step(row, "acknowledged", "page", line.by.ref, line.at)
        line.emit(AlertAcknowledged(ref=row.ref, to=row.to))
    rows.update(acknowledged_at=line.at)


def mailed(ref: str, by: Viewer, at: datetime) -> None:
    """Note that the mail of an alert was accepted; the channel is up."""
    row = Alert.objects.get(ref=ref)
    with act("delivery.mailed", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        _step(row, "sent", "mail", by.ref, at)
        ChannelOutage.objects.filter(channel="mail").delete()
        line.about(ref)


def pause(ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Note that mail cannot be reached, and ask again later; this is no failure of the task."""
    row = Alert.objects.get(ref=ref)
    with act("delivery.paused", by=by, at=at) as line:
        found = ChannelOutage.objects.filter(channel="mail").first()
        if found is None:
            found = ChannelOutage(channel="mail", since=at)
            line.emit(ChannelDown(channel="mail"))
        found.next_try_at, found.reason = at + RETRY, reason
        found.save()
        DeliveryStep.objects.create(alert=row, step="failed", channel="mail", at=at, by=by.ref)
        line.about(ref)
        line.due(f"mail:{ref}", found.next_try_at, "delivery.mail", (ref,))


def postpone(ref: str, until: datetime, by: Viewer, at: datetime) -> None:
    """Let a mail wait for a channel that is down, without trying it."""
    with act("delivery.postponed", by=by, at=at) as line:
        line.about(ref)
        line.due(f"mail:{ref}", until, "delivery.mail", (ref,))
