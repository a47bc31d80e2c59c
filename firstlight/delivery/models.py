"""Alerts, their steps, and channels that are down. Private to delivery."""

from __future__ import annotations

from django.db import models


class Alert(models.Model):
    """Something a post (`post:<code>`) or a person (`user:<ref>`) was told. It names no person."""

    ref = models.CharField(max_length=16, unique=True)
    to = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    level = models.CharField(max_length=16)
    about = models.JSONField(default=list)
    interrupts = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        """Read by recipient, newest first."""

        indexes = (
            models.Index(fields=["to", "acknowledged_at", "-created_at"], name="alert_unread"),
        )

    def __str__(self) -> str:
        return self.ref


class DeliveryStep(models.Model):
    """One thing that happened to an alert; rows are added, never changed."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    channel = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        """A person's step on a channel is written once."""

        constraints = (
            models.UniqueConstraint(
                fields=["alert", "step", "channel", "by"],
                condition=~models.Q(step="failed"),
                name="one_step_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.step} by {self.channel}"


class Letter(models.Model):
    """An alert on its way to the webhook: waiting, sent, or dead after its last try."""

    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="letter")
    state = models.CharField(max_length=8, default="waiting", db_index=True)
    tries = models.SmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.alert_id} {self.state}"


class ChannelOutage(models.Model):
    """A channel that cannot be reached, and when it is next tried."""

    channel = models.CharField(max_length=12, unique=True)
    since = models.DateTimeField()
    next_try_at = models.DateTimeField()
    reason = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.channel} down"
