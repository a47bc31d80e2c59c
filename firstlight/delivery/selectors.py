"""Reads of alerts, what happened to them, and channels that are down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from firstlight.access.selectors import may, sight
from firstlight.delivery.models import Alert, ChannelOutage, DeliveryStep, Letter
from firstlight.delivery.rules.interruptions import urgency
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer

KEPT_UNREAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """An alert as its recipient reads it."""

    ref: str
    to: str
    title: str
    url: str
    level: str
    about: tuple[str, ...]
    interrupts: bool
    created_at: datetime
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One thing that happened to an alert."""

    step: str
    channel: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Outage:
    """A channel that cannot be reached."""

    channel: str
    since: datetime
    reason: str


def _seen(row: Alert) -> AlertSeen:
    return AlertSeen(
        row.ref, row.to, row.title, row.url, row.level, tuple(row.about), row.interrupts,
        row.created_at, row.acknowledged_at,
    )  # fmt: skip


def unread(viewer: Viewer, at: datetime, *, limit: int = 50) -> tuple[AlertSeen, ...]:
    """Give what the viewer, or a post they hold now, was told in a week and did not acknowledge.

    What is about something sealed from them, or about their own story, is left out.
    """
    mine = [f"user:{viewer.ref}", *(f"post:{post}" for post in viewer.posts)]
    rows = Alert.objects.filter(
        to__in=mine, acknowledged_at__isnull=True,
        created_at__lte=at, created_at__gt=at - KEPT_UNREAD,
    )  # fmt: skip
    hidden = sight(viewer).sealed | viewer.own_refs
    found = rows.order_by("-interrupts", "-created_at")[: limit * 4]
    return tuple(_seen(row) for row in found if not hidden & set(row.about))[:limit]


def alerts(refs: Iterable[str]) -> dict[str, AlertSeen]:
    """Give alerts by reference."""
    return {row.ref: _seen(row) for row in Alert.objects.filter(ref__in=tuple(refs))}


def alerts_to(to: str, *, since: datetime) -> tuple[AlertSeen, ...]:
    """Give what one recipient was told since a moment, oldest first."""
    rows = Alert.objects.filter(to=to, created_at__gte=since).order_by("created_at", "id")
    return tuple(_seen(row) for row in rows)


def steps(ref: str) -> tuple[StepSeen, ...]:
    """Give what happened to an alert, oldest first."""
    rows = DeliveryStep.objects.filter(alert__ref=ref).order_by("at", "id")
    return tuple(StepSeen(row.step, row.channel, row.at, row.by) for row in rows)


def outages() -> tuple[Outage, ...]:
    """Give the channels that cannot be reached."""
    return tuple(Outage(row.channel, row.since, row.reason) for row in ChannelOutage.objects.all())


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An alert the webhook did not take in its last try."""

    ref: str
    to: str
    created_at: datetime
    tries: int
    tried_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How the channels stand: what is set up, down, waiting and dead (the oldest first)."""

    mail_on: bool
    webhook_on: bool
    outages: tuple[Outage, ...]
    waiting: int
    dead: tuple[DeadLetter, ...]


def channel_state(viewer: Viewer, *, limit: int = 200) -> ChannelState:
    """Tell how the channels stand. NotThere for who may not know."""
    if not may(viewer, "delivery.see"):
        raise NotThere
    on = bool(settings.WEBHOOK_SECRET) and bool(setting("delivery.webhook"))
    waiting = Letter.objects.filter(state="waiting").count()
    return ChannelState(settings.MAIL_ON, on, outages(), waiting, dead_letters(limit=limit))


def dead_letters(*, limit: int = 200) -> tuple[DeadLetter, ...]:
    """Give what the webhook did not take, the oldest first."""
    rows = Letter.objects.filter(state="dead").select_related("alert").order_by("asked_at", "id")
    return tuple(
        DeadLetter(x.alert.ref, x.alert.to, x.alert.created_at, x.tries, x.tried_at, x.answer)
        for x in rows[:limit]
    )


@dataclass(frozen=True, slots=True)
class Told:
    """That a recipient was told something, when, and whether it interrupted; never of what."""

    at: datetime
    interrupts: bool
    always: bool


def alerts_between(since: datetime, until: datetime) -> dict[str, list[Told]]:
    """Give what each recipient was told between two moments, as counts need it."""
    rows = Alert.objects.filter(created_at__gte=since, created_at__lte=until)
    found: dict[str, list[Told]] = defaultdict(list)
    for to, at, loud, level in rows.values_list("to", "created_at", "interrupts", "level"):
        found[to].append(Told(at, loud, urgency(level).always))
    return found


def waits_until(channel: str) -> datetime | None:
    """Give when a channel that is down is next tried; None where it is up."""
    row = ChannelOutage.objects.filter(channel=channel).first()
    return row.next_try_at if row else None


def delivered_to_people(urls: Iterable[str]) -> dict[str, datetime]:
    """Give when an alert that leads to one of these addresses first reached a person's page."""
    wanted = Alert.objects.filter(url__in=list(urls), to__startswith="user:")
    steps = DeliveryStep.objects.filter(alert__in=wanted, step__in=["delivered", "opened"])
    return dict(steps.order_by("-at").values_list("alert__url", "at"))
