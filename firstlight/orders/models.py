"""What was done about orders and bail. What they say is in their records. Private to orders."""

from __future__ import annotations

from django.db import models


class Breach(models.Model):
    """A job that breaches an order or bail, or may; `order` and `job` are records."""

    ref = models.CharField(max_length=16, unique=True)
    order = models.CharField(max_length=16, db_index=True)
    job = models.CharField(max_length=16, blank=True, default="", db_index=True)
    sure = models.BooleanField(default=False)
    because = models.CharField(max_length=300)
    people = models.JSONField(default=list)  # anchors of whom it concerns
    told_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="open", db_index=True)
    post = models.CharField(max_length=64, blank=True, default="")
    known_seq = models.BigIntegerField()

    class Meta:
        """One breach an order and job."""

        constraints = (
            models.UniqueConstraint(fields=["order", "job"], name="one_breach_an_order_and_job"),
        )

    def __str__(self) -> str:
        return self.ref


class BreachAnswer(models.Model):
    """Arrested, or why not, by whom, by when: every answer that was given, the last one stands."""

    breach = models.ForeignKey(Breach, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=12)
    owner = models.CharField(max_length=120)
    why_not = models.CharField(max_length=300, blank=True, default="")
    by_when = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.breach_id} {self.answer}"


class AddressCheck(models.Model):
    """An address looked at for children before somebody is bailed, released or curfewed to it."""

    ref = models.CharField(max_length=16, unique=True)
    purpose = models.CharField(max_length=12)
    anchor = models.CharField(max_length=16, blank=True, default="", db_index=True)
    place = models.CharField(max_length=16, blank=True, default="", db_index=True)
    address = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    state = models.CharField(max_length=32, default="asked", db_index=True)
    children = models.JSONField(default=list)  # persons shown when it was decided
    because = models.CharField(max_length=300, blank=True, default="")
    record = models.CharField(max_length=16, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class ForceAsked(models.Model):
    """Another force asked about an address or person, and what it answered."""

    check_of = models.ForeignKey(AddressCheck, on_delete=models.CASCADE, related_name="asked")
    force = models.CharField(max_length=120)
    answer = models.CharField(max_length=16, default="waiting")
    said = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.check_of_id} {self.force}"
