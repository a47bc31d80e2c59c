"""Reads of briefs, each asked by a viewer; what was shown is given back as it was shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may, title_of
from firstlight.briefs.guarding import unit_attending
from firstlight.briefs.holding import PhoneRow, kept, phone, phones, read_offline
from firstlight.briefs.models import Brief, BriefReader
from firstlight.briefs.reaching import JobReached, reached
from firstlight.briefs.rules.steps import STATES, STEPS
from firstlight.briefs.seeing import readable
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer

__all__ = [
    "BriefView",
    "JobReached",
    "JobState",
    "PhoneRow",
    "about",
    "brief",
    "for_job",
    "kept",
    "mine",
    "newest_of",
    "phone",
    "phones",
    "reached",
    "read_offline",
    "states_of",
    "telling",
    "unit_attending",
]


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody a brief was pushed to, and what they did with it."""

    user: str
    title: str
    opened_at: datetime | None
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing that happened to a brief."""

    said: str
    by: str
    at: datetime
    reason: str
    person: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief as it was made, with its state now. `document` is what every form of it is made from."""

    ref: str
    about_kind: str
    about: str
    job: str
    document: dict[str, Any]
    position: int
    state: str
    state_said: str
    made_at: datetime
    made_by: str
    made_for: str
    late_by: int
    unit: str
    pushed_at: datetime | None
    opened_at: datetime | None
    acknowledged_at: datetime | None
    supersedes: str
    superseded_by: str
    people: tuple[str, ...]
    readers: tuple[ReaderRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    struck: dict[str, str] = field(default_factory=dict)
    minutes_old: int = 0
    parted_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the brief as other systems get it: the content of the page, and its state."""
        return {
            "ref": self.ref,
            "state": self.state,
            "job": self.job,
            "made_at": self.made_at.isoformat(),
            "position": self.position,
            "late_by_minutes": self.late_by,
            "superseded_by": self.superseded_by,
            "link_withdrawn_at": self.parted_at.isoformat() if self.parted_at else None,
            "brief": self.document,
        }


def _view(row: Brief, at: datetime | None = None) -> BriefView:
    steps = list(row.steps.order_by("pk"))
    return BriefView(
        ref=row.ref, about_kind=row.about_kind, about=row.about, job=row.job,
        document=json.loads(row.document), position=row.position, state=row.state,
        state_said=STATES[row.state], made_at=row.made_at, made_by=title_of(row.made_by),
        made_for=row.made_for, late_by=row.late_by, unit=row.unit, pushed_at=row.pushed_at,
        opened_at=row.opened_at, acknowledged_at=row.acknowledged_at, supersedes=row.supersedes,
        superseded_by=row.superseded_by, people=tuple(row.people),
        readers=tuple(
            ReaderRow(r.user, title_of(r.user), r.opened_at, r.acknowledged_at)
            for r in row.readers.order_by("pk")
        ),
        steps=tuple(
            StepRow(_said(s.step), title_of(s.by), s.at, s.said, s.person) for s in steps
        ),
        struck={s.person: s.said for s in steps if s.step == "strike"},
        minutes_old=int((at - row.made_at).total_seconds() // 60) if at else 0,
        parted_at=row.parted_at,
    )  # fmt: skip


_OTHER = {"open_offline": "Read on a phone without signal"}


def _said(step: str) -> str:
    return next((one.said for verb, one in STEPS.items() if verb == step), _OTHER.get(step, "Made"))


def brief(ref: str, viewer: Viewer, at: datetime) -> BriefView:
    """Give a brief; NotThere where it is not there, or shows what this viewer may not be shown.

    A reader who is in the story, by household, family or workplace, reads it as not there.
    """
    row = Brief.objects.filter(ref=ref).first()
    if row is None or not may(viewer, "briefs.see"):
        raise NotThere
    if not readable(row, viewer):
        raise NotThere
    viewer.seen.add(row.ref, *row.people)
    return _view(row, at)


def for_job(record: str, viewer: Viewer) -> tuple[BriefView, ...]:
    """Give a job's briefs this viewer may be shown, newest first."""
    rows = Brief.objects.filter(job=record, made_for="").order_by("-pk")
    return tuple(_view(row) for row in rows if readable(row, viewer))


def newest_of(record: str) -> str | None:
    """Give the reference of a job's newest brief that was not withdrawn."""
    rows = Brief.objects.filter(job=record, made_for="").exclude(state="withdrawn").order_by("-pk")
    return rows.values_list("ref", flat=True).first()


@dataclass(frozen=True, slots=True)
class JobState:
    """How the brief of a job stands: for lists."""

    ref: str
    state: str
    said: str
    pushed_at: datetime | None
    opened_at: datetime | None


def states_of(jobs: list[str]) -> dict[str, JobState]:
    """Give how the newest brief of each job stands."""
    rows = Brief.objects.filter(job__in=jobs, made_for="").exclude(state="withdrawn").order_by("pk")
    return {
        row.job: JobState(row.ref, row.state, STATES[row.state], row.pushed_at, row.opened_at)
        for row in rows
    }


def mine(viewer: Viewer, *, limit: int = 20) -> tuple[BriefView, ...]:
    """Give the briefs pushed to a viewer or asked for by them, newest first."""
    pushed = BriefReader.objects.filter(user=viewer.ref).values_list("brief_id", flat=True)
    rows = Brief.objects.filter(pk__in=list(pushed)) | Brief.objects.filter(made_for=viewer.ref)
    found = [row for row in rows.distinct().order_by("-pk")[: limit * 2] if readable(row, viewer)]
    return tuple(_view(row) for row in found[:limit])


def about(ref: str, viewer: Viewer, *, limit: int = 10) -> tuple[BriefView, ...]:
    """Give the briefs about a record or person, or made for a unit to a place, newest first."""
    rows = (Brief.objects.filter(about=ref) | Brief.objects.filter(job=ref)).distinct()
    found = rows.filter(made_for__in=["", viewer.ref]).order_by("-pk")[:limit]
    return tuple(_view(row) for row in found if readable(row, viewer))


def telling(found: BriefView, at: datetime) -> dict[str, Any]:
    """Put a brief as it was shown into what its pages, its paper and a phone are made from."""
    doc = found.document
    names = {p["person"]: p["name"] for p in (*doc["children"], *doc["adults"])}
    told = [(names.get(ref, "Somebody"), [s for s in doc["narrative"] if s["person"] == ref])
            for ref in dict.fromkeys(s["person"] for s in doc["narrative"])]  # fmt: skip
    states = {"none_you_may_see": "none"}
    return {
        "title": f"Brief {found.ref}",
        "brief": found,
        "doc": doc,
        "made_at": found.made_at,
        "orders": [o | {"ends": _moment(o["ends_at"])} for o in doc["orders"]],
        "narrative": told,
        "sources": [s | {"sign": states.get(s["state"], s["state"])} for s in doc["sources"]],
        "struck": [(names.get(ref, "Somebody"), why) for ref, why in found.struck.items()],
        "starred": any(p["linked_by"] for p in (*doc["children"], *doc["adults"])),
        "at": at,
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
