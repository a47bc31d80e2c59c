"""Emergency openings: noted when they are made, and looked at afterwards by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.access.models import Grant, Opening, Restriction
from firstlight.access.rules.predicates import REVIEWERS
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

OUTCOMES = {
    "right": "Right: it was needed, and for that person's safety or that job",
    "wrong": "Not right: professional standards are told",
    "unsure": "Cannot be told: the opener is asked, and it stays here",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening as it was noted: its reference and who keeps what was opened."""

    ref: str
    custodians: tuple[str, ...]


def open_glass(*, target: str, reason: str, lasts: timedelta, by: Viewer, at: datetime) -> Opened:
    """Give the opener sight of something restricted for a while, and note it for review."""
    with act("access.glass_broken", by=by, at=at) as line:
        rows = Restriction.objects.filter(target=target, level="restricted", ended_seq__isnull=True)
        keep = tuple(sorted({one for row in rows for one in row.custodians}))
        row = Opening.objects.create(
            target=target, by=by.ref, reason=reason, custodians=list(keep), at=at,
            until=at + lasts, known_seq=line.seq,
        )  # fmt: skip
        Grant.objects.update_or_create(
            user=by.ref, about=target, because="break_glass",
            defaults={"until": row.until, "known_seq": line.seq},
        )  # fmt: skip
        line.about(row.ref, target)
        return Opened(row.ref, keep)


def _mine(row: Opening, viewer: Viewer) -> bool:
    keeps = {viewer.ref, *(f"post:{post}" for post in viewer.posts)} & set(row.custodians)
    return row.by != viewer.ref and bool(keeps or viewer.roles & REVIEWERS)


def openings(viewer: Viewer, *, waiting: bool | None = None) -> list[Opening]:
    """Give the openings a viewer may look at, newest first: never their own."""
    rows = Opening.objects.order_by("-at", "-pk")
    if waiting is not None:
        rows = (
            rows.filter(outcome__in=["", "unsure"])
            if waiting
            else rows.exclude(outcome__in=["", "unsure"])
        )
    return [row for row in rows[:500] if _mine(row, viewer)]


def opening(ref: str, viewer: Viewer) -> Opening:
    """Give one opening. NotThere for one's own, and for whoever neither keeps nor reviews it."""
    row = Opening.objects.filter(ref=ref).first()
    if row is None or not _mine(row, viewer):
        raise NotThere
    return row


def review_opening(*, ref: str, outcome: str, said: str, by: Viewer, at: datetime) -> Opening:
    """Say whether an opening was right. Refuses without an outcome and words.

    NotThere as for reading it: nobody reviews their own.
    """
    row = opening(ref, by)
    faults = [] if outcome in OUTCOMES else [("outcome", "Choose what you found")]
    faults += [] if said.strip() else [("said", "Say what you looked at, and why you find so")]
    if faults:
        raise Refusal("The review is not complete.", next_step="Mend these.", faults=tuple(faults))
    with act("access.glass_reviewed", by=by, at=at) as line:
        line.about(row.ref, row.target, row.by)
        line.say(outcome=outcome, reason=said)
        row.outcome, row.said, row.reviewed_by, row.reviewed_at = outcome, said, by.ref, at
        row.save()
        if outcome == "wrong":
            Grant.objects.filter(user=row.by, about=row.target, because="break_glass").update(
                until=at, known_seq=line.seq
            )
    return row
