"""Domestic abuse jobs and what was done for their children. Private to domestic."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """One domestic abuse job; `record` is the record that opened it, `people` who its brief shows."""

    record = models.CharField(max_length=16, unique=True)
    number = models.CharField(max_length=200, blank=True, default="", db_index=True)
    told_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    state = models.CharField(max_length=8, default="open", db_index=True)
    unit = models.CharField(max_length=64, blank=True, default="")
    crew = models.JSONField(default=list)
    crewed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    people = models.JSONField(default=list)
    children = models.IntegerField(default=0)
    area = models.CharField(max_length=16, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True, default="")
    outcome = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.record


class ChildLine(models.Model):
    """A child considered, by whom, with what outcome; `group` for those of one line together."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="lines")
    appearance = models.CharField(max_length=16, blank=True, default="")
    group = models.CharField(max_length=16, blank=True, default="")
    considered_by = models.CharField(max_length=120)
    outcome = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.job_id} {self.appearance or self.group}"


class Tonight(models.Model):
    """Where the children of a job sleep tonight, with whom, checked against what, by whom."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="tonights")
    where = models.CharField(max_length=200)
    with_whom = models.CharField(max_length=200)
    checked = models.CharField(max_length=200)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.job_id} {self.at}"


class Proposal(models.Model):
    """A job typed otherwise that may be domestic abuse; a person takes it or declines it."""

    record = models.CharField(max_length=16, unique=True)
    because = models.JSONField(default=list)
    made_at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    state = models.CharField(max_length=10, default="proposed", db_index=True)
    decided_by = models.CharField(max_length=40, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.record} {self.state}"


class Weighed(models.Model):
    """A measure considered: done, not used because, or not known yet. The newest row of each stands."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="weighed")
    code = models.CharField(max_length=24)
    answer = models.CharField(max_length=12)
    because = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.job_id} {self.code}"


class Looked(models.Model):
    """A supervisor's look at what was done, with what lacked then."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="looked")
    lacked = models.JSONField(default=list)
    said = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.job_id} {self.at}"


class Response(models.Model):
    """The response to a job as it was set, or that its call was cut; the newest one stands."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="responses")
    response = models.CharField(max_length=12)
    record = models.CharField(max_length=16, blank=True, default="")
    why = models.CharField(max_length=300, blank=True, default="")
    children_where = models.TextField(blank=True, default="")
    see_by = models.DateTimeField(null=True)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.job_id} {self.response}"
