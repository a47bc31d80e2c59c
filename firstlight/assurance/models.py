"""Endorsements, the last reckoning of ordinary records, and look-backs. Private to assurance."""

from __future__ import annotations

from django.db import models


class Endorsement(models.Model):
    """A named leader endorsed a text, for the whole force or one department; rows are added only."""

    ref = models.CharField(max_length=16, unique=True)
    recommendation = models.CharField(max_length=40, db_index=True)
    department = models.CharField(max_length=40, blank=True, default="")
    text = models.TextField()
    by = models.CharField(max_length=40)
    by_title = models.CharField(max_length=160)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class Reckoning(models.Model):
    """One run over the ordinary records: as at which position, from which day, how many."""

    at = models.DateTimeField()
    since = models.DateTimeField()
    known_seq = models.BigIntegerField()
    records = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"as at {self.known_seq}"


class Considered(models.Model):
    """Whether one ordinary record considered the child who lives there, as last reckoned.

    `children` are appearances, so that a split or a seal made since is followed when it is read.
    """

    record = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=40)
    department = models.CharField(max_length=64, blank=True, default="", db_index=True)
    moment = models.DateTimeField()
    state = models.CharField(max_length=16, db_index=True)
    because = models.CharField(max_length=300)
    children = models.JSONField(default=list)
    places = models.JSONField(default=list)
    followed = models.CharField(max_length=16, blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.record} {self.state}"


class Lookback(models.Model):
    """One look-back: over which period, as at which position, how far it has come."""

    ref = models.CharField(max_length=16, unique=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    by = models.CharField(max_length=40)
    versions = models.PositiveIntegerField()
    children = models.PositiveIntegerField(default=0)
    owed = models.PositiveIntegerField(default=0)
    duties = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.ref


class LookbackShard(models.Model):
    """Connected people's record versions: replayed as one piece, or not yet."""

    lookback = models.ForeignKey(Lookback, on_delete=models.CASCADE, related_name="shards")
    number = models.PositiveIntegerField()
    versions = models.JSONField(default=list)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.lookback_id}/{self.number}"


class LookbackChild(models.Model):
    """What a look-back tells of one child, by an appearance, so that a split or seal is followed.

    `spans` are the times the floor stood at high, `rises` when it rose.
    """

    lookback = models.ForeignKey(Lookback, on_delete=models.CASCADE, related_name="told")
    anchor = models.CharField(max_length=16, db_index=True)
    first_high_at = models.DateTimeField(null=True)
    framework = models.CharField(max_length=16, blank=True, default="")
    record = models.CharField(max_length=16, blank=True, default="")
    already = models.BooleanField(default=False)
    graded_at = models.DateTimeField(null=True)
    grade_record = models.CharField(max_length=16, blank=True, default="")
    person_alone = models.BooleanField(default=False)
    spans = models.JSONField(default=list)
    rises = models.JSONField(default=list)
    opportunities = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.anchor
