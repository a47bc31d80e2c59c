"""What partners sent by their pages. Private to portal."""

from __future__ import annotations

from django.db import models


class Confirmation(models.Model):
    """Somebody of an organisation said that a named account's holder still works there, or has left."""

    user = models.CharField(max_length=16, db_index=True)
    organisation = models.CharField(max_length=64)
    here = models.BooleanField()
    by = models.CharField(max_length=16)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.user


class Report(models.Model):
    """One report of a partner: which record it became, and whose it is."""

    record = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=24)
    organisation = models.CharField(max_length=64, db_index=True)
    by = models.CharField(max_length=16)
    at = models.DateTimeField()
    waits = models.BooleanField(default=False)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.record
