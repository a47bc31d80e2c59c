"""Duties, what happened to them, and the rota. Private to duties."""

from __future__ import annotations

from django.db import models


class Duty(models.Model):
    """What must be done, from which clock, about what, by which post, by when.

    `post` holds the work, also while it is `offered_to` another that has not accepted it; `rung`
    is how far up the ladder of the post that is asked silence has climbed. `told_at` is when
    the force was told; `opened_at` when Firstlight could first tell the post.
    """

    ref = models.CharField(max_length=16, unique=True)
    key = models.CharField(max_length=160, unique=True)
    clock = models.CharField(max_length=32, db_index=True)
    queue = models.CharField(max_length=24)
    post = models.CharField(max_length=40)
    offered_to = models.CharField(max_length=40, blank=True, default="")
    because = models.CharField(max_length=300)
    level = models.CharField(max_length=16, blank=True, default="")
    urgency = models.SmallIntegerField()
    state = models.CharField(max_length=12, default="waiting")
    rung = models.SmallIntegerField(default=0)
    custodians = models.JSONField(default=list)
    told_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    since_at = models.DateTimeField()
    climbs_at = models.DateTimeField(null=True)
    late_told_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=40, blank=True, default="")
    acknowledged_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True, default="")
    evidence = models.JSONField(default=list)
    known_seq = models.BigIntegerField()

    class Meta:
        """Read by post, and by who must be told next."""

        verbose_name_plural = "duties"
        indexes = (
            models.Index(fields=["state", "post", "urgency", "due_at"], name="duty_board"),
            models.Index(fields=["state", "climbs_at"], name="duty_climbs"),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def asked(self) -> str:
        """The post whose answer is waited for: the one it was offered to, else the one that holds it."""
        return self.offered_to if self.offered_to and self.state == "waiting" else self.post


class DutyAbout(models.Model):
    """A reference a duty is about; `concerns` where it is a person, by appearance."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="links")
    ref = models.CharField(max_length=40, db_index=True)
    concerns = models.BooleanField(default=False)

    class Meta:
        """Each reference once."""

        constraints = (models.UniqueConstraint(fields=["duty", "ref"], name="one_link_a_ref"),)

    def __str__(self) -> str:
        return self.ref


class DutyStep(models.Model):
    """One thing that happened to a duty; rows are added, never changed."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16)
    post = models.CharField(max_length=40)
    channel = models.CharField(max_length=12, blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    said = models.CharField(max_length=300, blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.step} {self.post}"


class RotaShift(models.Model):
    """Who acts for a post, from when to when; without an end, until further notice."""

    post = models.CharField(max_length=40)
    user_ref = models.CharField(max_length=16, db_index=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    class Meta:
        """Read by post at a moment."""

        indexes = (models.Index(fields=["post", "begins_at", "ends_at"], name="rota_post"),)
        constraints = (
            models.UniqueConstraint(fields=["post", "user_ref", "begins_at"], name="one_shift"),
        )

    def __str__(self) -> str:
        return f"{self.post} from {self.begins_at:%d/%m %H:%M}"
