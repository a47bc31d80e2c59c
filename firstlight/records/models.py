"""Records, their versions, their sources and what waits. Private to records."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """A system or partner that tells records: owner, coverage, freshness, since when live."""

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=120)
    kinds = models.JSONField(default=list)
    area = models.CharField(max_length=120, blank=True, default="")
    not_covered = models.JSONField(default=list)
    coverage_since = models.DateField(null=True)
    freshness_minutes = models.PositiveIntegerField(default=60)
    live_from = models.DateTimeField(null=True)
    last_heard_at = models.DateTimeField(null=True)
    down_since = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.code


class SourceState(models.Model):
    """When a source was up or down: what a brief said of it can be told later."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    up = models.BooleanField()
    since = models.DateTimeField()
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.source_id} {'up' if self.up else 'down'}"


class Record(models.Model):
    """One record of a source, whatever its version."""

    ref = models.CharField(max_length=16, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    source_ref = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, db_index=True)
    disposed_seq = models.BigIntegerField(null=True)
    disposed_on = models.DateField(null=True)
    tombstone = models.JSONField(default=dict)  # who proposed, who confirmed, which authority

    class Meta:
        """The same record twice is one."""

        constraints = (
            models.UniqueConstraint(
                fields=["source", "source_ref"], name="one_record_a_source_ref"
            ),
        )
        # Whether anything was disposed of is asked on every picture.
        indexes = (
            models.Index(
                fields=["disposed_seq"],
                condition=models.Q(disposed_seq__isnull=False),
                name="record_disposed",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class Version(models.Model):
    """One version of a record, never changed. `current_to` ends when a newer one stands."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    source_version = models.BigIntegerField(null=True)
    modified_at = models.DateTimeField(null=True)
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    department = models.CharField(max_length=64, blank=True, default="", db_index=True)
    begins = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_index=True)
    received_at = models.DateTimeField()
    known_seq = models.BigIntegerField(db_index=True)
    current_from = models.BigIntegerField(null=True, db_index=True)
    current_to = models.BigIntegerField(null=True)
    provenance = models.CharField(max_length=200, blank=True, default="")
    removed = models.JSONField(default=list)
    before_live = models.BooleanField(default=False)
    author = models.CharField(max_length=40, blank=True, default="")
    # Under handling code C: nothing it says of anybody may be found or shown by it.
    closed = models.BooleanField(default=False, db_default=False)

    class Meta:
        """Versions count up."""

        constraints = (
            models.UniqueConstraint(fields=["record", "number"], name="versions_count_up"),
        )

    def __str__(self) -> str:
        return f"{self.record_id} v{self.number}"


class Waiting(models.Model):
    """What could not be taken in: its text without media, all its faults, where it came from."""

    ref = models.CharField(max_length=16, unique=True)
    source = models.CharField(max_length=64, db_index=True)
    source_ref = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()
    faults = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64, db_index=True)
    provenance = models.CharField(max_length=200, blank=True, default="")
    received_at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    state = models.CharField(max_length=12, default="waiting", db_index=True)
    file = models.CharField(max_length=16, blank=True, default="", db_index=True)
    # The fields at fault, such as |people.born_on|told_at|: what is asked for is found by them.
    fields = models.CharField(max_length=400, blank=True, default="")
    by = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.ref} {self.state}"
