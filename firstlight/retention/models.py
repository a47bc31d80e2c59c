"""Holds, proposals to dispose and what came of each record. Private to retention."""

from __future__ import annotations

from django.db import models


class Hold(models.Model):
    """What keeps a record, or everything about a person, from disposal, until somebody ends it.

    `anchors` are the person's appearances when it was made: after a split both sides are held.
    """

    ref = models.CharField(max_length=16, unique=True)
    target = models.CharField(max_length=16, db_index=True)
    anchors = models.JSONField(default=list)
    reason = models.TextField()
    review_on = models.DateField(db_index=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)
    ended_by = models.CharField(max_length=40, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.ref


class Disposal(models.Model):
    """A recorded decision: one named person proposes, another agrees or refuses."""

    ref = models.CharField(max_length=16, unique=True)
    authority = models.CharField(max_length=24)
    reference = models.CharField(max_length=120, blank=True, default="")
    reason = models.TextField()
    state = models.CharField(max_length=12, default="waiting", db_index=True)
    proposed_by = models.CharField(max_length=40)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_reason = models.TextField(blank=True, default="")
    done_at = models.DateTimeField(null=True)
    swept_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class Item(models.Model):
    """One record of a disposal: waiting, done, or held back by a hold made since."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="items")
    record = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="waiting")
    held_by = models.CharField(max_length=16, blank=True, default="")
    seq = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)
    outside = models.JSONField(default=list)  # what left the force and has to be told of

    class Meta:
        """A record once in a disposal."""

        constraints = (
            models.UniqueConstraint(fields=["disposal", "record"], name="one_item_a_record"),
        )

    def __str__(self) -> str:
        return f"{self.record} {self.state}"


class Schedule(models.Model):
    """When a record is to be looked at again, as last reckoned or as a review decided."""

    record = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=40)
    group = models.CharField(max_length=12)
    clear_from = models.DateField()
    due_on = models.DateField()
    told = models.BooleanField(default=False)  # the day is its source's own, or a review's
    state = models.CharField(max_length=12, default="open")
    known_seq = models.BigIntegerField()

    class Meta:
        """Read by when it is due."""

        indexes = (models.Index(fields=["state", "due_on"], name="retention_due"),)

    def __str__(self) -> str:
        return f"{self.record} due {self.due_on}"


class Reckoned(models.Model):
    """How far the schedule was reckoned: one row."""

    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"as at {self.seq}"


class Review(models.Model):
    """A named person looked at a record and decided; rows are added, never changed."""

    record = models.CharField(max_length=16, db_index=True)
    outcome = models.CharField(max_length=12)
    rationale = models.TextField()
    until = models.DateField(null=True)
    led_to = models.CharField(max_length=16, blank=True, default="")  # the proposal or hold
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.record} {self.outcome}"


class Request(models.Model):
    """Somebody asks about what is held of a person; `anchor` is whose, by appearance.

    `shown` holds the other people a named person decided to leave in, and `withheld` the records
    they decided to leave out, each with the reason.
    """

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=16)
    anchor = models.CharField(max_length=16, db_index=True)
    claims = models.CharField(max_length=16)
    asker = models.CharField(max_length=16, blank=True, default="")
    asker_said = models.CharField(max_length=300)
    identity = models.CharField(max_length=300, blank=True, default="")
    received_on = models.DateField()
    due_on = models.DateField(db_index=True)
    state = models.CharField(max_length=12, default="open", db_index=True)
    outcome = models.TextField(blank=True, default="")
    shown = models.JSONField(default=dict)
    withheld = models.JSONField(default=dict)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    closed_by = models.CharField(max_length=40, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref
