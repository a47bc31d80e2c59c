"""Online cases, the children concerned and what was done. Private to online."""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """One suspect, or one matter of images among children, and every record of it.

    `anchor` is the suspect's appearance; images among children have none. `told_at` is when the
    force was first told; `level` the suspect's, which says nothing about a child.
    """

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=8)
    anchor = models.CharField(max_length=16, blank=True, default="", db_index=True)
    record = models.CharField(max_length=16, db_index=True)
    happening = models.CharField(max_length=200, blank=True, default="", db_index=True)
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    referrer_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    level = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=12, db_index=True)
    asked = models.CharField(max_length=12, default="not_asked")
    preserved_at = models.DateTimeField(null=True)
    acted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class CaseRecord(models.Model):
    """A referral that belongs to a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="records")
    record = models.CharField(max_length=16, db_index=True)
    known_seq = models.BigIntegerField()

    class Meta:
        """A record belongs to a case once."""

        constraints = (
            models.UniqueConstraint(fields=["case", "record"], name="online_record_once"),
        )

    def __str__(self) -> str:
        return self.record


class CaseTie(models.Model):
    """Somebody or somewhere a case concerns: a record about it works the case again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ties")
    ref = models.CharField(max_length=16, db_index=True)

    class Meta:
        """A tie is held once."""

        constraints = (models.UniqueConstraint(fields=["case", "ref"], name="online_tie_once"),)

    def __str__(self) -> str:
        return self.ref


class CaseChild(models.Model):
    """A child a case concerns, in which class and why. `told_at` starts the child's own clock.

    `gone` says that today's records no longer bring this child near; the row is kept.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="children")
    anchor = models.CharField(max_length=16, db_index=True)
    nearness = models.CharField(max_length=12)
    because = models.CharField(max_length=200)
    records = models.JSONField(default=list)
    may_be = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    found_at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    class Meta:
        """A child stands in a case once."""

        constraints = (
            models.UniqueConstraint(fields=["case", "anchor"], name="online_child_once"),
        )

    def __str__(self) -> str:
        return self.anchor


class Line(models.Model):
    """A child was considered: by whom, with what outcome. No anchor: the group of place only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lines")
    anchor = models.CharField(max_length=16, blank=True, default="")
    outcome = models.CharField(max_length=24)
    said = models.TextField(blank=True, default="")
    reference = models.CharField(max_length=40, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"line of {self.case_id}"


class Tonight(models.Model):
    """Where a child sleeps tonight, with whom, checked against what, by whom."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="nights")
    anchor = models.CharField(max_length=16)
    sleeps = models.TextField()
    with_whom = models.TextField()
    checked = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"tonight of {self.case_id}"


class LateTelling(models.Model):
    """Partners are told late by a named chief inspector or above, for some hours. Pauses nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="late_tellings")
    reason = models.TextField()
    until = models.DateTimeField()
    by = models.CharField(max_length=40)
    rank = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"late telling of {self.case_id}"


class Happened(models.Model):
    """One line of a case's history."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="history")
    verb = models.CharField(max_length=24)
    said = models.TextField(blank=True, default="")
    record = models.CharField(max_length=16, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.verb} in {self.case_id}"
