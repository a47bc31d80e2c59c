"""The files that were loaded and what became of their lines. Private to intake."""

from __future__ import annotations

from django.db import models


class File(models.Model):
    """One reading of one file: which lines came to what, so that its owner can be told."""

    ref = models.CharField(max_length=16, unique=True)
    source = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=16)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)
    counts = models.JSONField(default=dict)  # outcome -> how many records
    lines = models.JSONField(default=dict)  # outcome -> [[first, last], ...]

    def __str__(self) -> str:
        return self.ref


class FileLine(models.Model):
    """One line of a file that did not simply go in: what is wrong with it; never what it says."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="told")
    place = models.BigIntegerField()
    outcome = models.CharField(max_length=12)
    waiting = models.CharField(max_length=16, blank=True, default="")
    faults = models.JSONField(default=list)

    class Meta:
        """Told in the order of the file."""

        indexes = (models.Index(fields=["file", "place"], name="lines_of_a_file"),)

    def __str__(self) -> str:
        return f"{self.file_id}:{self.place}"


class SendBack(models.Model):
    """What was typed here on its way to a system of the force, and that system's receipt."""

    ref = models.CharField(max_length=16, unique=True)
    record = models.CharField(max_length=16, db_index=True)
    version = models.PositiveIntegerField()
    target = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    asked_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=40, blank=True, default="")
    receipt = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        """A version goes to a system once."""

        constraints = (
            models.UniqueConstraint(
                fields=["record", "version", "target"], name="a_version_goes_back_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.state}"


class Quality(models.Model):
    """What was missing in a source's newest records when they were last looked through."""

    source = models.CharField(max_length=64)
    code = models.CharField(max_length=24)
    count = models.PositiveIntegerField()
    looked_at = models.PositiveIntegerField()  # records looked through
    reckoned_at = models.DateTimeField()
    records = models.JSONField(default=list)  # references of some of them, newest first

    class Meta:
        """One row a source and kind of gap."""

        constraints = (models.UniqueConstraint(fields=["source", "code"], name="one_gap_a_source"),)

    def __str__(self) -> str:
        return f"{self.source} {self.code} {self.count}"
