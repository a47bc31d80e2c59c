"""Briefs as they were shown, and what became of each. Private to briefs."""

from __future__ import annotations

from django.db import models


class Brief(models.Model):
    """One brief, frozen: `document` is its content as shown, as at position `position`.

    `made_for` is empty for a unit attending, else the user whose own sight it was composed with.
    """

    ref = models.CharField(max_length=16, unique=True)
    about_kind = models.CharField(max_length=8)
    about = models.CharField(max_length=40, blank=True, default="", db_index=True)
    job = models.CharField(max_length=16, blank=True, default="", db_index=True)
    asked = models.JSONField(default=dict)
    document = models.TextField()
    people = models.JSONField(default=list)
    places = models.JSONField(default=list)
    material = models.CharField(max_length=64)
    position = models.BigIntegerField()
    known_seq = models.BigIntegerField()
    state = models.CharField(max_length=12, default="made", db_index=True)
    made_by = models.CharField(max_length=40)
    made_for = models.CharField(max_length=40, blank=True, default="", db_index=True)
    made_at = models.DateTimeField()
    late_by = models.IntegerField(default=0)  # minutes since the force was told, where back-filled
    unit = models.CharField(max_length=64, blank=True, default="")
    pushed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    supersedes = models.CharField(max_length=16, blank=True, default="")
    superseded_by = models.CharField(max_length=16, blank=True, default="")
    parted_at = models.DateTimeField(null=True)  # when a link that it showed was parted

    def __str__(self) -> str:
        return self.ref


class BriefReader(models.Model):
    """Somebody a brief was pushed to."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="readers")
    user = models.CharField(max_length=40, db_index=True)
    opened_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)  # when their shift ends, where it was told

    class Meta:
        """One row a brief and user."""

        constraints = (
            models.UniqueConstraint(fields=["brief", "user"], name="one_reader_a_brief"),
        )

    def __str__(self) -> str:
        return f"{self.brief_id} {self.user}"


class BriefStep(models.Model):
    """One thing that happened to a brief; `person` is who was struck out."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    said = models.CharField(max_length=300, blank=True, default="")
    person = models.CharField(max_length=16, blank=True, default="")
    appearance = models.CharField(max_length=16, blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.step} {self.brief_id}"


class Phone(models.Model):
    """A phone of the force on which somebody's briefs may be kept; a new row at each signing on."""

    ref = models.CharField(max_length=16, unique=True)
    user = models.CharField(max_length=40, db_index=True)
    asset = models.CharField(max_length=40, db_index=True)  # the force's own number of the phone
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True, default="")
    because = models.CharField(max_length=12, blank=True, default="")  # out|forgotten|lost|other
    told_at = models.DateTimeField(null=True)  # when the phone itself heard that it is shut
    duty = models.CharField(max_length=16, blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class KeptBrief(models.Model):
    """A brief put on a phone to be read without signal, until when it can be read there."""

    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="kept")
    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="kept")
    kept_at = models.DateTimeField()
    until = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=12, blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.brief_id} on {self.phone_id}"


class OfflineOpening(models.Model):
    """That somebody read a brief without signal: by the phone's clock, and when the force heard."""

    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="openings")
    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="offline")
    user = models.CharField(max_length=40)
    device_at = models.DateTimeField()
    told_at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    class Meta:
        """The same opening told twice is one."""

        constraints = (
            models.UniqueConstraint(
                fields=["phone", "brief", "device_at"], name="one_offline_opening"
            ),
        )

    def __str__(self) -> str:
        return f"{self.brief_id} {self.device_at}"
