"""Endorsements, and the last reckoning of ordinary records. Private to assurance."""

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
