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
