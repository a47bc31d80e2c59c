"""Decisions on sharing, what became of them, notices to schools, and lists for recall. Private."""

from __future__ import annotations

from django.db import models


class Decision(models.Model):
    """One decision about one child, and the document as it left, with its hash."""

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=12, default="referral")
    record = models.CharField(max_length=16, blank=True, default="")  # our own disclosure record
    anchor = models.CharField(max_length=16, db_index=True)
    decision = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default="decided", db_index=True)
    recipient = models.CharField(max_length=64, db_index=True)
    recipient_name = models.CharField(max_length=160)
    recipient_role = models.CharField(max_length=120, blank=True, default="")
    purpose = models.TextField()
    regime = models.CharField(max_length=12, default="part3")
    basis = models.CharField(max_length=24)
    items = models.JSONField(default=list)
    withheld = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    caveat = models.TextField(blank=True, default="")
    family_informed = models.CharField(max_length=8, default="unknown")
    author = models.CharField(max_length=40)
    author_title = models.CharField(max_length=160)
    supervisor = models.CharField(max_length=160, blank=True, default="")
    grade_shown = models.JSONField(default=dict)
    document = models.JSONField(default=dict)
    hash = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField(db_index=True)
    known_seq = models.BigIntegerField()
    released_by = models.CharField(max_length=40, blank=True, default="")
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    response_due = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    address_asked_by = models.CharField(max_length=40, blank=True, default="")
    address_released_by = models.CharField(max_length=40, blank=True, default="")
    barred = models.JSONField(default=list)  # readers there who may be in the story
    in_question = models.CharField(max_length=16, blank=True, default="")  # the parting that did it

    def __str__(self) -> str:
        return self.ref


class DecisionLink(models.Model):
    """What a decision is about, and whom its document shows: records, episodes, appearances, persons."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="links")
    ref = models.CharField(max_length=16, db_index=True)
    shown = models.BooleanField(default=False)

    class Meta:
        """Each reference once."""

        constraints = (models.UniqueConstraint(fields=["decision", "ref"], name="each_link_once"),)

    def __str__(self) -> str:
        return self.ref


class DecisionStep(models.Model):
    """What happened to a decision: who, when, and what was said."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_title = models.CharField(max_length=160, blank=True, default="")
    said = models.TextField(blank=True, default="")
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.step


class Notice(models.Model):
    """A notice to a school that waits for a person: one child, one happening."""

    ref = models.CharField(max_length=16, unique=True)
    record = models.CharField(max_length=16, db_index=True)
    happening = models.CharField(max_length=200, blank=True, default="", db_index=True)
    anchor = models.CharField(max_length=16, db_index=True)
    way = models.CharField(max_length=20)
    school = models.CharField(max_length=200, blank=True, default="")
    organisation = models.CharField(max_length=64, blank=True, default="")
    as_of = models.DateField(null=True)
    flags = models.JSONField(default=list)
    told_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    duty = models.CharField(max_length=16, blank=True, default="")
    state = models.CharField(max_length=12, default="draft", db_index=True)  # draft|released|nobody
    decision = models.CharField(max_length=16, blank=True, default="")
    because = models.TextField(blank=True, default="")
    alternate = models.CharField(max_length=120, blank=True, default="")  # who receives it instead
    done_by = models.CharField(max_length=40, blank=True, default="")
    done_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    class Meta:
        """One notice a child and happening."""

        constraints = (
            models.UniqueConstraint(fields=["record", "anchor"], name="one_notice_a_child"),
        )

    def __str__(self) -> str:
        return self.ref


class RecallList(models.Model):
    """Everything that relied on a link which was parted, as it stood then."""

    ref = models.CharField(max_length=16, unique=True)  # the parting
    person = models.CharField(max_length=16)
    to = models.CharField(max_length=16)
    at = models.DateTimeField()
    relied = models.JSONField(default=list)
    left_force = models.BooleanField(default=False)
    duty = models.CharField(max_length=16, blank=True, default="")
    breach = models.CharField(max_length=16, blank=True, default="")
    undone_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class Morning(models.Model):
    """One step of a morning's work on notices: the list at 06:00, owners by 07:00, the manager at 07:30."""

    day = models.DateField()
    stage = models.CharField(max_length=8)
    at = models.DateTimeField()
    waiting = models.IntegerField()
    unowned = models.IntegerField()
    known_seq = models.BigIntegerField()

    class Meta:
        """Each step once a day."""

        constraints = (models.UniqueConstraint(fields=["day", "stage"], name="one_step_a_morning"),)

    def __str__(self) -> str:
        return f"{self.day} {self.stage}"
