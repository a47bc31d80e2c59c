"""Settings' history, organisations and approvals. Private to force."""

from __future__ import annotations

from django.db import models


class SettingRow(models.Model):
    """A value a setting had from a position on, who set it and who agreed."""

    code = models.CharField(max_length=64, db_index=True)
    value = models.JSONField()
    set_by = models.CharField(max_length=40)
    agreed_by = models.CharField(max_length=40, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    known_seq = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Organisation(models.Model):
    """A school, care home, council, health body, other force: somebody we talk with."""

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=24, db_index=True)
    name = models.CharField(max_length=160, db_index=True)
    mail = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    contact_role = models.CharField(max_length=120, blank=True, default="")
    area = models.CharField(max_length=80, blank=True, default="")
    also_called = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.code


class Approval(models.Model):
    """A two-person act that waits for its second person: one room for all of them."""

    ref = models.CharField(max_length=16, unique=True)
    what = models.CharField(max_length=64)
    about = models.CharField(max_length=80)
    proposal = models.JSONField(default=dict)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    reason = models.TextField(default="")
    state = models.CharField(max_length=12, default="waiting")
    decided_by = models.CharField(max_length=40, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.what} {self.state}"
