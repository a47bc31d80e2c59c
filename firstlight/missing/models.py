"""Missing episodes, their reports and what was done. Private to missing."""

from __future__ import annotations

from django.db import models


class Episode(models.Model):
    """One absence of one person. `anchor` is the appearance it is about.

    `told_at` is when the force was first told; `lapsed_at` when an "away, whereabouts known"
    turned into missing; `returned_at` when somebody was seen safe.
    """

    ref = models.CharField(max_length=16, unique=True)
    anchor = models.CharField(max_length=16, db_index=True)
    state = models.CharField(max_length=12, db_index=True)
    words = models.CharField(max_length=200, blank=True, default="")
    area = models.CharField(max_length=12, blank=True, default="central")
    from_care = models.BooleanField(default=False)
    home = models.CharField(max_length=200, blank=True, default="")
    adult = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    next_contact_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=40, blank=True, default="")
    graded_at = models.DateTimeField(null=True)
    first_action_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    interviewed_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    joined_to = models.CharField(max_length=16, blank=True, default="", db_index=True)
    tonight = models.JSONField(default=dict)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class Report(models.Model):
    """A record that told of an episode, by whatever route and under whatever words.

    `origin` is the episode it first made, where that was joined to another since.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="reports")
    origin = models.CharField(max_length=16, blank=True, default="")
    record = models.CharField(max_length=16, db_index=True)
    key = models.CharField(max_length=64)
    appearance = models.CharField(max_length=16, db_index=True)
    because = models.CharField(max_length=300)
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    class Meta:
        """One person of one record tells of one episode."""

        constraints = (
            models.UniqueConstraint(fields=["record", "key"], name="missing_one_report_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.record} in {self.episode_id}"


class Happened(models.Model):
    """One line of an episode's history: a step, an action, or what came in."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="history")
    verb = models.CharField(max_length=24)
    said = models.TextField(blank=True, default="")
    link = models.URLField(max_length=400, blank=True, default="")
    record = models.CharField(max_length=16, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.verb} in {self.episode_id}"


class ChildLine(models.Model):
    """A child concerned in an episode was considered: by whom, with what outcome."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="lines")
    anchor = models.CharField(max_length=16)
    outcome = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"line of {self.episode_id}"


class ReadReport(models.Model):
    """A person read a report whose words alone asked for it, and said what it is."""

    record = models.CharField(max_length=16, unique=True)
    missing = models.BooleanField()
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.record} read"


class Answer(models.Model):
    """A named person answered a row of the plan of a search or a return; the newest counts."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=24)
    outcome = models.CharField(max_length=16)
    said = models.TextField(blank=True, default="")
    link = models.URLField(max_length=400, blank=True, default="")
    record = models.CharField(max_length=16, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.code} of {self.episode_id}"
