"""The voice of a child of a job: written down as a record, and somebody sees the child by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.audit.services import act
from firstlight.domestic.caring import open_one, tell
from firstlight.domestic.concerned import children_of
from firstlight.domestic.events import JobChanged
from firstlight.domestic.models import Job
from firstlight.domestic.rules.voice import asks_for_daytime, by_daytime, lacks
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import anchor
from firstlight.people.services import Taken, write
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.records.rules.kinds.concern import VoiceOfChild

_SYSTEM = system_viewer("domestic")


@dataclass(frozen=True, slots=True)
class Voice:
    """What is held of a child's voice about a job, the newest first, and what still lacks."""

    told: tuple[tuple[RecordView, VoiceOfChild], ...]
    lacks: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Tell whether the child was spoken to alone."""
        return any(one.spoken == "alone" for _, one in self.told)


def happening_of(job: Job) -> str:
    """Give the name under which what is written about a job stands together."""
    return job.number or job.record


def voice_of(job: Job, picture: PersonPicture | None, at: datetime) -> Voice:
    """Give the voice of a child about a job, as whoever may open the child may know it."""
    if picture is None:
        return Voice((), ())
    told = tuple(
        (record, record.details)
        for record in picture.of_kind("voice_of_child")
        if record.happening == happening_of(job) and isinstance(record.details, VoiceOfChild)
    )
    age = picture.age_at(at)
    if not told:
        return Voice((), ("Nobody has written down the voice of the child.",))
    best = min((lacks(one.model_dump(), age) for _, one in told), key=len)
    return Voice(told, best)


def hear(*, record: str, child: str, details: Mapping[str, Any], by: Viewer, at: datetime) -> Taken:
    """Record the voice of a child of the job as a record of Firstlight's own, with whatever gaps.

    Unless the child was spoken to alone, somebody sees them by day: that duty begins with this. It
    ends when a later voice says that they were.
    """
    job = open_one(record, by, at)
    row = next((one for one in children_of(job, by, at).own if one.person == child), None)
    if row is None:
        raise NotThere
    raw = {
        "source": "firstlight", "source_ref": new_ref("F"), "kind": "voice_of_child",
        "title": "Voice of the child", "author": by.ref, "happening": happening_of(job),
        "occurred": {"begins": at.isoformat()}, "told_at": at.isoformat(),
        "recorded_at": at.isoformat(), "details": dict(details),
        "people": [{"key": "p1", "role": "child", "seen": _seen(details)}],
    }  # fmt: skip
    with act("domestic.child_heard", by=by, at=at) as line:
        taken = write(raw, by=by, at=at, about={"p1": child})
        _followed(job, child, str(details.get("spoken", "")), taken, by, at)
        tell(line, JobChanged, record)
    return taken


def _seen(details: Mapping[str, Any]) -> str:
    spoken = details.get("spoken", "")
    return "no" if spoken == "not_seen" else "yes" if spoken else "not_asked"


def _followed(job: Job, child: str, spoken: str, taken: Taken, by: Viewer, at: datetime) -> None:
    first = anchor(child)
    key = f"VOICE_DAYTIME:{job.record}:{first}"
    if asks_for_daytime(spoken):
        open_duty(
            clock="VOICE_DAYTIME", about=(job.record, taken.ref), people=(first,), told_at=at,
            because="A child of a domestic abuse job was not spoken to alone: see them by day.",
            area=job.area, due_at=by_daytime(at), key=key, by=by, at=at,
        )  # fmt: skip
    else:
        close_by_key(key, "The child was spoken to alone.", (taken.ref,), _SYSTEM, at)
