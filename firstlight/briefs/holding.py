"""Reads of phones with briefs on them: one's own, all that are out, and what was on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from firstlight.access.selectors import may, title_of
from firstlight.briefs.models import KeptBrief, OfflineOpening, Phone
from firstlight.briefs.rules.offline import GONE
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A phone at one signing on."""

    ref: str
    user: str
    title: str
    asset: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    because: str
    told_at: datetime | None
    on_it: int
    duty: str

    @property
    def said(self) -> str:
        """Say how it stands."""
        if self.ended_at is None:
            return "Keeps briefs"
        if self.because == "lost":
            heard = "it has heard so" if self.told_at else "it has not been in contact since"
            return f"Lost, and shut; {heard}"
        return "Found again" if self.because == "found" else GONE.get(self.because, "Ended")


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A brief that was put on a phone, and what became of it there."""

    brief: str
    job: str
    made_at: datetime
    kept_at: datetime
    until: datetime
    gone_at: datetime | None
    because: str
    people: int
    there: bool
    openings: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class OfflineRow:
    """That a brief was read without signal."""

    brief: str
    user: str
    title: str
    device_at: datetime
    told_at: datetime
    asset: str


def on_phone(row: Phone, at: datetime) -> list[KeptBrief]:
    """Give what may be on a phone at a moment: a brief leaves it when the phone has heard so.

    What was taken back while the phone did not answer is there still, until its time is over.
    """
    heard = row.told_at or row.seen_at
    kept = row.kept.select_related("brief").filter(until__gt=at)
    return list(kept.filter(Q(gone_at__isnull=True) | Q(gone_at__gt=heard)).order_by("pk"))


def _row(row: Phone, at: datetime) -> PhoneRow:
    return PhoneRow(
        row.ref, row.user, title_of(row.user), row.asset, row.began_at, row.seen_at, row.ended_at,
        row.because, row.told_at, len(on_phone(row, at)), row.duty,
    )  # fmt: skip


def phones(viewer: Viewer, at: datetime, *, everybody: bool = False) -> tuple[PhoneRow, ...]:
    """Give one's own phones, or, for who guards them, everybody's: the newest first."""
    rows = Phone.objects.order_by("-pk")
    if not (everybody and may(viewer, "phones.guard")):
        rows = rows.filter(user=viewer.ref)
    return tuple(_row(row, at) for row in rows[:200])


def phone(ref: str, viewer: Viewer, at: datetime) -> PhoneRow:
    """Give one phone. NotThere for who neither uses nor guards it."""
    return _row(_of(ref, viewer), at)


def _of(ref: str, viewer: Viewer) -> Phone:
    row = Phone.objects.filter(ref=ref).first()
    if row is None or not (row.user == viewer.ref or may(viewer, "phones.guard")):
        raise NotThere
    return row


def kept(ref: str, viewer: Viewer, at: datetime) -> tuple[KeptRow, ...]:
    """Give everything that was put on a phone, and what could be read there when it was lost.

    References and counts alone: who may open a brief sees there whom it shows.
    """
    row = _of(ref, viewer)
    moment = row.ended_at or at
    there = {one.pk for one in on_phone(row, moment)}
    if row.because == "lost":  # ending it marked each as gone; it was there until then
        there |= {one.pk for one in row.kept.filter(gone_at=row.ended_at, until__gt=moment)}
    rows = row.kept.select_related("brief").order_by("pk")
    return tuple(_kept(one, one.pk in there) for one in rows)


def _kept(one: KeptBrief, there: bool) -> KeptRow:  # noqa: FBT001 -- yes or no, beside its row
    read = OfflineOpening.objects.filter(phone=one.phone, brief=one.brief).order_by("device_at")
    return KeptRow(
        one.brief.ref, one.brief.job, one.brief.made_at, one.kept_at, one.until, one.gone_at,
        GONE.get(one.because, ""), len(one.brief.people), there,
        tuple(read.values_list("device_at", flat=True)),
    )  # fmt: skip


def read_offline(briefs: list[str]) -> tuple[OfflineRow, ...]:
    """Give each time one of these briefs was read without signal, oldest first."""
    rows = OfflineOpening.objects.filter(brief__ref__in=briefs).select_related("brief", "phone")
    return tuple(
        OfflineRow(r.brief.ref, r.user, title_of(r.user), r.device_at, r.told_at, r.phone.asset)
        for r in rows.order_by("device_at", "pk")
    )
