"""Assessments as they stood and grades as they were made. Private to risk."""

from __future__ import annotations

from django.db import models


class Assessed(models.Model):
    """What the rules said of one person at one position; kept as it was."""

    person = models.CharField(max_length=16, db_index=True)
    anchor = models.CharField(max_length=16, db_index=True)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    content = models.TextField()
    levels = models.JSONField(default=dict)
    latest = models.BooleanField(default=True)
    rose = models.BooleanField(default=False)
    risen = models.JSONField(default=dict)  # by framework, the level its floor rose to
    fell = models.JSONField(default=dict)  # by framework, why its floor fell

    class Meta:
        """Read by person, newest first."""

        indexes = (
            models.Index(fields=["person", "latest"], name="assessed_person"),
            models.Index(fields=["latest", "at"], name="assessed_latest"),
        )

    def __str__(self) -> str:
        return f"{self.person} at {self.known_seq}"


class Spoke(models.Model):
    """That a rule said yes in an assessment: whom a rule touches is found by it, not in the text kept."""

    assessed = models.ForeignKey(Assessed, on_delete=models.CASCADE, related_name="spoke")
    rule = models.CharField(max_length=32)
    framework = models.CharField(max_length=16)

    class Meta:
        """Read by rule."""

        indexes = (models.Index(fields=["rule", "assessed"], name="spoke_rule"),)

    def __str__(self) -> str:
        return self.rule


class Grade(models.Model):
    """A named person's grade, with the floor it met and what the grader was shown."""

    ref = models.CharField(max_length=16, unique=True)
    record = models.CharField(max_length=16)
    anchor = models.CharField(max_length=16, db_index=True)
    framework = models.CharField(max_length=16)
    level = models.CharField(max_length=12)
    floor = models.CharField(max_length=12, blank=True, default="")
    provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default="standing")
    needs = models.CharField(max_length=200, blank=True, default="")
    rationale = models.TextField()
    weighs = models.JSONField(default=dict)
    shown = models.TextField()
    note = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=40)
    by_title = models.CharField(max_length=160)
    rank = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    due_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=40, blank=True, default="")
    agreed_title = models.CharField(max_length=160, blank=True, default="")
    agreed_at = models.DateTimeField(null=True)
    agreed_over = models.JSONField(default=dict)
    agreed_shown = models.TextField(blank=True, default="")
    around = models.JSONField(default=dict)  # adults and places near, as the grader was shown
    refused_by = models.CharField(max_length=40, blank=True, default="")
    refused_title = models.CharField(max_length=160, blank=True, default="")
    refused_at = models.DateTimeField(null=True)
    refused_why = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.ref


class Run(models.Model):
    """Work over everybody who was assessed, a part at a time, taken up where it stopped.

    `what` is `try` (floors under a setting that was proposed), `rework` (floors after a setting
    changed) or `groups` (counts by group); `about` is the approval.
    """

    ref = models.CharField(max_length=16, unique=True)
    what = models.CharField(max_length=8)
    about = models.CharField(max_length=64, db_index=True)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    cursor = models.CharField(max_length=16, blank=True, default="")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.ref} {self.done} of {self.total}"


class Change(models.Model):
    """A floor that would be another one under a setting that was proposed."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")
    person = models.CharField(max_length=16, db_index=True)
    framework = models.CharField(max_length=16)
    before = models.CharField(max_length=12, blank=True, default="")
    after = models.CharField(max_length=12, blank=True, default="")
    child = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.person} {self.framework}: {self.before} to {self.after}"
