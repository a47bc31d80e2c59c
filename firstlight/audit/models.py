"""The journal and the outbox. Private to audit."""

from __future__ import annotations

from django.db import models


class Head(models.Model):
    """The newest position and its seal: one row, locked by whoever writes."""

    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"position {self.seq}"


class Journal(models.Model):
    """One line a transaction; never changed, never removed (database triggers refuse it)."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    operation = models.CharField(max_length=16)
    action = models.CharField(max_length=64)
    by = models.CharField(max_length=40, db_index=True)
    refs = models.TextField()
    details_mac = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class JournalDetail(models.Model):
    """The erasable half of a line: search words and reasons."""

    line = models.OneToOneField(
        Journal, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False
    )
    text = models.TextField()

    def __str__(self) -> str:
        return f"details of {self.line_id}"


class JournalErased(models.Model):
    """That a line's details were erased, and by which line."""

    line = models.BigIntegerField(primary_key=True)
    erased_seq = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"details of {self.line} erased at {self.erased_seq}"


class JournalAnchor(models.Model):
    """The journal's seal at a position, signed; the same is kept in a file elsewhere."""

    seq = models.BigIntegerField(primary_key=True)
    mac = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"anchor at {self.seq}"


class JournalRef(models.Model):
    """Which references a look or a disclosure showed: answers 'who saw this child'."""

    seq = models.BigIntegerField(db_index=True)
    ref = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return f"{self.ref} at {self.seq}"


class EventRow(models.Model):
    """What happened, for streams and for systems that follow changes."""

    seq = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    refs = models.TextField()
    audience = models.TextField()

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class Task(models.Model):
    """The outbox is the task table: written with what asked for it, done at least once."""

    name = models.CharField(max_length=64)
    refs = models.TextField(default="[]")
    key = models.CharField(max_length=160, null=True)  # noqa: DJ001 -- none is no key
    priority = models.SmallIntegerField(default=50)
    after = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    failed = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        """One waiting task a key."""

        constraints = (
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(claimed_until__isnull=True, failed=""),
                name="one_waiting_task_a_key",
            ),
        )
        indexes = (models.Index(fields=["failed", "priority", "after"], name="task_next"),)

    def __str__(self) -> str:
        return f"{self.name} after {self.after:%H:%M}"


class Due(models.Model):
    """A moment at which a task must be made: the one ticker reads it."""

    key = models.CharField(max_length=160, primary_key=True)
    at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=64)
    refs = models.TextField(default="[]")
    priority = models.SmallIntegerField(default=50)

    def __str__(self) -> str:
        return f"{self.key} at {self.at:%d/%m %H:%M}"


class Beat(models.Model):
    """When a process of this force last said that it lives, by the machine's own clock."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%H:%M:%S}"
