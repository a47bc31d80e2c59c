"""What leaders count of sharing, over a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from firstlight.sharing.models import Decision, Notice
from firstlight.sharing.noticing import sent_on_time
from firstlight.sharing.rules.decisions import SAID, only_the_grade


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for leaders over a time; every one from decisions themselves, none from the journal."""

    decisions: dict[str, int]
    not_shared: int
    not_shared_on_grade_alone: int
    reasons: tuple[str, ...]
    answers_due: int
    answered_in_time: int
    answered_late: int
    not_answered: int
    notices: int
    notices_on_time: int
    notices_late: int
    notices_waiting: int
    nobody_told: int


def figures(since: datetime, until: datetime) -> Figures:
    """Count decisions by kind, answers in time and notices on time, of a time (UTC)."""
    rows = Decision.objects.filter(at__gte=since, at__lt=until)
    kinds = Counter(rows.values_list("decision", flat=True))
    reasons = tuple(rows.filter(decision="not").order_by("at").values_list("reason", flat=True))
    owed = rows.filter(response_due__isnull=False).exclude(state="recalled")
    drafted = Notice.objects.filter(told_at__gte=since, told_at__lt=until)
    gone = drafted.filter(state="released")
    on_time = sent_on_time(gone)
    in_time = owed.filter(answered_at__lte=F("response_due")).count()
    late = owed.filter(answered_at__gt=F("response_due")).count()
    return Figures(
        decisions={name: kinds.get(name, 0) for name in SAID}, not_shared=kinds.get("not", 0),
        not_shared_on_grade_alone=sum(only_the_grade(one) for one in reasons), reasons=reasons,
        answers_due=owed.count(), answered_in_time=in_time, answered_late=late,
        not_answered=owed.filter(answered_at__isnull=True, response_due__lt=until).count(),
        notices=drafted.count(), notices_on_time=on_time, notices_late=gone.count() - on_time,
        notices_waiting=drafted.filter(state="draft").count(),
        nobody_told=drafted.filter(state="nobody").count(),
    )  # fmt: skip
